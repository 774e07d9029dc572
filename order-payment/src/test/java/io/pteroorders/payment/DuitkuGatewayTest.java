package io.pteroorders.payment;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.PaymentGatewayContract;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

class DuitkuGatewayTest extends PaymentGatewayContract {

    @Override
    protected FakeGatewayServer.Dialect dialect() {
        return new DuitkuDialect();
    }

    @Override
    protected PaymentGateway gateway(URI address, Clock clock, Duration patience) {
        return new DuitkuGateway(DuitkuDialect.settings(address), clock, patience);
    }

    @Override
    protected ImmutableList<String> secrets() {
        return ImmutableList.of(DuitkuDialect.KEY);
    }
}
