package io.pteroorders.core.order;

import static io.pteroorders.core.order.PaymentState.CANCELLED;
import static io.pteroorders.core.order.PaymentState.DISPUTED;
import static io.pteroorders.core.order.PaymentState.EXPIRED;
import static io.pteroorders.core.order.PaymentState.FAILED;
import static io.pteroorders.core.order.PaymentState.PAID;
import static io.pteroorders.core.order.PaymentState.PARTLY_REFUNDED;
import static io.pteroorders.core.order.PaymentState.REFUNDED;
import static io.pteroorders.core.order.PaymentState.REVERSED;
import static io.pteroorders.core.order.PaymentState.REVIEW;
import static io.pteroorders.core.order.PaymentState.WAITING;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;

/**
 * The arrows between the states of a {@link Payment}: the only place that knows which may follow which. Every payment
 * starts as {@link PaymentState#WAITING}. Money may come after the time to pay is over; a part of it may go back several
 * times. What a gateway reports beside these arrows is stale.
 */
public final class PaymentFlow {

    /** All arrows, each from its key to its value. */
    public static final ImmutableSetMultimap<PaymentState, PaymentState> PAYMENT_FLOW =
            ImmutableSetMultimap.<PaymentState, PaymentState>builder()
                    .putAll(WAITING, PAID, EXPIRED, FAILED, CANCELLED, REVIEW)
                    .putAll(REVIEW, PAID, FAILED)
                    .put(EXPIRED, PAID)
                    .put(CANCELLED, PAID)
                    .put(FAILED, PAID)
                    .putAll(PAID, PARTLY_REFUNDED, REFUNDED, DISPUTED, REVERSED)
                    .putAll(PARTLY_REFUNDED, PARTLY_REFUNDED, REFUNDED, DISPUTED, REVERSED)
                    .putAll(DISPUTED, PAID, REVERSED, REFUNDED)
                    .build();

    private PaymentFlow() {}

    /** Whether a payment may move from one state to the other. */
    public static boolean allows(PaymentState from, PaymentState to) {
        return PAYMENT_FLOW.containsEntry(from, to);
    }

    /** The states that may follow; empty if {@code from} is final. */
    public static ImmutableSet<PaymentState> next(PaymentState from) {
        return PAYMENT_FLOW.get(from);
    }
}
