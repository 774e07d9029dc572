package io.pteroorders.core.order;

import static io.pteroorders.core.order.SamplePayments.NOON;
import static io.pteroorders.core.order.SamplePayments.PENDING;
import static io.pteroorders.core.order.SamplePayments.TOTAL;
import static io.pteroorders.core.order.SamplePayments.arrival;
import static io.pteroorders.core.order.SamplePayments.id;
import static io.pteroorders.core.order.SamplePayments.paid;
import static io.pteroorders.core.order.SamplePayments.waiting;
import static io.pteroorders.core.order.SamplePayments.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentTest {

    private static final Money SOME = Samples.rupiah(1_000);
    private static final Money NOTHING = Samples.rupiah(0);

    private static void assertRefused(String why, Runnable wrong) {
        assertEquals(
                why, assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }

    // Ids.

    @Test
    void anIdIsThatOfTheOrderAndANumber() {
        assertEquals(PENDING.id() + "-20", id(20).toString());
        assertEquals(Optional.of(id(20)), PaymentId.parse(PENDING.id() + "-20"));
        assertTrue(id(2).compareTo(id(10)) < 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "-21", "-01", "-1 ", "-", "", "-1-1", "-１"})
    void noOtherTextIsAnId(String end) {
        assertEquals(Optional.empty(), PaymentId.parse(PENDING.id() + end));
    }

    @Test
    void thereAreTwentyAttemptsAtMost() {
        assertRefused("attempts to pay are numbered from 1 to 20", () -> id(21));
        assertRefused("attempts to pay are numbered from 1 to 20", () -> id(0));
    }

    // Money.

    @Test
    void partsAddUp() {
        Payment part = waiting(1).with(arrival(SOME, "a"));
        assertEquals(SOME, part.amountPaid());
        assertEquals(TOTAL.minus(SOME), part.amountMissing());
        Payment more = part.with(arrival(TOTAL, "b"));
        assertEquals(TOTAL.plus(SOME), more.amountPaid());
        assertEquals(NOTHING, more.amountMissing());
        assertEquals(PaymentState.WAITING, more.state());
    }

    @Test
    void anAmountIsExactAndInOneCurrency() {
        assertRefused("what arrives is more than nothing", () -> arrival(NOTHING, "a"));
        assertRefused("an amount is never negative", () -> arrival(SOME.negated(), "a"));
        assertThrows(
                IllegalArgumentException.class,
                () -> arrival(Money.of(SOME.getCurrencyUnit(), new BigDecimal("0.5")), "a"));
        Money dollars = Money.of(CurrencyUnit.USD, 5);
        assertRefused(
                "the amounts of a payment are in one currency", () -> waiting(1).with(arrival(dollars, "a")));
        assertRefused(
                "the amounts of a payment are in one currency", () -> waiting(1).withFee(dollars));
        assertRefused("an amount is never negative", () -> waiting(1).withFee(SOME.negated()));
    }

    @Test
    void itIsPaidWhenItWasPaidFirst() {
        Payment disputed = paid(1).moved(PaymentState.DISPUTED, NOON.plusSeconds(5));
        assertEquals(
                Optional.of(NOON),
                disputed.moved(PaymentState.PAID, NOON.plusSeconds(9)).paidAt());
        assertEquals(
                Optional.empty(), waiting(1).moved(PaymentState.EXPIRED, NOON).paidAt());
    }

    @Test
    void whatSomebodySawIsProvenByTheReportThatComesLaterAndCountsOnce() {
        Payment seen = with(PENDING, waiting(1))
                .transition(OrderFlow.ORDER_STATUS_FLOW, new StatusChange(OrderStatus.CONFIRMED, NOON, "admin", "seen"))
                .get()
                .payments()
                .paid()
                .orElseThrow();
        Payment proven = seen.provenBy("r-1");
        assertEquals(seen.amountPaid(), proven.amountPaid());
        assertEquals(Optional.of("r-1"), proven.arrivals().get(0).report());
        assertEquals(proven, proven.provenBy("r-2"));
    }

    // Refunds.

    @Test
    void aRefundIsWrittenDownBeforeItIsDone() {
        Payment asked = paid(1).withRefund(SOME, NOON, "owner", "late");
        assertEquals(PaymentState.PAID, asked.state());
        assertEquals(NOTHING, asked.amountRefunded());
        assertEquals(TOTAL.minus(SOME), asked.amountHeld());
    }

    @Test
    void theStateSaysHowMuchWentBack() {
        Payment some = paid(1).withRefund(SOME, NOON, "owner", "").refundEnded(1, PaymentRefund.State.DONE, NOON);
        assertEquals(PaymentState.PARTLY_REFUNDED, some.state());
        Payment all =
                some.withRefund(TOTAL.minus(SOME), NOON, "owner", "").refundEnded(2, PaymentRefund.State.DONE, NOON);
        assertEquals(PaymentState.REFUNDED, all.state());
        assertEquals(NOTHING, all.amountHeld());
    }

    @Test
    void aRefundThatFailedLeavesTheMoneyWhereItWas() {
        Payment failed = paid(1).withRefund(TOTAL, NOON, "owner", "")
                .refundEnded(1, PaymentRefund.State.FAILED, NOON.plusSeconds(1));
        assertEquals(PaymentState.PAID, failed.state());
        assertEquals(TOTAL, failed.amountHeld());
        assertEquals(
                TOTAL,
                failed.withRefund(TOTAL, NOON, "owner", "").refunds().get(1).amount());
    }

    @Test
    void noMoreGoesBackThanArrived() {
        assertRefused("no more goes back than arrived", () -> paid(1).withRefund(TOTAL.plus(SOME), NOON, "owner", ""));
        Payment most = paid(1).withRefund(TOTAL, NOON, "owner", "");
        assertRefused("no more goes back than arrived", () -> most.withRefund(SOME, NOON, "owner", ""));
    }

    @Test
    void aRefundEndsOnce() {
        Payment asked = paid(1).withRefund(SOME, NOON, "owner", "");
        Payment done = asked.refundEnded(1, PaymentRefund.State.DONE, NOON);
        assertRefused("refund 1 is not open", () -> done.refundEnded(1, PaymentRefund.State.DONE, NOON));
        assertRefused("there is no refund 2", () -> done.refundEnded(2, PaymentRefund.State.DONE, NOON));
    }

    @Test
    void moneyIsUsedForOneOtherOrderOrGivenBackAndNotBoth() {
        OrderId other = OrderId.of("ORD-00000-00009");
        assertEquals(Optional.of(other), paid(1).usedBy(other).usedBy());
        Payment asked = paid(1).withRefund(SOME, NOON, "owner", "");
        assertRefused("money that goes back pays for no other order", () -> asked.usedBy(other));
        Payment used = paid(1).usedBy(other);
        assertRefused("money that goes back pays for no other order", () -> used.withRefund(SOME, NOON, "owner", ""));
    }

    // Attempts of an order.

    @Test
    void oneAttemptIsOpenAtMost() {
        Order order = with(PENDING, waiting(1));
        assertRefused("two attempts to pay are open at once", () -> order.withPayment(NOON, waiting(2)));
        Order next = with(order, waiting(1).moved(PaymentState.CANCELLED, NOON), waiting(2));
        assertEquals(Optional.of(waiting(2)), next.payments().open());
    }

    @Test
    void attemptsAreNumberedWithoutAGapAndBelongToTheirOrder() {
        assertRefused("attempts to pay are numbered from 1", () -> PENDING.withPayment(NOON, waiting(2)));
        PaymentId ofAnother = new PaymentId(OrderId.of("ORD-00000-00009"), 1);
        Payment foreign = Payment.begin(ofAnother, "manual", TOTAL, NOON).build();
        assertRefused("an attempt to pay is for another order", () -> PENDING.withPayment(NOON, foreign));
        Payment dollars = Payment.begin(id(1), "manual", Money.of(CurrencyUnit.USD, 5), NOON)
                .build();
        assertRefused(
                "an attempt to pay is in another currency than the order", () -> PENDING.withPayment(NOON, dollars));
    }

    @Test
    void whoeverConfirmsSaysThatTheMoneyIsThere() {
        Order part = with(PENDING, waiting(1).with(arrival(SOME, "a")));
        Order confirmed = part.transition(
                        OrderFlow.ORDER_STATUS_FLOW, new StatusChange(OrderStatus.CONFIRMED, NOON, "admin", ""))
                .get();
        Payment paid = confirmed.payments().paid().orElseThrow();
        assertEquals(TOTAL, paid.amountPaid());
        assertEquals("admin", paid.arrivals().get(1).by());
        assertEquals(Optional.empty(), paid.arrivals().get(1).report());
    }

    @ParameterizedTest
    @EnumSource(names = {"WAITING", "REVIEW"})
    void theOpenAttemptOfACancelledOrderEndsAndKeepsWhatArrived(PaymentState state) {
        Payment part = waiting(1).with(arrival(SOME, "a"));
        Payment open = state == PaymentState.WAITING ? part : part.moved(state, NOON);
        Payment ended = with(PENDING, open)
                .transition(OrderFlow.ORDER_STATUS_FLOW, new StatusChange(OrderStatus.CANCELLED, NOON, "admin", ""))
                .get()
                .payments()
                .get(1)
                .orElseThrow();
        assertEquals(PaymentState.PAID, ended.state());
        assertEquals(SOME, ended.amountHeld());
    }

    @Test
    void anAttemptNeverVanishesAndKeepsWhatIsDue() {
        Order before = with(PENDING, waiting(1));
        assertTrue(with(before, waiting(1).moved(PaymentState.EXPIRED, NOON)).continues(before));
        assertFalse(PENDING.continues(before));
        Payment cheaper = Payment.begin(id(1), "midtrans", SOME, NOON).build();
        assertFalse(PENDING.withPayment(NOON, cheaper).continues(before));
    }

    @Test
    void moneyThatCameIsNeverForgottenAndOnlyItsReportIsAdded() {
        Order before = with(PENDING, waiting(1).with(unproven(SOME)));
        assertTrue(with(before, waiting(1).with(unproven(SOME)).provenBy("r")).continues(before));
        assertTrue(with(before, waiting(1).with(unproven(SOME)).with(unproven(SOME)))
                .continues(before));
        assertFalse(with(before, waiting(1)).continues(before));
        assertFalse(with(before, waiting(1).with(unproven(TOTAL)).provenBy("r")).continues(before));
        assertFalse(with(before, waiting(1).with(unproven(TOTAL))).continues(before));
        Order proven = with(before, waiting(1).with(unproven(SOME)).provenBy("r"));
        assertFalse(with(before, waiting(1).with(arrival(SOME, "another"))).continues(proven));
        assertFalse(before.continues(proven));
    }

    private static PaymentArrival unproven(Money amount) {
        return new PaymentArrival(amount, NOON, "admin", Optional.empty());
    }

    @Test
    void aRefundIsNeverForgottenAndOnlyReachesItsEnd() {
        Payment asked = paid(1).withRefund(SOME, NOON, "owner", "late");
        Payment done = asked.refundEnded(1, PaymentRefund.State.DONE, NOON.plusSeconds(1));
        Payment failed = asked.refundEnded(1, PaymentRefund.State.FAILED, NOON.plusSeconds(1));
        Order before = with(PENDING, asked);
        assertTrue(with(before, done).continues(before));
        assertTrue(with(before, failed).continues(before));
        assertFalse(with(before, paid(1)).continues(before));
        assertFalse(
                with(before, paid(1).withRefund(SOME, NOON, "owner", "other")).continues(before));
        assertFalse(with(before, failed).continues(with(before, done)));
        assertFalse(before.continues(with(before, done)));
    }

    @ParameterizedTest
    @CsvSource({"WAITING, CANCELLED", "REVIEW, FAILED"})
    void whatIsOpenEndsWhenAnotherAttemptBecomesPaid(PaymentState state, PaymentState end) {
        Payment expired = waiting(1).moved(PaymentState.EXPIRED, NOON);
        Payment open = state == PaymentState.WAITING ? waiting(2) : waiting(2).moved(state, NOON);
        Order both = with(PENDING, expired, open);
        Payment late = expired.with(arrival(TOTAL, "late"));
        assertEquals(open, with(both, late).payments().get(2).orElseThrow());
        Order paid = with(both, late.moved(PaymentState.PAID, NOON));
        assertEquals(Optional.of(end), paid.payments().get(2).map(Payment::state));
        assertTrue(paid.continues(both));
        Order again = with(paid, waiting(3));
        Payment disputed = late.moved(PaymentState.PAID, NOON).moved(PaymentState.DISPUTED, NOON);
        assertEquals(Optional.of(waiting(3)), with(again, disputed).payments().open());
    }

    // The amount that an attempt holds.

    private static final Claim SLOT = new Claim("slots", "1", Claim.OPEN_ENDED);

    /** An order whose attempt is open, and holds its amount. */
    private static Order holding() {
        return PENDING.withClaims(NOON, List.of(SLOT, waiting(1).claim())).withPayment(NOON, waiting(1));
    }

    private static Claim amountUntil(Instant end) {
        return new Claim("midtrans", "25000", end);
    }

    private static void assertHeldFor(Duration more, Order order) {
        Claim amount = amountUntil(order.updatedAt().plus(more));
        assertEquals(ImmutableList.of(amount, SLOT), order.claims());
    }

    @Test
    void anAmountIsHeldAsPlainNumberInTheSpaceOfItsMethod() {
        assertEquals(amountUntil(Claim.OPEN_ENDED), waiting(1).claim());
        assertEquals(
                holding().claims(),
                holding().withPayment(NOON, waiting(1).withFee(SOME)).claims());
    }

    @Test
    void theAmountOfAnAttemptThatEndsStaysItsOwnForADay() {
        Instant later = NOON.plusSeconds(90);
        Duration day = Duration.ofHours(24);
        Order expired = holding().withPayment(later, waiting(1).moved(PaymentState.EXPIRED, later));
        assertEquals(later, expired.updatedAt());
        assertHeldFor(day, expired);
        assertEquals(
                expired.claims(),
                expired.withPayment(later.plusSeconds(9), waiting(2)).claims());
        for (OrderStatus status : List.of(OrderStatus.CONFIRMED, OrderStatus.CANCELLED)) {
            StatusChange change = new StatusChange(status, later, "admin", "");
            assertHeldFor(
                    day,
                    holding().transition(OrderFlow.ORDER_STATUS_FLOW, change).get());
        }
        Payment review = waiting(1).moved(PaymentState.REVIEW, later);
        assertEquals(holding().claims(), holding().withPayment(later, review).claims());
    }

    @Test
    void whatIsClaimedUntilATimeStaysSo() {
        Claim shorter = amountUntil(NOON.plusSeconds(1));
        Order order =
                with(PENDING.withClaims(NOON, List.of(shorter)), waiting(1).moved(PaymentState.FAILED, NOON));
        assertEquals(ImmutableList.of(shorter), order.claims());
    }

    @Test
    void anAmountIsHeldUntilTheLatestTimeAtMost() {
        Order order = holding().withPayment(Claim.OPEN_ENDED, waiting(1).moved(PaymentState.FAILED, NOON));
        assertHeldFor(Duration.ZERO, order);
    }

    @Test
    void aCustomerSeesWhatTheyNeedToPayAndNoMore() {
        Payment told = paid(1).withFee(SOME).withRefund(SOME, NOON, "6289990000001", "sorry");
        Payment seen = with(PENDING, told).asSeenByCustomer().payments().get(1).orElseThrow();
        assertEquals(told.payBy(), seen.payBy());
        assertEquals(told.amountPaid(), seen.amountPaid());
        assertEquals("sorry", seen.refunds().get(0).reason());
        assertEquals(Optional.empty(), seen.reference());
        assertEquals(Optional.empty(), seen.fee());
        assertEquals(Optional.empty(), seen.arrivals().get(0).report());
        assertEquals("system", seen.refunds().get(0).by());
        assertNotEquals(told, seen);
    }

    @Test
    void whatACustomerPaysByIsOneLine() {
        for (String wrong : List.of("", "a\nb", "x".repeat(2_001))) {
            assertThrows(IllegalArgumentException.class, () -> new PayBy(PayBy.Kind.QR, wrong));
        }
    }

    @Test
    void timesAreCutToMillisecondsAndLieBetweenTheYears1970And9999() {
        Payment payment = Payment.begin(id(1), "manual", TOTAL, NOON.plusNanos(1_999_999))
                .expiresAt(NOON.plus(Duration.ofNanos(1)))
                .build();
        assertEquals(NOON.plusMillis(1), payment.createdAt());
        assertEquals(Optional.of(NOON), payment.expiresAt());
        assertRefused(
                "createdAt lies outside the years 1970 to 9999",
                () -> Payment.begin(id(1), "manual", TOTAL, Instant.MAX).build());
    }
}
