package io.pteroorders.payment;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.PaymentGatewayContract;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

class TripayGatewayTest extends PaymentGatewayContract {

    @Override
    protected FakeGatewayServer.Dialect dialect() {
        return new TripayDialect();
    }

    @Override
    protected PaymentGateway gateway(URI address, Clock clock, Duration patience) {
        return new TripayGateway(TripayDialect.settings(address), clock, patience);
    }

    @Override
    protected ImmutableList<String> secrets() {
        return ImmutableList.of(TripayDialect.API_KEY, TripayDialect.PRIVATE_KEY);
    }
}
