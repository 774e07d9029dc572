package io.pteroorders.core.testkit.model;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.StatusChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Orders and payments that are changed past all rules but their own. */
final class Altered {

    private Altered() {}

    /** The order with another history. */
    static Order history(Order order, List<StatusChange> history) {
        return restored(order, history, order.payments());
    }

    /** The order with each of its attempts changed. */
    static Order payments(Order order, UnaryOperator<Payment> each) {
        Payments changed =
                Payments.of(order.payments().all().stream().map(each).collect(ImmutableList.toImmutableList()));
        return restored(order, order.statusHistory(), changed);
    }

    private static Order restored(Order order, List<StatusChange> history, Payments payments) {
        return Order.restore(order.id(), order.customer(), order.item(), order.createdAt(), history)
                .updatedAt(order.updatedAt())
                .notes(order.notes())
                .adminNotes(order.adminNotes())
                .serverId(order.serverId().orElse(null))
                .paymentProof(order.paymentProof().orElse(null))
                .username(order.username().orElse(null))
                .claims(order.claims())
                .payments(payments)
                .server(order.server().orElse(null))
                .sequel(order.sequel().orElse(null))
                .subscription(order.subscription())
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    /** The payment as it is. */
    static Payment.Builder copy(Payment payment) {
        return copy(payment, payment.method(), payment.state())
                .paidAt(payment.paidAt().orElse(null))
                .from(payment.from().orElse(null));
    }

    /** The payment that waits again. */
    static Payment waiting(Payment payment) {
        return copy(payment, payment.method(), PaymentState.WAITING).build();
    }

    /** The payment as if its money had not been another's before. */
    static Payment ofItsOwn(Payment payment) {
        return copy(payment, "link", payment.state())
                .paidAt(payment.paidAt().orElse(null))
                .build();
    }

    private static Payment.Builder copy(Payment payment, String method, PaymentState state) {
        return Payment.restore(payment.id(), method, state, payment.amountDue(), payment.createdAt())
                .expiresAt(payment.expiresAt().orElse(null))
                .reference(payment.reference().orElse(null))
                .fee(payment.fee().orElse(null))
                .payBy(payment.payBy().orElse(null))
                .arrivals(payment.arrivals())
                .refunds(payment.refunds())
                .usedBy(payment.usedBy().orElse(null));
    }

    /** The order with the ids of the reports of its money changed. */
    static Order reports(Order order, Function<Optional<String>, Optional<String>> change) {
        return payments(
                order,
                payment -> arrivals(
                        payment,
                        payment.arrivals().stream()
                                .map(part -> new PaymentArrival(
                                        part.amount(), part.at(), part.by(), change.apply(part.report())))));
    }

    /** The payment with other money. */
    static Payment arrivals(Payment payment, Stream<PaymentArrival> arrivals) {
        return copy(payment).arrivals(arrivals.toList()).build();
    }
}
