package io.pteroorders.payment;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.PaymentGatewayContract;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

class MidtransGatewayTest {

    @Nested
    class Qris extends Contract {
        @Override
        protected String name() {
            return "midtrans";
        }
    }

    @Nested
    class Snap extends Contract {
        @Override
        protected String name() {
            return "midtrans-snap";
        }
    }

    abstract static class Contract extends PaymentGatewayContract {

        protected abstract String name();

        @Override
        protected FakeGatewayServer.Dialect dialect() {
            return new MidtransDialect();
        }

        @Override
        protected PaymentGateway gateway(URI address, Clock clock, Duration patience) {
            URI callback = URI.create("https://shop.example/payments/" + name());
            return new MidtransGateway(
                    name(),
                    new MidtransGateway.Settings(Secret.of(MidtransDialect.KEY), address, Optional.of(callback)),
                    clock,
                    patience);
        }

        @Override
        protected ImmutableList<String> secrets() {
            Secret key = Secret.of(MidtransDialect.KEY);
            return ImmutableList.of(MidtransDialect.KEY, key.basic().substring("Basic ".length()));
        }
    }
}
