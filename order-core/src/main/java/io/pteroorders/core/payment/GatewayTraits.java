package io.pteroorders.core.payment;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import java.time.Duration;
import java.util.Optional;
import org.joda.money.Money;

/**
 * What a gateway can do, and within which bounds. Immutable and thread-safe.
 *
 * @param minimum the smallest amount it takes
 * @param maximum the greatest amount it takes
 * @param expiry how long it lets a charge wait, if that can be asked for; it keeps within these bounds by itself
 * @param abilities what else it can do
 * @param pause the least time between two questions about one attempt
 */
public record GatewayTraits(
        Money minimum,
        Money maximum,
        Optional<Range<Duration>> expiry,
        ImmutableSet<Ability> abilities,
        Duration pause) {

    /** What a gateway may be able to do. */
    public enum Ability {
        /** Its callbacks are signed so that they can be believed: they have a report. */
        SIGNED_CALLBACKS,
        /** It takes a charge back that is not paid. */
        CANCEL,
        /** It gives money back, all or a part. */
        REFUND,
        /** Money may come after the charge has expired. */
        LATE_MONEY
    }

    /** @throws IllegalArgumentException if no amount is within the bounds */
    public GatewayTraits {
        if (minimum.isGreaterThan(maximum)) {
            throw new IllegalArgumentException("the smallest amount is not above the greatest");
        }
    }

    /** Whether it can do this. */
    public boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    /** Whether it takes an amount. */
    public boolean takes(Money amount) {
        return amount.isSameCurrency(minimum) && !amount.isLessThan(minimum) && !amount.isGreaterThan(maximum);
    }
}
