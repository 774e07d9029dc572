package io.pteroorders.bot.payment;

import io.pteroorders.core.order.OrderId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.joda.money.Money;

/**
 * Money that somebody told of, and what became of it. Immutable and thread-safe.
 *
 * @param number by which admins name it, from 1
 * @param key tells it from all others
 * @param by who told of it, as an order's history shows it
 * @param amount how much; empty if that could not be read
 * @param at when it came
 * @param text what was written of it
 * @param order the order that it was booked for; empty as long as nobody knows whose it is
 * @param closedBy who said that it pays for no order; empty as long as nobody did
 * @param told whether admins were told that nobody knows
 */
public record MoneyRow(
        int number,
        String key,
        String by,
        Optional<Money> amount,
        Instant at,
        String text,
        Optional<OrderId> order,
        Optional<String> closedBy,
        boolean told) {

    /** The same, booked. */
    MoneyRow booked(OrderId id) {
        return new MoneyRow(number, key, by, amount, at, text, Optional.of(id), closedBy, told);
    }

    /** The same of which nobody knows whose it is, after all. */
    MoneyRow unbooked() {
        return new MoneyRow(number, key, by, amount, at, text, Optional.empty(), closedBy, told);
    }

    /** The same after admins were told. */
    MoneyRow toldNow() {
        return new MoneyRow(number, key, by, amount, at, text, order, closedBy, true);
    }

    /** The same, off the list. */
    MoneyRow closed(String who) {
        return new MoneyRow(number, key, by, amount, at, text, order, Optional.of(who), told);
    }

    /** The same without what was written of it, by other names. */
    MoneyRow unsaid(UnaryOperator<String> names) {
        return new MoneyRow(number, key, names.apply(by), amount, at, "", order, closedBy.map(names), told);
    }

    /** Whether nobody knows whose it is. */
    public boolean isUnmatched() {
        return order.isEmpty() && closedBy.isEmpty();
    }
}
