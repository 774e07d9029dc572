package io.pteroorders.core.testkit.gateway;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.PaymentGatewayContract;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

// region test
class TillGatewayTest extends PaymentGatewayContract {

    private static final String KEY = "the-key-of-the-till";

    @Override
    protected FakeGatewayServer.Dialect dialect() {
        return new TillDialect(KEY);
    }

    @Override
    protected PaymentGateway gateway(URI address, Clock clock, Duration patience) {
        return new TillGateway(address, KEY, clock, patience);
    }

    @Override
    protected ImmutableList<String> secrets() {
        return ImmutableList.of(KEY);
    }
}
// endregion
