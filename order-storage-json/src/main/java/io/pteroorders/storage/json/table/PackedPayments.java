package io.pteroorders.storage.json.table;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Payments;
import io.pteroorders.storage.json.table.Dictionary.Frozen;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How the attempts to pay an order lie in bytes: their count, and each with its parts in a fixed order. An absent part is
 * an empty text, an amount its plain digits.
 */
final class PackedPayments {

    private PackedPayments() {}

    static void write(Payments payments, PackedWriter out, SharedTexts words) {
        out.writeNumber(payments.all().size());
        payments.all().forEach(payment -> new Writer(out, words).write(payment));
    }

    /**
     * What was written.
     *
     * @param words what word numbers stand for
     * @param order whose payments they are
     * @param currency that of the order
     */
    static Payments read(PackedReader in, Frozen<String> words, OrderId order, CurrencyUnit currency) {
        Reader reader = new Reader(in, words, currency);
        int count = count(in, Payments.MAX_COUNT);
        ImmutableList.Builder<Payment> payments = ImmutableList.builderWithExpectedSize(count);
        for (int number = 1; number <= count; number++) {
            payments.add(reader.payment(new PaymentId(order, number)));
        }
        return Payments.of(payments.build());
    }

    private static int count(PackedReader in, int most) {
        return Objects.checkIndex((int) in.readNumber(), most + 1);
    }

    private record Writer(PackedWriter out, SharedTexts words) {

        void write(Payment payment) {
            words.write(out, payment.method());
            words.write(out, payment.state().word());
            text(plain(payment.amountDue()));
            time(payment.createdAt());
            optionalTime(payment.expiresAt());
            optionalTime(payment.paidAt());
            text(payment.reference());
            text(payment.fee().map(Writer::plain));
            words.write(out, payment.payBy().map(shown -> shown.kind().word()).orElse(""));
            text(payment.payBy().map(PayBy::text));
            out.writeNumber(payment.arrivals().size());
            payment.arrivals().forEach(this::write);
            out.writeNumber(payment.refunds().size());
            payment.refunds().forEach(this::write);
            text(payment.usedBy());
            text(payment.from());
        }

        private void write(PaymentArrival arrival) {
            text(plain(arrival.amount()));
            time(arrival.at());
            words.write(out, arrival.by());
            text(arrival.report());
        }

        private void write(PaymentRefund refund) {
            text(plain(refund.amount()));
            words.write(out, refund.state().word());
            time(refund.at());
            words.write(out, refund.by());
            words.write(out, refund.reason());
            text(refund.report());
        }

        private static String plain(Money amount) {
            return amount.getAmount().stripTrailingZeros().toPlainString();
        }

        private void text(String text) {
            out.writeText(text);
        }

        private void text(Optional<?> part) {
            text(part.map(Object::toString).orElse(""));
        }

        private void time(Instant time) {
            out.writeNumber(time.toEpochMilli());
        }

        private void optionalTime(Optional<Instant> time) {
            out.writeByte(time.isPresent() ? 1 : 0);
            time.ifPresent(this::time);
        }
    }

    private record Reader(PackedReader in, Frozen<String> words, CurrencyUnit currency) {

        Payment payment(PaymentId which) {
            return Payment.restore(which, text(), state(), amount(text()), time())
                    .expiresAt(optionalTime())
                    .paidAt(optionalTime())
                    .reference(present().orElse(null))
                    .fee(present().map(this::amount).orElse(null))
                    .payBy(payBy())
                    .arrivals(arrivals())
                    .refunds(refunds())
                    .usedBy(present().map(OrderId::of).orElse(null))
                    .from(present().map(id -> PaymentId.parse(id).orElseThrow()).orElse(null))
                    .build();
        }

        private PaymentState state() {
            return PaymentState.parse(text()).orElseThrow();
        }

        private @Nullable PayBy payBy() {
            Optional<PayBy.Kind> kind = PayBy.Kind.parse(text());
            String shown = text();
            return kind.map(known -> new PayBy(known, shown)).orElse(null);
        }

        private ImmutableList<PaymentArrival> arrivals() {
            int count = count(in, Payment.MAX_ARRIVALS);
            ImmutableList.Builder<PaymentArrival> arrivals = ImmutableList.builderWithExpectedSize(count);
            for (int i = 0; i < count; i++) {
                arrivals.add(new PaymentArrival(amount(text()), time(), text(), present()));
            }
            return arrivals.build();
        }

        private ImmutableList<PaymentRefund> refunds() {
            int count = count(in, Payment.MAX_REFUNDS);
            ImmutableList.Builder<PaymentRefund> refunds = ImmutableList.builderWithExpectedSize(count);
            for (int number = 1; number <= count; number++) {
                refunds.add(refund(number));
            }
            return refunds.build();
        }

        private PaymentRefund refund(int number) {
            Money amount = amount(text());
            PaymentRefund.State state = PaymentRefund.State.parse(text()).orElseThrow();
            return new PaymentRefund(number, amount, state, time(), text(), text(), present());
        }

        private Money amount(String plain) {
            return Amounts.of(currency, new BigDecimal(plain));
        }

        private String text() {
            return in.readText(words);
        }

        private Optional<String> present() {
            return Optional.of(text()).filter(text -> !text.isEmpty());
        }

        private Instant time() {
            return Instant.ofEpochMilli(in.readNumber());
        }

        private @Nullable Instant optionalTime() {
            return in.readByte() == 0 ? null : time();
        }
    }
}
