package io.pteroorders.storage.record;

import static io.pteroorders.storage.record.OrderFields.ARRIVAL;
import static io.pteroorders.storage.record.OrderFields.PAYMENT;
import static io.pteroorders.storage.record.OrderFields.PAY_BY;
import static io.pteroorders.storage.record.OrderFields.REFUND;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.Payments;
import io.pteroorders.storage.record.OrderFields.Field;
import tools.jackson.databind.JsonNode;

/** Writes the attempts to pay of a record. */
final class PaymentWriter {

    private PaymentWriter() {}

    static void write(Payments payments, JsonNode others, JsonWriter to) {
        to.beginArray();
        for (Payment payment : payments.all()) {
            to.element();
            write(payment, others.path(payment.id().number() - 1), to);
        }
        to.endArray();
    }

    private static void write(Payment payment, JsonNode others, JsonWriter to) {
        to.beginObject();
        OrderJson.text(Field.ID, payment.id().toString(), to);
        OrderJson.text(Field.METHOD, payment.method(), to);
        OrderJson.text(Field.STATE, payment.state().word(), to);
        OrderJson.amount(Field.AMOUNT_DUE, payment.amountDue(), to);
        OrderJson.amount(Field.AMOUNT_PAID, payment.amountPaid(), to);
        payment.reference().ifPresent(value -> OrderJson.text(Field.REFERENCE, value, to));
        OrderJson.time(Field.CREATED_AT, payment.createdAt(), to);
        payment.expiresAt().ifPresent(value -> OrderJson.time(Field.EXPIRES_AT, value, to));
        payment.paidAt().ifPresent(value -> OrderJson.time(Field.PAID_AT, value, to));
        payment.fee().ifPresent(value -> OrderJson.amount(Field.FEE, value, to));
        payment.payBy().ifPresent(value -> write(value, OrderJson.others(others, Field.PAY_BY), to));
        arrivals(payment.arrivals(), OrderJson.others(others, Field.ARRIVALS), to);
        refunds(payment.refunds(), OrderJson.others(others, Field.REFUNDS), to);
        payment.usedBy().ifPresent(value -> OrderJson.text(Field.USED_BY, value.toString(), to));
        payment.from().ifPresent(value -> OrderJson.text(Field.FROM, value.toString(), to));
        OtherFields.write(others, PAYMENT, to);
        to.endObject();
    }

    private static void write(PayBy payBy, JsonNode others, JsonWriter to) {
        to.key(Field.PAY_BY.key());
        to.beginObject();
        OrderJson.text(Field.KIND, payBy.kind().word(), to);
        OrderJson.text(Field.TEXT, payBy.text(), to);
        OtherFields.write(others, PAY_BY, to);
        to.endObject();
    }

    private static void arrivals(ImmutableList<PaymentArrival> arrivals, JsonNode others, JsonWriter to) {
        if (arrivals.isEmpty()) {
            return;
        }
        to.key(Field.ARRIVALS.key());
        to.beginArray();
        for (int i = 0; i < arrivals.size(); i++) {
            to.element();
            write(arrivals.get(i), others.path(i), to);
        }
        to.endArray();
    }

    private static void write(PaymentArrival arrival, JsonNode others, JsonWriter to) {
        to.beginObject();
        OrderJson.amount(Field.AMOUNT, arrival.amount(), to);
        OrderJson.time(Field.AT, arrival.at(), to);
        OrderJson.text(Field.BY, arrival.by(), to);
        arrival.report().ifPresent(value -> OrderJson.text(Field.REPORT, value, to));
        OtherFields.write(others, ARRIVAL, to);
        to.endObject();
    }

    private static void refunds(ImmutableList<PaymentRefund> refunds, JsonNode others, JsonWriter to) {
        if (refunds.isEmpty()) {
            return;
        }
        to.key(Field.REFUNDS.key());
        to.beginArray();
        for (PaymentRefund refund : refunds) {
            to.element();
            write(refund, others.path(refund.number() - 1), to);
        }
        to.endArray();
    }

    private static void write(PaymentRefund refund, JsonNode others, JsonWriter to) {
        to.beginObject();
        OrderJson.number(Field.NUMBER, refund.number(), to);
        OrderJson.amount(Field.AMOUNT, refund.amount(), to);
        OrderJson.text(Field.STATE, refund.state().word(), to);
        OrderJson.time(Field.AT, refund.at(), to);
        OrderJson.text(Field.BY, refund.by(), to);
        if (!refund.reason().isEmpty()) {
            OrderJson.text(Field.REASON, refund.reason(), to);
        }
        refund.report().ifPresent(value -> OrderJson.text(Field.REPORT, value, to));
        OtherFields.write(others, REFUND, to);
        to.endObject();
    }
}
