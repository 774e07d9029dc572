package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentArrival;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.joda.money.Money;

/** What is true of the money in a shop at any moment, whatever happened before. */
final class PaymentLaws {

    private record Law(String broken, Predicate<ReferenceOrder> rule) {}

    private static final ImmutableList<Law> OF_ONE_ORDER = ImmutableList.of(
            new Law("two attempts wait for money", PaymentLaws::oneAttemptWaits),
            new Law("it is pending although its money is there", PaymentLaws::isNotPaidAndPending),
            new Law("it is confirmed by itself without its money", PaymentLaws::isConfirmedByItsMoney),
            new Law("what came is not what was told of", PaymentLaws::cameAsTold),
            new Law("more goes back than came", PaymentLaws::noMoreGoesBack));

    private PaymentLaws() {}

    /** The first law that these orders break, in words; empty if they keep all. */
    static Optional<String> broken(Collection<ReferenceOrder> orders) {
        return orders.stream()
                .flatMap(order -> OF_ONE_ORDER.stream()
                        .filter(law -> !law.rule.test(order))
                        .map(law -> "of " + order.id + ": " + law.broken))
                .findFirst()
                .or(() -> ofAll(orders))
                .map(law -> "against a law of money " + law);
    }

    private static Optional<String> ofAll(Collection<ReferenceOrder> orders) {
        if (!areDistinct(payments(orders)
                .filter(payment -> payment.isOpen() && payment.method.equals(WayToPay.CODE.name()))
                .map(payment -> payment.due))) {
            return Optional.of("two orders wait for the same amount");
        }
        boolean once = areDistinct(payments(orders).flatMap(payment -> payment.from.stream()));
        return once ? Optional.empty() : Optional.of("money pays for two orders");
    }

    private static Stream<ReferencePayment> payments(Collection<ReferenceOrder> orders) {
        return orders.stream().flatMap(order -> order.attempts.all.stream());
    }

    private static <T> boolean areDistinct(Stream<T> things) {
        List<T> all = things.toList();
        Set<T> distinct = new HashSet<>(all);
        return distinct.size() == all.size();
    }

    private static boolean oneAttemptWaits(ReferenceOrder order) {
        return order.attempts.all.stream().filter(ReferencePayment::isOpen).count() <= 1;
    }

    private static boolean isNotPaidAndPending(ReferenceOrder order) {
        return order.status() != OrderStatus.PENDING
                || order.attempts.all.stream().noneMatch(PaymentLaws::isWhole);
    }

    private static boolean isWhole(ReferencePayment payment) {
        return !payment.missing().isPositive();
    }

    private static boolean isConfirmedByItsMoney(ReferenceOrder order) {
        boolean byItself = order.history.stream()
                .anyMatch(entry ->
                        entry.status() == OrderStatus.CONFIRMED && entry.by().startsWith("system:"));
        return !byItself || order.attempts.all.stream().anyMatch(PaymentLaws::isWhole);
    }

    private static boolean cameAsTold(ReferenceOrder order) {
        Money came = order.attempts.all.stream()
                .flatMap(payment -> payment.arrivals.stream())
                .filter(part -> part.by().startsWith("system:"))
                .map(PaymentArrival::amount)
                .reduce(Fixtures.rupiah(0), Money::plus);
        return came.getAmountMajorLong() == order.income;
    }

    private static boolean noMoreGoesBack(ReferenceOrder order) {
        return order.attempts.all.stream().noneMatch(payment -> payment.held().isNegative());
    }
}
