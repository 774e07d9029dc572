package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Range;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentMethod;
import java.time.Duration;
import java.time.Instant;
import org.joda.money.Money;

/** Payment by a gateway, within its bounds: what the customer is shown, the gateway gives later. Thread-safe. */
public final class GatewayMethod implements PaymentMethod {

    private final PaymentGateway gateway;
    private final Duration expiresAfter;

    /** @param expiresAfter how long an attempt waits, as far as the gateway lets it */
    public GatewayMethod(PaymentGateway gateway, Duration expiresAfter) {
        this.gateway = gateway;
        this.expiresAfter = gateway.traits()
                .expiry()
                .map(bounds -> within(bounds, expiresAfter))
                .orElse(expiresAfter);
    }

    private static Duration within(Range<Duration> bounds, Duration wanted) {
        if (bounds.contains(wanted)) {
            return wanted;
        }
        return bounds.hasLowerBound() && wanted.compareTo(bounds.lowerEndpoint()) < 0
                ? bounds.lowerEndpoint()
                : bounds.upperEndpoint();
    }

    @Override
    public String name() {
        return gateway.name();
    }

    @Override
    public ImmutableList<Money> amounts(Money total) {
        return gateway.traits().takes(total) ? ImmutableList.of(total) : ImmutableList.of();
    }

    @Override
    public Payment begin(PaymentId id, Money amount, Instant now) {
        return Payment.begin(id, gateway.name(), amount, now)
                .expiresAt(now.plus(expiresAfter))
                .build();
    }
}
