package io.pteroorders.payment;

import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.PaymentReport;
import java.util.Optional;
import org.joda.money.Money;

/** What Midtrans says of a transaction, in an answer or a callback. Immutable and thread-safe. */
record MidtransEvent(Fields transaction, Reports reports) {

    /** What the shop's own refunds are known by. */
    static String refundKey(PaymentId id, int number) {
        return id + "-R" + number;
    }

    private String reference() {
        return transaction.need("order_id");
    }

    /** What it says by itself; empty if that is not enough. */
    Optional<PaymentReport> report() {
        return switch (transaction.need("transaction_status")) {
            case "settlement", "capture" -> Optional.of(money());
            case "pending" -> Optional.of(of(PaymentState.WAITING));
            case "authorize" -> Optional.of(of(PaymentState.REVIEW));
            case "expire" -> Optional.of(of(PaymentState.EXPIRED));
            case "cancel" -> Optional.of(of(PaymentState.CANCELLED));
            case "deny", "failure" -> Optional.of(of(PaymentState.FAILED));
            case "chargeback", "partial_chargeback" -> Optional.of(of(PaymentState.DISPUTED));
            default -> Optional.empty();
        };
    }

    /** What it says to whoever knows the attempt: whether money that was there is gone, and which refunds are news. */
    Optional<PaymentReport> report(Payment attempt) {
        return switch (transaction.need("transaction_status")) {
            case "refund", "partial_refund" -> Optional.of(moneyBack(attempt));
            case "deny", "cancel", "failure" ->
                attempt.isToldBy(reports.id(reference(), Reports.PAID))
                        ? Optional.of(of(PaymentState.REVERSED))
                        : report();
            default -> report();
        };
    }

    private PaymentReport money() {
        return switch (transaction.text("fraud_status").orElse("accept")) {
            case "accept" -> paid();
            case "deny" -> of(PaymentState.FAILED);
            default -> of(PaymentState.REVIEW);
        };
    }

    private PaymentReport paid() {
        return reports.paid(
                reference(),
                amount(),
                transaction.time("settlement_time").or(() -> transaction.time("transaction_time")),
                transaction.reference("transaction_id"),
                Optional.empty());
    }

    private PaymentReport of(PaymentState state) {
        return reports.of(
                reference(), state, transaction.time("transaction_time"), transaction.reference("transaction_id"));
    }

    /** What the shop asked for: without the fee that a customer paid on top, if the parts make the whole. */
    private Money amount() {
        Money gross = transaction
                .money("gross_amount", "currency")
                .orElseThrow(() -> transaction.unreadable().apply("no amount"));
        Fields parts = transaction.in("metadata").in("extra_info").in("gross_amount_info");
        Optional<Money> original = parts.money("original_amount", "currency");
        Optional<Money> fee = parts.money("customer_imposed_payment_fee", "currency");
        return original.filter(amount -> fee.map(amount::plus).equals(Optional.of(gross)))
                .orElse(gross);
    }

    /** The first refund that the shop does not know of; if there is none, the money is told of again. */
    private PaymentReport moneyBack(Payment attempt) {
        for (Fields refund : transaction.all("refunds")) {
            String key = refund.reference("refund_key").orElse("");
            String id = reports.id(reference(), "refund:" + key);
            if (!isOurs(attempt, key) && !attempt.isToldBy(id)) {
                return moneyBack(id, refund.rupiah("refund_amount").orElseGet(this::amount));
            }
        }
        return transaction.all("refunds").isEmpty() ? moneyBackInOne(attempt) : paid();
    }

    private static boolean isOurs(Payment attempt, String key) {
        return attempt.refunds().stream().anyMatch(refund -> key.equals(refundKey(attempt.id(), refund.number())));
    }

    /** Where only the sum of all refunds is told, what the shop does not know of is the rest. */
    private PaymentReport moneyBackInOne(Payment attempt) {
        Money back = transaction.rupiah("refund_amount").orElseGet(this::amount);
        Money known = attempt.amountPaid().minus(attempt.amountHeld());
        return back.isGreaterThan(known)
                ? moneyBack(reports.id(reference(), "refund:" + back.getAmount().longValueExact()), back.minus(known))
                : paid();
    }

    private PaymentReport moneyBack(String id, Money amount) {
        boolean whole = transaction.is("transaction_status", "refund");
        return new PaymentReport(
                id,
                reports.by(),
                whole ? PaymentState.REFUNDED : PaymentState.PARTLY_REFUNDED,
                Optional.of(amount),
                reports.happened(transaction.time("transaction_time")),
                transaction.reference("transaction_id"),
                Optional.empty());
    }
}
