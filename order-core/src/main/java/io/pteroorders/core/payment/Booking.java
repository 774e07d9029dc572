package io.pteroorders.core.payment;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentFlow;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.StatusChange;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * What a report came to: an order with the money booked in it, and in which of the ways that money can come. Money is
 * never refused because of when it comes, and never counted twice: a report with the same id changes nothing the second
 * time.
 * Immutable and thread-safe.
 *
 * @param kind what the report was
 * @param order the order afterwards; the same object if nothing was booked
 */
public record Booking(Kind kind, Order order) {

    /** The ways in which a report can be booked. */
    public enum Kind {
        /** The whole amount for a pending order: paid and confirmed. */
        PAID,
        /** More than that, at once or later: paid and confirmed, and something is left over. */
        OVERPAID,
        /** Not the whole amount yet. */
        PART,
        /** Money for an order that is cancelled, or paid already: somebody must decide what becomes of it. */
        WITHOUT_ORDER,
        /** A report of money that somebody had seen before: its proof. */
        PROOF,
        /** The attempt reached another state without money. */
        MOVED,
        /** Money that was there is disputed, or taken away. */
        ALARM,
        /** Money went back at the gateway, not by a refund of the shop. */
        REFUNDED,
        /** Known before, or overtaken by what happened since: nothing was booked. */
        STALE,
        /** Another currency than that of the attempt: nothing was booked. */
        WRONG_CURRENCY
    }

    /**
     * Books a report.
     *
     * @param number which of the order's attempts it is about
     * @param flow of the order's status
     * @param now when the order changes
     * @throws IllegalArgumentException if the order has no such attempt
     */
    public static Booking of(Order order, int number, PaymentReport report, OrderFlow flow, Instant now) {
        Payment attempt = order.payments()
                .get(number)
                .orElseThrow(() -> new IllegalArgumentException("the order has no attempt " + number));
        if (isOfAnotherCurrency(attempt, report)) {
            return new Booking(Kind.WRONG_CURRENCY, order);
        }
        if (isKnown(order, report)) {
            return new Booking(Kind.STALE, order);
        }
        return switch (report.state()) {
            case PAID -> ofMoney(order, attempt, report, flow, now);
            case WAITING, REVIEW, EXPIRED, FAILED, CANCELLED -> ofState(Kind.MOVED, order, attempt, report, now);
            case DISPUTED, REVERSED -> ofState(Kind.ALARM, order, attempt, report, now);
            case PARTLY_REFUNDED, REFUNDED -> ofMoneyBack(order, attempt, report, now);
        };
    }

    private static boolean isOfAnotherCurrency(Payment attempt, PaymentReport report) {
        return report.amount()
                .filter(amount -> !amount.isSameCurrency(attempt.amountDue()))
                .isPresent();
    }

    private static boolean isKnown(Order order, PaymentReport report) {
        return order.payments().all().stream().anyMatch(attempt -> attempt.isToldBy(report.id()));
    }

    private static Booking ofMoney(Order order, Payment attempt, PaymentReport report, OrderFlow flow, Instant now) {
        Money amount = report.amount().orElseThrow();
        if (isProof(attempt, amount)) {
            return new Booking(Kind.PROOF, order.withPayment(now, named(attempt.provenBy(report.id()), report)));
        }
        if (attempt.state() == PaymentState.DISPUTED) {
            return new Booking(
                    Kind.MOVED, order.withPayment(now, attempt.disputeWon(report.at(), report.by(), report.id())));
        }
        PaymentArrival arrival = new PaymentArrival(amount, report.at(), report.by(), Optional.of(report.id()));
        Payment with = named(attempt.with(arrival), report);
        return attempt.isCountedAsPaid()
                ? new Booking(leftOver(order, attempt), order.withPayment(now, with))
                : booked(order, with, report, flow, now);
    }

    private static Kind leftOver(Order order, Payment paid) {
        boolean pays = paid.state() == PaymentState.PAID && order.status() != OrderStatus.CANCELLED;
        return pays ? Kind.OVERPAID : Kind.WITHOUT_ORDER;
    }

    /** The first report of money that somebody has seen before. */
    private static boolean isProof(Payment attempt, Money amount) {
        return attempt.isCountedAsPaid()
                && attempt.arrivals().stream()
                        .anyMatch(arrival -> arrival.report().isEmpty())
                && (amount.isEqual(attempt.amountDue()) || amount.isEqual(attempt.amountPaid()));
    }

    private static Payment named(Payment attempt, PaymentReport report) {
        Payment named = attempt.reference().isEmpty()
                ? report.reference().map(attempt::withReference).orElse(attempt)
                : attempt;
        return report.fee().map(named::withFee).orElse(named);
    }

    private static Booking booked(Order order, Payment attempt, PaymentReport report, OrderFlow flow, Instant now) {
        if (order.status() != OrderStatus.PENDING || !flow.allows(order.status(), OrderStatus.CONFIRMED)) {
            return new Booking(Kind.WITHOUT_ORDER, order.withPayment(now, attempt.moved(PaymentState.PAID, now)));
        }
        if (!attempt.amountMissing().isZero()) {
            return new Booking(Kind.PART, order.withPayment(now, attempt));
        }
        Kind kind = attempt.amountPaid().isGreaterThan(attempt.amountDue()) ? Kind.OVERPAID : Kind.PAID;
        StatusChange confirmed = new StatusChange(OrderStatus.CONFIRMED, now, report.by(), note(attempt));
        return new Booking(
                kind,
                order.withPayment(now, attempt.moved(PaymentState.PAID, now))
                        .transition(flow, confirmed)
                        .get());
    }

    private static String note(Payment paid) {
        String what = paid.id() + " " + paid.amountPaid().getCurrencyUnit() + " "
                + paid.amountPaid().getAmount().stripTrailingZeros().toPlainString();
        return paid.reference().map(reference -> what + " " + reference).orElse(what);
    }

    /** An attempt that has a part of its money does not end by itself. */
    private static Booking ofState(Kind kind, Order order, Payment attempt, PaymentReport report, Instant now) {
        boolean ends = report.state() == PaymentState.EXPIRED || report.state() == PaymentState.CANCELLED;
        if (!PaymentFlow.allows(attempt.state(), report.state())
                || (ends && !attempt.arrivals().isEmpty())) {
            return new Booking(Kind.STALE, order);
        }
        return new Booking(kind, order.withPayment(now, named(attempt, report).moved(report.state(), now)));
    }

    private static Booking ofMoneyBack(Order order, Payment attempt, PaymentReport report, Instant now) {
        Money amount = report.amount().orElse(attempt.amountHeld());
        if (!attempt.mayGiveBack(amount)) {
            return new Booking(Kind.STALE, order);
        }
        Payment back = attempt.withMoneyBack(amount, report.at(), report.by(), report.id());
        return new Booking(Kind.REFUNDED, order.withPayment(now, back));
    }
}
