package io.pteroorders.core.testkit;

import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What the attempts to pay an order should be. Not thread-safe. */
final class ReferenceAttempts {

    final List<ReferencePayment> all = new ArrayList<>();

    /** The same, each changed; the attempts of this one stay as they are. */
    ReferenceAttempts copy(UnaryOperator<ReferencePayment> each) {
        ReferenceAttempts copy = new ReferenceAttempts();
        all.forEach(payment -> copy.all.add(each.apply(payment)));
        return copy;
    }

    Optional<ReferencePayment> get(int number) {
        return number <= all.size() ? Optional.of(all.get(number - 1)) : Optional.empty();
    }

    Optional<ReferencePayment> last() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    Optional<ReferencePayment> open() {
        return all.stream().filter(ReferencePayment::isOpen).findFirst();
    }

    boolean hasMoney() {
        return all.stream().anyMatch(ReferencePayment::hasMoney);
    }

    /** What paid for the order: the first that brought the whole money, or else the first that was counted at all. */
    private Optional<ReferencePayment> needed(OrderStatus status) {
        return all.stream()
                .filter(payment -> status != OrderStatus.CANCELLED && payment.isCounted())
                .min(Comparator.comparing(
                                (ReferencePayment payment) -> payment.missing().isPositive())
                        .thenComparing(payment -> payment.paid.orElseThrow()));
    }

    /** Money that was counted, and that an order in this status does not need. */
    Optional<ReferencePayment> withoutOrder(OrderStatus status) {
        Optional<ReferencePayment> needed = needed(status);
        return all.stream()
                .filter(payment -> payment.isCounted() && payment.hasMoney())
                .filter(payment -> !needed.equals(Optional.of(payment)))
                .findFirst();
    }

    /** What goes back first. */
    Optional<ReferencePayment> toGiveBack(OrderStatus status) {
        return withoutOrder(status).or(() -> needed(status).filter(ReferencePayment::hasMoney));
    }

    /** None goes on, and what came for one that was not paid waits for somebody to decide. */
    void giveUp(Instant now) {
        all.forEach(payment -> payment.giveUp(now));
    }

    /** Somebody says that the money is there. */
    void confirmed(Instant at, String by) {
        open().ifPresent(open -> {
            if (open.missing().isPositive()) {
                open.arrivals.add(new PaymentArrival(open.missing(), at, by, Optional.empty()));
            }
            open.become(PaymentState.PAID, at);
        });
        giveUp(at);
    }

    /** Somebody gave all of it back. */
    void givenBack(Instant at, String by, String why) {
        all.stream()
                .filter(payment -> payment.mayGiveBack(payment.held()))
                .forEach(payment -> payment.wentBack(payment.held(), at, by, why, Optional.empty()));
    }

    @Override
    public String toString() {
        return all.stream().map(ReferencePayment::toString).collect(Collectors.joining("; ", "[", "]"));
    }
}
