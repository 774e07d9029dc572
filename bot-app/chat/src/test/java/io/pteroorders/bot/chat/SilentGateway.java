package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.Charge;
import io.pteroorders.core.payment.ChargeRequest;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.GatewayException;
import io.pteroorders.core.payment.GatewayState;
import io.pteroorders.core.payment.GatewayTraits;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.testkit.Fixtures;
import java.time.Duration;
import java.util.Optional;

/** A gateway that cannot be reached. */
final class SilentGateway implements PaymentGateway {

    static final String NAME = "midtrans";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public GatewayTraits traits() {
        return new GatewayTraits(
                Fixtures.rupiah(1_000),
                Fixtures.rupiah(10_000_000),
                Optional.empty(),
                ImmutableSet.of(),
                Duration.ZERO);
    }

    @Override
    public Charge create(ChargeRequest request) {
        throw GatewayException.unavailable("it does not answer", null);
    }

    @Override
    public Optional<GatewayState> ask(Payment attempt) {
        throw GatewayException.unavailable("it does not answer", null);
    }

    @Override
    public GatewayCallback verify(ImmutableMap<String, String> headers, byte[] body) {
        throw CallbackRefusedException.unsigned("it calls nobody");
    }
}
