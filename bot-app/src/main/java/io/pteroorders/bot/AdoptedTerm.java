package io.pteroorders.bot;

import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.subscription.Term;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A term of whole months that ends on a day.
 *
 * @param begins its first day
 * @param months how many
 */
record AdoptedTerm(LocalDate begins, int months) {

    /**
     * The shortest that ends on a day and has begun.
     *
     * @return empty if even the longest begins after today
     */
    static Optional<AdoptedTerm> until(LocalDate last, LocalDate today) {
        return IntStream.rangeClosed(OrderItem.MIN_MONTHS, OrderItem.MAX_MONTHS)
                .boxed()
                .flatMap(months -> ending(last, months).stream())
                .filter(term -> !term.begins().isAfter(today))
                .findFirst();
    }

    /** Some months are too short to have such a day. */
    private static Optional<AdoptedTerm> ending(LocalDate last, int months) {
        YearMonth first = YearMonth.from(last).minusMonths(months);
        return Optional.of(first)
                .filter(month -> month.isValidDay(last.getDayOfMonth()))
                .map(month -> month.atDay(last.getDayOfMonth()))
                .filter(begins -> Term.beginning(begins, months).last().equals(last))
                .map(begins -> new AdoptedTerm(begins, months));
    }
}
