package io.pteroorders.core.order;

import io.pteroorders.core.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** Attempts to pay {@link Samples#in}, for the tests of this package. */
final class SamplePayments {

    static final Instant NOON = Samples.NOON;
    static final Order PENDING = Samples.in(OrderStatus.PENDING);
    static final Money TOTAL = PENDING.totalAmount();

    private SamplePayments() {}

    static PaymentId id(int number) {
        return new PaymentId(PENDING.id(), number);
    }

    static Payment waiting(int number) {
        return Payment.begin(id(number), "midtrans", TOTAL, NOON)
                .expiresAt(NOON.plus(Duration.ofHours(1)))
                .reference("ref-" + number)
                .payBy(new PayBy(PayBy.Kind.QR, "000201"))
                .build();
    }

    static PaymentArrival arrival(Money amount, String report) {
        return new PaymentArrival(amount, NOON, "system:midtrans", Optional.of(report));
    }

    static Payment paid(int number) {
        return waiting(number).with(arrival(TOTAL, "r" + number)).moved(PaymentState.PAID, NOON);
    }

    /** By the shortest way. */
    static Payment in(PaymentState state) {
        return switch (state) {
            case WAITING -> waiting(1);
            case PAID -> paid(1);
            case EXPIRED, FAILED, CANCELLED, REVIEW -> waiting(1).moved(state, NOON);
            case PARTLY_REFUNDED, REFUNDED, DISPUTED, REVERSED -> paid(1).moved(state, NOON);
        };
    }

    /** An order with these attempts. */
    static Order with(Order order, Payment... attempts) {
        return List.of(attempts).stream()
                .reduce(order, (paying, attempt) -> paying.withPayment(NOON, attempt), (a, b) -> b);
    }
}
