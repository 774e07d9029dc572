package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.pteroorders.core.statistics.PaymentFigures.Attempt;
import io.pteroorders.core.statistics.PaymentFigures.Paid;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What was paid for some orders, counted from scratch. Money that was paid for another order is none.
 *
 * @param orders in any order
 */
record ReferenceIncome(List<ReferenceOrder> orders) {

    private static Stream<ReferencePayment> own(ReferenceOrder order) {
        return order.attempts.all.stream().filter(payment -> payment.from.isEmpty());
    }

    /** When the attempts of an order were paid. */
    static Stream<Instant> paid(ReferenceOrder order) {
        return own(order).flatMap(payment -> payment.paid.stream());
    }

    /** Every attempt, by how it is paid and what it is now. */
    Stream<Attempt> attempts() {
        return orders.stream().flatMap(ReferenceIncome::own).map(payment -> new Attempt(payment.method, payment.state));
    }

    /** Of every order that has an attempt, how long it took. */
    Stream<Paid> times() {
        return orders.stream().filter(order -> own(order).findAny().isPresent()).map(order -> paid(order)
                .min(Comparator.naturalOrder())
                .map(first -> time(Duration.between(order.created, first)))
                .orElse(Paid.NOT_YET));
    }

    private static Paid time(Duration passed) {
        if (passed.compareTo(Duration.ofMinutes(5)) <= 0) {
            return Paid.WITHIN_MINUTES;
        } else if (passed.compareTo(Duration.ofHours(1)) <= 0) {
            return Paid.WITHIN_HOUR;
        }
        return passed.compareTo(Duration.ofDays(1)) <= 0 ? Paid.WITHIN_DAY : Paid.LATER;
    }

    /** What was paid at certain times, by how. */
    ImmutableSortedMap<String, ImmutableSortedMap<CurrencyUnit, Money>> received(Predicate<Instant> when) {
        return byMethod(when, payment -> Optional.of(payment.arrived()));
    }

    /** What was kept of it. */
    ImmutableSortedMap<String, ImmutableSortedMap<CurrencyUnit, Money>> fees(Predicate<Instant> when) {
        return byMethod(when, payment -> payment.fee);
    }

    private ImmutableSortedMap<String, ImmutableSortedMap<CurrencyUnit, Money>> byMethod(
            Predicate<Instant> when, Function<ReferencePayment, Optional<Money>> of) {
        Map<String, Money> sums = new TreeMap<>();
        orders.stream()
                .flatMap(ReferenceIncome::own)
                .filter(payment -> payment.paid.filter(when).isPresent())
                .forEach(payment -> of.apply(payment)
                        .filter(Money::isPositive)
                        .ifPresent(amount -> sums.merge(payment.method, amount, Money::plus)));
        return ImmutableSortedMap.copyOf(Maps.transformValues(sums, sum -> ImmutableSortedMap.of(Fixtures.IDR, sum)));
    }
}
