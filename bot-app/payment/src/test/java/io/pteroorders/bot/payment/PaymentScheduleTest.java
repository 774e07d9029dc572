package io.pteroorders.bot.payment;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.payment.PaymentTask.Work;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.payment.GatewayTraits.Ability;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is due for an order as it is, and when. */
class PaymentScheduleTest {

    private static final Order ORDER = anOrder(0).pending();
    private static final Payment ATTEMPT = Payment.begin(
                    new PaymentId(ORDER.id(), 1), TestGateway.NAME, ORDER.totalAmount(), NOON)
            .expiresAt(NOON.plus(Duration.ofHours(1)))
            .build();
    private static final Payment SHOWN =
            ATTEMPT.offered(new PayBy(PayBy.Kind.LINK, "https://pay.test/1"), Optional.empty());

    private final ManualClock clock = ManualClock.at(NOON);
    private final TestGateway gateway = new TestGateway(clock);
    private final PaymentSchedule schedule = new PaymentSchedule(
            ImmutableMap.of(TestGateway.NAME, gateway),
            new UnpaidRule(Optional.of(Duration.ofHours(24)), Duration.ofHours(2)),
            JAKARTA,
            clock);

    private static Order with(Payment attempt) {
        return ORDER.withPayment(NOON, attempt);
    }

    private static Order after(Payment attempt, PaymentState state) {
        PaymentReport report = state == PaymentState.PAID
                ? PaymentReport.ofMoney("m1", "system:midtrans", attempt.amountDue(), NOON)
                : PaymentReport.ofState("s1", "system:midtrans", state, NOON);
        return Booking.of(with(attempt), 1, report, OrderFlow.ORDER_STATUS_FLOW, NOON)
                .order();
    }

    private String works(Order order) {
        return schedule.of(order)
                .map(due -> due.key().work())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Work.class)))
                .toString()
                .replaceAll("[\\[\\],]", "");
    }

    private ImmutableList<Long> minutes(Order order, Work work) {
        return schedule.of(order)
                .filter(due -> due.key().work() == work)
                .map(due -> Duration.between(NOON, due.from()).toMinutes())
                .sorted()
                .collect(ImmutableList.toImmutableList());
    }

    @ParameterizedTest
    @CsvSource({
        "WAITING, ASK EXPIRE REMIND CANCEL TELL_CODE",
        "REVIEW, ASK EXPIRE REMIND CANCEL TELL_CODE",
        "EXPIRED, ASK WITHDRAW REMIND CANCEL",
        "CANCELLED, ASK WITHDRAW REMIND CANCEL",
        "FAILED, ASK REMIND CANCEL",
        "PAID, ASK TELL_PAID"
    })
    void whatIsDueSaysTheStateOfTheAttempt(PaymentState state, String works) {
        assertEquals(works, works(state == PaymentState.WAITING ? with(SHOWN) : after(SHOWN, state)));
    }

    @Test
    void anAttemptIsChargedForFirst() {
        assertEquals("CHARGE EXPIRE REMIND CANCEL", works(with(ATTEMPT)));
        assertEquals(
                NOON.plusSeconds(8),
                schedule.of(with(ATTEMPT))
                        .filter(due -> due.key().work() == Work.CHARGE)
                        .findFirst()
                        .orElseThrow()
                        .from());
    }

    @Test
    void questionsBecomeRarerAndEndWithTheTimeAndSevenNights() {
        gateway.abilities.remove(Ability.LATE_MONEY);
        assertEquals(
                ImmutableList.of(
                        0L, 1L, 2L, 5L, 10L, 15L, 20L, 25L, 30L, 35L, 40L, 45L, 50L, 55L, 75L, 1440L, 2880L, 4320L,
                        5760L, 7200L, 8640L, 10080L),
                minutes(with(SHOWN), Work.ASK));
        assertEquals(
                ImmutableList.of(75L, 1440L, 2880L, 4320L, 5760L, 7200L, 8640L, 10080L),
                minutes(after(SHOWN, PaymentState.EXPIRED), Work.ASK));
        assertEquals(7, minutes(after(SHOWN, PaymentState.PAID), Work.ASK).size());
    }

    @Test
    void whereLateMoneyMayComeItIsAskedForHourlyForADay() {
        assertEquals(
                7 + 1 + 24,
                minutes(after(SHOWN, PaymentState.EXPIRED), Work.ASK).size());
    }

    @Test
    void aQuestionIsOvertakenByTheNext() {
        assertFalse(PaymentSchedule.isOvertaken(SHOWN, 0, NOON.plusSeconds(59)));
        assertTrue(PaymentSchedule.isOvertaken(SHOWN, 0, NOON.plusSeconds(60)));
        assertFalse(PaymentSchedule.isOvertaken(SHOWN, 400, NOON.plus(Duration.ofDays(2))));
        assertTrue(PaymentSchedule.isOvertaken(SHOWN, 1001, NOON.plus(Duration.ofDays(2))));
        assertFalse(PaymentSchedule.isOvertaken(SHOWN, 1007, NOON.plus(Duration.ofDays(20))));
    }

    @Test
    void anotherTimeThatAGatewaySaysIsAnotherEnd() {
        Payment longer = ATTEMPT.offered(
                new PayBy(PayBy.Kind.LINK, "https://pay.test/1"), Optional.of(NOON.plus(Duration.ofHours(2))));
        assertEquals(ImmutableList.of(60L), minutes(with(SHOWN), Work.EXPIRE));
        assertEquals(ImmutableList.of(120L), minutes(with(longer), Work.EXPIRE));
        ImmutableSet<PaymentTask> keys =
                schedule.of(with(SHOWN)).map(due -> due.key()).collect(ImmutableSet.toImmutableSet());
        assertTrue(schedule.of(with(longer))
                .filter(due -> due.key().work() == Work.EXPIRE)
                .noneMatch(due -> keys.contains(due.key())));
    }

    @Test
    void anUnpaidOrderIsRemindedOfAndCancelledInTime() {
        assertEquals(ImmutableList.of(22 * 60L), minutes(with(SHOWN), Work.REMIND));
        assertEquals(ImmutableList.of(24 * 60L), minutes(with(SHOWN), Work.CANCEL));
        Order proof = with(SHOWN).withPaymentProof(NOON, "proofs/1.jpg");
        assertEquals(ImmutableList.of(), minutes(proof, Work.CANCEL));
        assertEquals("", works(ORDER));
        PaymentSchedule patient =
                new PaymentSchedule(ImmutableMap.of(TestGateway.NAME, gateway), UnpaidRule.PATIENT, JAKARTA, clock);
        assertTrue(patient.of(with(SHOWN)).noneMatch(due -> due.key().work() == Work.CANCEL));
    }

    @Test
    void aPartOfTheMoneyKeepsTheOrderAndIsTold() {
        PaymentReport part = PaymentReport.ofMoney("m1", "628@s", Fixtures.rupiah(1_000), NOON);
        Order order = Booking.of(with(SHOWN), 1, part, OrderFlow.ORDER_STATUS_FLOW, NOON)
                .order();
        assertEquals("ASK TELL_CODE TELL_PART", works(order));
        ImmutableList<Long> days = ImmutableList.of(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertEquals(
                days,
                schedule.of(order)
                        .filter(due -> due.key().work() == Work.TELL_PART && PaymentSchedule.isReminder(due.key()))
                        .map(due -> Duration.between(NOON, due.from()).toDays())
                        .collect(ImmutableList.toImmutableList()));
    }

    @Test
    void moneyWithoutAnOrderAndMoneyThatIsTakenAwayAreTold() {
        Order cancelled = Fixtures.moved(after(SHOWN, PaymentState.PAID), OrderStatus.CANCELLED);
        assertEquals("ASK TELL_PAID TELL_SPARE", works(cancelled));
        Order reversed = Booking.of(
                        after(SHOWN, PaymentState.PAID),
                        1,
                        PaymentReport.ofState("s2", "system:midtrans", PaymentState.REVERSED, NOON),
                        OrderFlow.ORDER_STATUS_FLOW,
                        NOON)
                .order();
        assertEquals("ASK TELL_PAID TELL_ALARM", works(reversed));
    }

    @Test
    void aGatewayThatIsGoneIsAskedNothing() {
        PaymentSchedule without = new PaymentSchedule(ImmutableMap.of(), UnpaidRule.PATIENT, JAKARTA, clock);
        assertEquals(
                ImmutableList.of(Work.EXPIRE),
                without.of(with(SHOWN)).map(due -> due.key().work()).collect(ImmutableList.toImmutableList()));
    }

    @Test
    void whoConfirmedByHandIsNotToldThatItIsPaid() {
        assertEquals("ASK", works(Fixtures.moved(with(SHOWN), OrderStatus.CONFIRMED)));
    }
}
