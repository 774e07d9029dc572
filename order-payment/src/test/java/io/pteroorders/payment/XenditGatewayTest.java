package io.pteroorders.payment;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.PaymentGatewayContract;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

class XenditGatewayTest extends PaymentGatewayContract {

    @Override
    protected FakeGatewayServer.Dialect dialect() {
        return new XenditDialect();
    }

    @Override
    protected PaymentGateway gateway(URI address, Clock clock, Duration patience) {
        return new XenditGateway(XenditDialect.settings(address), clock, patience);
    }

    @Override
    protected ImmutableList<String> secrets() {
        Secret key = Secret.of(XenditDialect.KEY);
        return ImmutableList.of(XenditDialect.KEY, key.basic().substring("Basic ".length()), XenditDialect.TOKEN);
    }
}
