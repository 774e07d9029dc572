package io.pteroorders.storage.record;

import static io.pteroorders.storage.record.OrderFields.ARRIVAL;
import static io.pteroorders.storage.record.OrderFields.ORDER;
import static io.pteroorders.storage.record.OrderFields.PAYMENT;
import static io.pteroorders.storage.record.OrderFields.PAY_BY;
import static io.pteroorders.storage.record.OrderFields.REFUND;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.storage.record.OrderFields.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one attempt to pay of a record. Complaints name the field and the rule, no content. */
final class PaymentReader {

    private final JsonReader in;
    private final FieldReader.Memory memory;
    private final CurrencyUnit currency;
    private @Nullable PaymentId id;
    private @Nullable String method;
    private @Nullable PaymentState state;
    private @Nullable Money amountDue;
    private @Nullable BigDecimal amountPaid;
    private @Nullable String reference;
    private @Nullable Instant createdAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant paidAt;
    private @Nullable Money fee;
    private @Nullable PayBy payBy;
    private List<PaymentArrival> arrivals = ImmutableList.of();
    private List<PaymentRefund> refunds = ImmutableList.of();
    private @Nullable OrderId usedBy;
    private @Nullable PaymentId from;
    private @Nullable ObjectNode payBysOtherFields;
    private final ArrayNode arrivalsOtherFields = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode refundsOtherFields = JsonNodeFactory.instance.arrayNode();
    private @Nullable ObjectNode otherFields;

    /** @param currency that of the order */
    PaymentReader(JsonReader in, FieldReader.Memory memory, CurrencyUnit currency) {
        this.in = in;
        this.memory = memory;
        this.currency = currency;
    }

    /** @throws OrderFormatException if it is none, or breaks a rule */
    Payment read() throws OrderFormatException {
        FieldReader fields = new FieldReader(PAYMENT, in, memory);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            readField(fields, field);
        }
        otherFields = fields.others();
        return checked(payment());
    }

    private void readField(FieldReader fields, Field field) throws OrderFormatException {
        switch (field) {
            case ID -> id = id(fields, field);
            case METHOD -> method = fields.shared(field);
            case STATE -> state = fields.known(field, PaymentState::parse);
            case AMOUNT_DUE -> amountDue = fields.amount(field, currency);
            case AMOUNT_PAID -> amountPaid = fields.number(field);
            case REFERENCE -> reference = fields.text(field);
            case CREATED_AT -> createdAt = fields.time(field);
            case EXPIRES_AT -> expiresAt = fields.time(field);
            case PAID_AT -> paidAt = fields.time(field);
            case FEE -> fee = fields.skipNull() ? null : fields.amount(field, currency);
            case PAY_BY -> payBy = fields.skipNull() ? null : readPayBy();
            case ARRIVALS -> readArrivals(fields);
            case REFUNDS -> readRefunds(fields);
            case USED_BY -> usedBy = order(fields);
            case FROM -> from = id(fields, field);
            default -> throw new AssertionError(field);
        }
    }

    private Payment payment() throws OrderFormatException {
        Payment.Builder payment = Payment.restore(
                        PAYMENT.required(id, Field.ID),
                        PAYMENT.required(method, Field.METHOD),
                        PAYMENT.required(state, Field.STATE),
                        PAYMENT.required(amountDue, Field.AMOUNT_DUE),
                        PAYMENT.required(createdAt, Field.CREATED_AT))
                .expiresAt(expiresAt)
                .paidAt(paidAt)
                .reference(reference)
                .fee(fee)
                .payBy(payBy)
                .arrivals(arrivals)
                .refunds(refunds)
                .usedBy(usedBy)
                .from(from);
        return ORDER.ruled(Field.PAYMENTS, payment::build);
    }

    private Payment checked(Payment payment) throws OrderFormatException {
        BigDecimal told = PAYMENT.required(amountPaid, Field.AMOUNT_PAID);
        if (payment.amountPaid().getAmount().compareTo(told) != 0) {
            throw PAYMENT.wrong(Field.AMOUNT_PAID, "is not the sum of what arrived");
        }
        return payment;
    }

    /** Those beside its own fields and beside those of its parts; null if there are none. */
    @Nullable
    ObjectNode otherFields() {
        ObjectNode fields = OrderReader.nested(otherFields, Field.PAY_BY, payBysOtherFields);
        fields = OrderReader.nested(fields, Field.ARRIVALS, arrivalsOtherFields);
        return OrderReader.nested(fields, Field.REFUNDS, refundsOtherFields);
    }

    private static @Nullable PaymentId id(FieldReader fields, Field field) throws OrderFormatException {
        String text = fields.text(field);
        return text == null
                ? null
                : PaymentId.parse(text)
                        .orElseThrow(() -> PAYMENT.wrong(field, "must be an order's id and a number, like ORD-X-Y-1"));
    }

    private static @Nullable OrderId order(FieldReader fields) throws OrderFormatException {
        String text = fields.text(Field.USED_BY);
        return text == null ? null : PAYMENT.matching(Field.USED_BY, OrderId.PATTERN, () -> OrderId.of(text));
    }

    private PayBy readPayBy() throws OrderFormatException {
        PayBy.Kind kind = null;
        String text = null;
        FieldReader fields = new FieldReader(PAY_BY, in, memory);
        for (Field field = fields.next(); field != null; field = fields.next()) {
            switch (field) {
                case KIND -> kind = fields.known(field, PayBy.Kind::parse);
                case TEXT -> text = fields.text(field);
                default -> throw new AssertionError(field);
            }
        }
        payBysOtherFields = fields.others();
        PayBy.Kind of = PAY_BY.required(kind, Field.KIND);
        String shown = PAY_BY.required(text, Field.TEXT);
        return PAYMENT.ruled(Field.PAY_BY, () -> new PayBy(of, shown));
    }

    private void readArrivals(FieldReader payment) throws OrderFormatException {
        if (payment.skipNull()) {
            return;
        }
        payment.array(Field.ARRIVALS);
        arrivals = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            arrivals.add(new MoneyReader(ARRIVAL, arrivals.size(), arrivalsOtherFields).arrival());
        }
    }

    private void readRefunds(FieldReader payment) throws OrderFormatException {
        if (payment.skipNull()) {
            return;
        }
        payment.array(Field.REFUNDS);
        refunds = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            refunds.add(new MoneyReader(REFUND, refunds.size(), refundsOtherFields).refund());
        }
    }

    /** One entry of arrivals or refunds, which have most fields in common. */
    private final class MoneyReader {
        private @Nullable Integer number;
        private @Nullable Money amount;
        private PaymentRefund.@Nullable State reached;
        private @Nullable Instant at;
        private @Nullable String by;
        private @Nullable String reason;
        private Optional<String> report = Optional.empty();

        MoneyReader(OrderFields object, int position, ArrayNode others) throws OrderFormatException {
            FieldReader fields = new FieldReader(object, in, memory);
            for (Field field = fields.next(); field != null; field = fields.next()) {
                readField(fields, field);
            }
            OtherFields.add(others, position, fields.others());
        }

        private void readField(FieldReader fields, Field field) throws OrderFormatException {
            switch (field) {
                case NUMBER -> number = fields.smallNumber(field);
                case AMOUNT -> amount = fields.amount(field, currency);
                case STATE -> reached = fields.known(field, PaymentRefund.State::parse);
                case AT -> at = fields.time(field);
                case BY -> by = fields.shared(field);
                case REASON -> reason = fields.shared(field);
                case REPORT -> report = Optional.ofNullable(fields.text(field));
                default -> throw new AssertionError(field);
            }
        }

        PaymentArrival arrival() throws OrderFormatException {
            Money came = ARRIVAL.required(amount, Field.AMOUNT);
            Instant then = ARRIVAL.required(at, Field.AT);
            String told = ARRIVAL.required(by, Field.BY);
            return PAYMENT.ruled(Field.ARRIVALS, () -> new PaymentArrival(came, then, told, report));
        }

        PaymentRefund refund() throws OrderFormatException {
            int which = REFUND.required(number, Field.NUMBER);
            Money goes = REFUND.required(amount, Field.AMOUNT);
            PaymentRefund.State state = REFUND.required(reached, Field.STATE);
            Instant then = REFUND.required(at, Field.AT);
            String asked = REFUND.required(by, Field.BY);
            String why = reason == null ? "" : reason;
            return PAYMENT.ruled(Field.REFUNDS, () -> new PaymentRefund(which, goes, state, then, asked, why, report));
        }
    }
}
