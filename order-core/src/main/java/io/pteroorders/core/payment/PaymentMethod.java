package io.pteroorders.core.payment;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import java.time.Instant;
import org.joda.money.Money;

/**
 * A way to pay: says which amounts it may ask for, and what an attempt by it looks like at its beginning. It asks nobody
 * outside; what a gateway gives for an attempt comes later. Thread-safe.
 */
public interface PaymentMethod {

    /** Its name, as people type it and as orders keep it; matches {@link Payment#METHOD_PATTERN}. */
    String name();

    /**
     * The amounts that it may ask for, the first to be tried first.
     *
     * @param total what the order costs; more than nothing
     * @return empty if it cannot be paid in this way; one, unless the amount {@linkplain #isToldByAmount tells} whose money
     *     came
     */
    ImmutableList<Money> amounts(Money total);

    /** Whether money is known by its amount alone, so that no two attempts may ask for the same at a time. */
    default boolean isToldByAmount() {
        return false;
    }

    /**
     * A new attempt, waiting.
     *
     * @param amount one of {@link #amounts}
     */
    Payment begin(PaymentId id, Money amount, Instant now);
}
