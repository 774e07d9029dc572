package io.pteroorders.payment;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.PaymentGatewayContract;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

class PakasirGatewayTest extends PaymentGatewayContract {

    @Override
    protected FakeGatewayServer.Dialect dialect() {
        return new PakasirDialect();
    }

    @Override
    protected PaymentGateway gateway(URI address, Clock clock, Duration patience) {
        return new PakasirGateway(PakasirDialect.settings(address), clock, patience);
    }

    @Override
    protected ImmutableList<String> secrets() {
        return ImmutableList.of(PakasirDialect.KEY, HttpCalls.encoded(PakasirDialect.KEY));
    }
}
