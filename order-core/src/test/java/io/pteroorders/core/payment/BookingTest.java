package io.pteroorders.core.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.payment.Booking.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a report, in whatever order reports come. */
class BookingTest {

    private static final Instant NOON = Samples.NOON;
    private static final Order ORDER = Samples.in(OrderStatus.PENDING);
    private static final Money DUE = ORDER.totalAmount();
    private static final Money SOME = Samples.rupiah(1_000);
    private static final String MIDTRANS = "system:midtrans";
    private static final Set<Kind> MONEY = EnumSet.of(Kind.PART, Kind.PAID, Kind.OVERPAID, Kind.WITHOUT_ORDER);
    private static final Set<PaymentState> BEFORE = EnumSet.of(
            PaymentState.WAITING,
            PaymentState.REVIEW,
            PaymentState.EXPIRED,
            PaymentState.FAILED,
            PaymentState.CANCELLED);
    private static final Order WAITING = ORDER.withPayment(NOON, attempt(1));

    private static Payment attempt(int number) {
        return Payment.begin(new PaymentId(ORDER.id(), number), "midtrans", DUE, NOON)
                .expiresAt(NOON.plus(Duration.ofHours(1)))
                .build();
    }

    private static PaymentReport money(String id, Money amount) {
        return PaymentReport.ofMoney(id, MIDTRANS, amount, NOON);
    }

    private static PaymentReport state(PaymentState state) {
        return PaymentReport.ofState("s-" + state, MIDTRANS, state, NOON);
    }

    private static Booking book(Order order, PaymentReport report) {
        return Booking.of(order, 1, report, OrderFlow.ORDER_STATUS_FLOW, NOON.plusSeconds(1));
    }

    private static Order after(Order order, PaymentReport... reports) {
        Order now = order;
        for (PaymentReport report : reports) {
            now = book(now, report).order();
        }
        return now;
    }

    private static Payment first(Order order) {
        return order.payments().get(1).orElseThrow();
    }

    private static void assertNothing(Kind kind, Order order, PaymentReport report) {
        Booking booking = book(order, report);
        assertEquals(kind, booking.kind());
        assertSame(order, booking.order());
    }

    @Test
    void theExactAmountPaysAndConfirmsInOneChange() {
        Booking booking = book(WAITING, money("r1", DUE));
        assertEquals(Kind.PAID, booking.kind());
        assertEquals(OrderStatus.CONFIRMED, booking.order().status());
        assertEquals(MIDTRANS, booking.order().lastChange().updatedBy());
        assertEquals(PaymentState.PAID, first(booking.order()).state());
        assertEquals(DUE, first(booking.order()).amountPaid());
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "FAILED", "CANCELLED", "REVIEW"})
    void moneyThatComesLateIsMoney(PaymentState before) {
        Order order = after(WAITING, state(before));
        assertEquals(before, first(order).state());
        Booking late = book(order, money("r1", DUE));
        assertEquals(Kind.PAID, late.kind());
        assertEquals(OrderStatus.CONFIRMED, late.order().status());
    }

    @Test
    void theSameReportAgainChangesNothing() {
        assertNothing(Kind.STALE, after(WAITING, money("r1", DUE)), money("r1", DUE));
        assertNothing(Kind.STALE, after(WAITING, money("r1", SOME)), money("r1", SOME));
    }

    @Test
    void whatAnotherReportTellsOfIsMoreMoney() {
        Booking more = book(after(WAITING, money("r1", DUE)), money("r2", SOME));
        assertEquals(Kind.OVERPAID, more.kind());
        assertEquals(DUE.plus(SOME), first(more.order()).amountPaid());
        Order cancelled = Samples.moved(more.order(), OrderStatus.CANCELLED);
        assertEquals(Kind.WITHOUT_ORDER, book(cancelled, money("r3", SOME)).kind());
    }

    @Test
    void moneyInPartsForACancelledOrderAddsUpToo() {
        Order cancelled = Samples.moved(WAITING, OrderStatus.CANCELLED);
        assertEquals(
                DUE,
                first(after(cancelled, money("r1", SOME), money("r2", DUE.minus(SOME))))
                        .amountHeld());
    }

    @Test
    void lessThanDueWaitsForTheRest() {
        Booking part = book(WAITING, money("r1", SOME));
        assertEquals(Kind.PART, part.kind());
        assertEquals(OrderStatus.PENDING, part.order().status());
        assertEquals(DUE.minus(SOME), first(part.order()).amountMissing());
        Booking rest = book(part.order(), money("r2", DUE.minus(SOME)));
        assertEquals(Kind.PAID, rest.kind());
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "CANCELLED"})
    void anAttemptWithAPartOfItsMoneyDoesNotEndByItself(PaymentState end) {
        assertNothing(Kind.STALE, after(WAITING, money("r1", SOME)), state(end));
    }

    @Test
    void moreThanDuePaysAndLeavesSomethingOver() {
        Booking over = book(WAITING, money("r1", DUE.plus(SOME)));
        assertEquals(Kind.OVERPAID, over.kind());
        assertEquals(OrderStatus.CONFIRMED, over.order().status());
        assertEquals(DUE.plus(SOME), first(over.order()).amountPaid());
    }

    @Test
    void moneyForACancelledOrderIsKeptAndTheOrderStays() {
        Order cancelled = Samples.moved(WAITING, OrderStatus.CANCELLED);
        assertEquals(PaymentState.CANCELLED, first(cancelled).state());
        Booking booking = book(cancelled, money("r1", DUE));
        assertEquals(Kind.WITHOUT_ORDER, booking.kind());
        assertEquals(OrderStatus.CANCELLED, booking.order().status());
        assertEquals(PaymentState.PAID, first(booking.order()).state());
        assertEquals(DUE, first(booking.order()).amountHeld());
    }

    @Test
    void moneyMovesNoOrderBackThatIsFurtherWhateverTheFlow() {
        OrderFlow back = OrderFlow.of(ImmutableSetMultimap.of(
                OrderStatus.PENDING, OrderStatus.CONFIRMED,
                OrderStatus.CONFIRMED, OrderStatus.PROCESSING,
                OrderStatus.PROCESSING, OrderStatus.CONFIRMED,
                OrderStatus.PROCESSING, OrderStatus.COMPLETED));
        Order further = Stream.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING)
                .reduce(
                        after(WAITING, state(PaymentState.EXPIRED)),
                        (order, to) -> order.transition(back, new StatusChange(to, NOON, "system", ""))
                                .get(),
                        (one, other) -> other);
        Booking booking = Booking.of(further, 1, money("r1", DUE), back, NOON);
        assertEquals(Kind.WITHOUT_ORDER, booking.kind());
        assertEquals(OrderStatus.PROCESSING, booking.order().status());
    }

    @Test
    void moneyForAnOrderThatAnotherAttemptPaidIsKeptBeside() {
        Order two = after(WAITING, state(PaymentState.EXPIRED)).withPayment(NOON, attempt(2));
        Order paid = Booking.of(two, 2, money("r2", DUE), OrderFlow.ORDER_STATUS_FLOW, NOON)
                .order();
        Booking first = book(paid, money("r1", DUE));
        assertEquals(Kind.WITHOUT_ORDER, first.kind());
        assertEquals(OrderStatus.CONFIRMED, first.order().status());
        assertEquals(PaymentState.PAID, first(first.order()).state());
    }

    @Test
    void whenOneAttemptIsPaidTheOneThatWaitsIsCancelledInTheSameChange() {
        Order two = after(WAITING, state(PaymentState.EXPIRED)).withPayment(NOON, attempt(2));
        Order paid = after(two, money("r1", DUE));
        assertEquals(Optional.empty(), paid.payments().open());
        assertEquals(
                PaymentState.CANCELLED, paid.payments().get(2).orElseThrow().state());
        Booking late = Booking.of(paid, 2, money("r2", DUE), OrderFlow.ORDER_STATUS_FLOW, NOON);
        assertEquals(Kind.WITHOUT_ORDER, late.kind());
    }

    @Test
    void theFirstReportOfMoneyThatAnAdminSawIsItsProofAndNoSecondMoney() {
        Order seen = Samples.moved(WAITING, OrderStatus.CONFIRMED);
        Booking proof = book(seen, money("r1", DUE));
        assertEquals(Kind.PROOF, proof.kind());
        assertEquals(DUE, first(proof.order()).amountPaid());
        assertNothing(Kind.STALE, proof.order(), money("r1", DUE));
        assertEquals(Kind.OVERPAID, book(proof.order(), money("r2", DUE)).kind());
    }

    @Test
    void anotherCurrencyIsNotBooked() {
        assertNothing(Kind.WRONG_CURRENCY, WAITING, money("r1", Money.of(CurrencyUnit.USD, 25_000)));
    }

    @ParameterizedTest
    @EnumSource(names = {"DISPUTED", "REVERSED"})
    void moneyThatIsTakenAwayIsAnAlarmAndTheOrderStays(PaymentState state) {
        Booking alarm = book(after(WAITING, money("r1", DUE)), state(state));
        assertEquals(Kind.ALARM, alarm.kind());
        assertEquals(state, first(alarm.order()).state());
        assertEquals(OrderStatus.CONFIRMED, alarm.order().status());
    }

    @Test
    void aDisputeThatIsWonLeavesTheMoney() {
        Order disputed = after(WAITING, money("r1", DUE), state(PaymentState.DISPUTED));
        Booking won = book(disputed, money("r9", DUE));
        assertEquals(Kind.MOVED, won.kind());
        assertEquals(DUE, first(won.order()).amountPaid());
    }

    @Test
    void moneyThatWentBackAtTheGatewayIsTakenOffOnce() {
        PaymentReport back = new PaymentReport(
                "b1",
                MIDTRANS,
                PaymentState.PARTLY_REFUNDED,
                Optional.of(SOME),
                NOON,
                Optional.empty(),
                Optional.empty());
        Order paid = after(WAITING, money("r1", DUE));
        Booking booking = book(paid, back);
        assertEquals(Kind.REFUNDED, booking.kind());
        assertEquals(SOME, first(booking.order()).amountRefunded());
        assertNothing(Kind.STALE, booking.order(), back);
        assertNothing(Kind.STALE, WAITING, back);
        Booking all = book(booking.order(), state(PaymentState.REFUNDED));
        assertEquals(PaymentState.REFUNDED, first(all.order()).state());
    }

    @Test
    void afterPaymentAReportOfWhatWasBeforeIsStale() {
        for (PaymentState state : BEFORE) {
            assertNothing(Kind.STALE, after(WAITING, money("r1", DUE)), state(state));
        }
    }

    @Test
    void anAttemptThatIsNotThereIsAMistakeOfTheCaller() {
        assertThrows(IllegalArgumentException.class, () -> book(ORDER, money("r1", DUE)));
        assertThrows(
                IllegalArgumentException.class, () -> PaymentReport.ofState("x", MIDTRANS, PaymentState.PAID, NOON));
    }

    // Any reports, in any order.

    @Provide
    Arbitrary<List<PaymentReport>> reports() {
        Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "d", "e");
        Arbitrary<Money> amounts = Arbitraries.of(SOME, DUE.minus(SOME), DUE, DUE.plus(SOME));
        Arbitrary<PaymentReport> moneys = Combinators.combine(ids, amounts).as(BookingTest::money);
        Arbitrary<PaymentReport> states = Arbitraries.of(PaymentState.class)
                .filter(state -> state != PaymentState.PAID)
                .map(BookingTest::state);
        return Arbitraries.oneOf(moneys, states).list().ofMaxSize(12);
    }

    @Property(tries = 300)
    void noOrderIsConfirmedWithoutItsMoneyAndNoneIsCountedTwice(
            @ForAll("reports") List<PaymentReport> reports, @ForAll boolean cancelled) {
        Order order = cancelled ? Samples.moved(WAITING, OrderStatus.CANCELLED) : WAITING;
        Money booked = Samples.rupiah(0);
        for (PaymentReport report : reports) {
            Booking booking = book(order, report);
            if (MONEY.contains(booking.kind())) {
                booked = booked.plus(report.amount().orElseThrow());
            }
            assertTrue(booking.order().continues(order));
            assertNothingTwice(booking.order(), report);
            order = booking.order();
        }
        assertEquals(booked, first(order).amountPaid());
        boolean confirmed = order.status() == OrderStatus.CONFIRMED;
        assertEquals(confirmed, !cancelled && !booked.isLessThan(DUE));
        assertFalse(confirmed && first(order).isOpen());
    }

    /** Money is told of again after any report. */
    private static void assertNothingTwice(Order order, PaymentReport report) {
        Order again = book(order, report).order();
        assertEquals(first(order).amountPaid(), first(again).amountPaid());
        assertEquals(first(order).amountRefunded(), first(again).amountRefunded());
    }
}
