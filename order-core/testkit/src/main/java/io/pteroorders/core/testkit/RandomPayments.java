package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentFlow;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Payments;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Attempts to pay an order, made as the program makes them: begun, and then moved along the flow. Not thread-safe. */
final class RandomPayments {

    private static final ImmutableList<Integer> COUNTS = ImmutableList.of(0, 0, 0, 1, 1, 1, 1, 2, 3, 4);
    private static final int ONE_IN_SO_MANY_IS_FULL = 40;
    private static final ImmutableList<String> METHODS =
            ImmutableList.of("manual", "qris-static", "midtrans", "a", "x-9-" + "y".repeat(28), Payment.CREDIT);
    private static final ImmutableList<String> AUTHORS =
            ImmutableList.of("system", "system:midtrans", "6281234567890@s.whatsapp.net", "Admin Andi 🎮");
    private static final ImmutableList<String> REASONS =
            ImmutableList.of("", "too late", "O'Brien said: \"no\" \\ ; é 日本 🎮");
    private static final ImmutableList<String> REFERENCES =
            ImmutableList.of("1", "null", "ref:'\"\\%_{}", "01JQ-7f3a", "~".repeat(128));
    private static final ImmutableList<PayBy> SHOWN = ImmutableList.of(
            new PayBy(PayBy.Kind.QR, "00020101021226610014COM.GO-JEK.WWW5303360540525037.6304ABCD"),
            new PayBy(PayBy.Kind.ACCOUNT, "007"),
            new PayBy(PayBy.Kind.LINK, "https://pay.example/\"x\"?a=1&b=é🎮"));
    private static final int MOST_STEPS = 5;
    private static final long LEAST_UNITS = 100;
    private static final long MOST_UNITS = 999_999_999_999_999L;
    private static final int LONGEST_PAUSE_MILLIS = 90_000_000;

    private final OrderId order;
    private final CurrencyUnit currency;
    private final SplittableRandom random;
    private Instant now;

    /** @param begin when the order was made */
    RandomPayments(OrderId order, CurrencyUnit currency, Instant begin, long seed) {
        this.order = order;
        this.currency = currency;
        this.random = new SplittableRandom(seed);
        this.now = begin;
    }

    /** None, one, some, and as many as an order may have. */
    Payments some() {
        int count = random.nextInt(ONE_IN_SO_MANY_IS_FULL) == 0 ? Payments.MAX_COUNT : one(COUNTS);
        return Payments.of(IntStream.rangeClosed(1, count)
                .mapToObj(number -> number < count ? ended(attempt(number)) : attempt(number))
                .toList());
    }

    /** One that was begun under a number, and went a way of the flow. */
    Payment attempt(int number) {
        Payment payment = begun(number);
        for (int step = random.nextInt(MOST_STEPS); step > 0; step--) {
            payment = moved(payment);
        }
        return withMore(payment);
    }

    private Payment begun(int number) {
        String method = one(METHODS);
        Payment.Builder begun = Payment.begin(new PaymentId(order, number), method, due(), tick())
                .expiresAt(either() ? now.plus(Duration.ofHours(1)) : null)
                .reference(either() ? one(REFERENCES) : null)
                .fee(either() ? units(random.nextInt(5_000)) : null)
                .payBy(either() ? one(SHOWN) : null);
        return method.equals(Payment.CREDIT)
                ? begun.from(new PaymentId(OrderId.of("ORD-00000-00009"), 20)).build()
                : begun.build();
    }

    /** Small, or as large as can be. */
    private Money due() {
        return units(random.nextLong(LEAST_UNITS, either() ? 100_000_000 : MOST_UNITS));
    }

    private Money units(long count) {
        return Amounts.of(currency, BigDecimal.valueOf(count, Amounts.decimals(currency)));
    }

    private Payment moved(Payment payment) {
        ImmutableList<PaymentState> next = PaymentFlow.next(payment.state()).asList();
        return next.isEmpty() ? payment : moved(payment, one(next));
    }

    private Payment moved(Payment payment, PaymentState to) {
        return switch (to) {
            case PAID -> paid(payment);
            case PARTLY_REFUNDED -> back(payment, units(1));
            case REFUNDED -> back(payment, payment.amountHeld());
            case WAITING, REVIEW, EXPIRED, FAILED, CANCELLED, DISPUTED, REVERSED -> payment.moved(to, tick());
        };
    }

    /** At once, in parts, or by too much. */
    private Payment paid(Payment payment) {
        if (payment.state() == PaymentState.DISPUTED) {
            return payment.disputeWon(tick(), one(AUTHORS), one(REFERENCES));
        }
        Payment part = either() ? payment.with(arrival(units(1))) : payment;
        Payment whole = part.with(arrival(either() ? part.amountMissing() : part.amountDue()));
        return whole.moved(PaymentState.PAID, tick());
    }

    private PaymentArrival arrival(Money amount) {
        return new PaymentArrival(amount, tick(), one(AUTHORS), report());
    }

    private Optional<String> report() {
        return either() ? Optional.of(one(REFERENCES)) : Optional.empty();
    }

    private Payment back(Payment payment, Money amount) {
        if (!payment.mayGiveBack(amount)) {
            return payment;
        }
        return either()
                ? payment.withMoneyBack(amount, tick(), one(AUTHORS), one(REFERENCES))
                : asked(payment, amount).refundEnded(payment.refunds().size() + 1, PaymentRefund.State.DONE, tick());
    }

    private Payment asked(Payment payment, Money amount) {
        return payment.withRefund(amount, tick(), one(AUTHORS), one(REASONS));
    }

    /** A part of its money, a refund that is open or failed, or another order that it pays for. */
    private Payment withMore(Payment payment) {
        if (either()) {
            return payment;
        }
        if (payment.isOpen()) {
            return payment.with(arrival(units(1)));
        }
        if (payment.state() == PaymentState.PAID && payment.refunds().isEmpty() && either()) {
            return payment.usedBy(OrderId.of("ORD-00000-00008"));
        }
        return payment.mayGiveBack(units(1)) ? withOpenRefund(payment) : payment;
    }

    private Payment withOpenRefund(Payment payment) {
        Payment asked = asked(payment, units(1));
        return either() ? asked : asked.refundEnded(asked.refunds().size(), PaymentRefund.State.FAILED, tick());
    }

    private Payment ended(Payment payment) {
        return payment.isOpen() ? payment.moved(PaymentState.FAILED, tick()) : payment;
    }

    private Instant tick() {
        now = now.plusMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
        return now;
    }

    private boolean either() {
        return random.nextBoolean();
    }

    private <T> T one(ImmutableList<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
