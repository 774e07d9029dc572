package io.pteroorders.core.payment;

import io.pteroorders.core.order.PaymentState;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * What somebody outside says about an attempt to pay: a gateway, a feed of what came into an account, or an admin who
 * saw the money. Whether it may be believed is decided before. Immutable and thread-safe.
 *
 * @param id tells this report from all others; the same event has the same id however it becomes known
 * @param by who says so, as an order's history shows it, for example {@code system:midtrans}
 * @param state what became of the attempt: {@link PaymentState#PAID} if money came
 * @param amount how much came, or went back; empty if the report is of no money
 * @param at when it happened
 * @param reference the gateway's own name for the attempt, if it has one
 * @param fee what the gateway keeps for itself, if it said so
 */
public record PaymentReport(
        String id,
        String by,
        PaymentState state,
        Optional<Money> amount,
        Instant at,
        Optional<String> reference,
        Optional<Money> fee) {

    /** @throws IllegalArgumentException if money came, and it is not said how much */
    public PaymentReport {
        if (state == PaymentState.PAID && amount.isEmpty()) {
            throw new IllegalArgumentException("a report of money says how much it is");
        }
    }

    /** Money that came in. */
    public static PaymentReport ofMoney(String id, String by, Money amount, Instant at) {
        return new PaymentReport(
                id, by, PaymentState.PAID, Optional.of(amount), at, Optional.empty(), Optional.empty());
    }

    /** An attempt that reached another state, without money. */
    public static PaymentReport ofState(String id, String by, PaymentState state, Instant at) {
        return new PaymentReport(id, by, state, Optional.empty(), at, Optional.empty(), Optional.empty());
    }
}
