package io.pteroorders.bot.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.payment.Till.Trouble;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.ReturnMoney;
import io.pteroorders.core.service.ReturnMoney.How;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.NotificationText;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of orders by themselves as time passes. */
class PaymentStoryTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final PaymentShop shop = new PaymentShop(TestGateway.NAME, PaymentShop.QRIS, "manual");

    private void pays(Order order) {
        shop.gateway.books.move(shop.reference(order), PaymentState.PAID);
    }

    private OrderStatus status(Order order) {
        return shop.now(order).status();
    }

    private PaymentState state(Order order) {
        return shop.lastOf(order).state();
    }

    private void completes(Order order) {
        shop.service
                .process(PaymentShop.ADMIN, new ChangeStatus(order.id(), ""))
                .get();
        shop.service
                .complete(PaymentShop.ADMIN, new CompleteOrder(order.id(), "srv-1", ""))
                .get();
    }

    @Test
    void whatTheCustomerPaysConfirmsTheOrderAndIsToldOnce() {
        Order order = shop.creates();
        assertTrue(PaymentShop.last(shop.shows(order)).payBy().isPresent());
        shop.passes(MINUTE);
        assertEquals(0, shop.told(NotificationText.PAYMENT_CODE_CUSTOMER));
        pays(order);
        shop.passes(MINUTE.multipliedBy(2));
        assertEquals(OrderStatus.CONFIRMED, status(order));
        assertEquals(1, shop.told(NotificationText.PAYMENT_RECEIVED_ADMIN));
        assertEquals(1, shop.told(NotificationText.ORDER_CONFIRMED_CUSTOMER));
        shop.restart();
        shop.passes(DAY.multipliedBy(8));
        assertEquals(1, shop.told(NotificationText.PAYMENT_RECEIVED_ADMIN));
        assertEquals(1, shop.calls("create"));
    }

    @Test
    void aChargeWhoseAnswerIsLostIsLookedUpAndNotMadeTwice() {
        Order order = shop.creates();
        shop.gateway.trouble = Trouble.LOSES_ANSWERS;
        assertEquals(Optional.empty(), PaymentShop.last(shop.shows(order)).payBy());
        shop.gateway.trouble = Trouble.NONE;
        shop.passes(MINUTE);
        assertTrue(shop.lastOf(order).payBy().isPresent());
        assertEquals(1, shop.calls("create"));
        assertEquals(1, shop.told(NotificationText.PAYMENT_CODE_CUSTOMER));
    }

    @Test
    void soItIsWhenTheProgramStartedAnewInBetween() {
        Order order = shop.creates();
        shop.gateway.trouble = Trouble.LOSES_ANSWERS;
        shop.shows(order);
        shop.restart();
        shop.gateway.trouble = Trouble.NONE;
        shop.passes(MINUTE);
        assertTrue(shop.lastOf(order).payBy().isPresent());
        assertEquals(1, shop.calls("create"));
    }

    @Test
    void aChargeThatWasPaidBeforeItsAnswerCameIsBooked() {
        Order order = shop.creates();
        shop.gateway.trouble = Trouble.LOSES_ANSWERS;
        shop.shows(order);
        shop.gateway.trouble = Trouble.NONE;
        pays(order);
        shop.shows(order);
        assertEquals(OrderStatus.CONFIRMED, status(order));
    }

    @Test
    void aGatewayThatIsDownIsTriedAgainUntilTheTimeIsOver() {
        shop.gateway.trouble = Trouble.DOWN;
        Order order = shop.creates();
        shop.shows(order);
        shop.passes(MINUTE.multipliedBy(10));
        shop.gateway.trouble = Trouble.NONE;
        shop.passes(MINUTE.multipliedBy(6));
        assertTrue(shop.lastOf(order).payBy().isPresent());
        shop.gateway.trouble = Trouble.DOWN;
        Order late = shop.creates();
        shop.passes(HOUR.multipliedBy(2));
        shop.gateway.trouble = Trouble.NONE;
        shop.passes(HOUR);
        assertEquals(Optional.empty(), shop.lastOf(late).payBy());
        assertEquals(PaymentState.EXPIRED, state(late));
    }

    @Test
    void aGatewayThatSaysNoEndsTheAttempt() {
        shop.gateway.trouble = Trouble.REFUSES;
        Order order = shop.shows(shop.creates());
        assertEquals(PaymentState.FAILED, state(order));
        assertEquals(
                PaymentShop.QRIS,
                PaymentShop.last(shop.begins(order, PaymentShop.QRIS)).method());
    }

    @Test
    void whatAGatewaySaysNoToHoldsUpNothing() {
        Order order = shop.creates();
        shop.shows(order);
        shop.gateway.trouble = Trouble.REFUSES;
        shop.clock.advance(DAY);
        shop.passes(MINUTE);
        assertEquals(OrderStatus.CANCELLED, status(order));
    }

    @Test
    void questionsThatPiledUpAreAskedOnce() {
        Order order = shop.creates();
        shop.shows(order);
        shop.passes(MINUTE);
        long before = shop.calls("ask");
        shop.clock.advance(Duration.ofMinutes(50));
        shop.passes(Duration.ofSeconds(1));
        assertEquals(before + 1, shop.calls("ask"));
        assertEquals(PaymentState.WAITING, state(order));
    }

    @Test
    void whenTheTimeIsOverTheGatewayIsAskedFirstAndTheChargeTakenBack() {
        Order paid = shop.creates();
        Order unpaid = shop.creates();
        shop.shows(paid);
        shop.shows(unpaid);
        shop.passes(Duration.ofMinutes(59));
        pays(paid);
        shop.passes(MINUTE.multipliedBy(2));
        assertEquals(OrderStatus.CONFIRMED, status(paid));
        assertEquals(PaymentState.EXPIRED, state(unpaid));
        assertEquals(
                PaymentState.CANCELLED,
                shop.gateway.books.find(shop.reference(unpaid)).orElseThrow().state());
    }

    @Test
    void aTimeThatTheGatewayIsDownIsNoEnd() {
        Order order = shop.creates();
        shop.shows(order);
        shop.gateway.trouble = Trouble.DOWN;
        shop.passes(HOUR.multipliedBy(2));
        assertEquals(PaymentState.WAITING, state(order));
        pays(order);
        shop.gateway.trouble = Trouble.NONE;
        shop.passes(MINUTE.multipliedBy(6));
        assertEquals(OrderStatus.CONFIRMED, status(order));
    }

    @Test
    void whatTheGatewayLooksAtIsAskedForAlsoWhenTheTimeIsOver() {
        Order order = shop.creates();
        shop.shows(order);
        shop.gateway.books.move(shop.reference(order), PaymentState.REVIEW);
        shop.passes(HOUR.multipliedBy(3));
        assertEquals(PaymentState.REVIEW, state(order));
        pays(order);
        shop.passes(HOUR);
        assertEquals(OrderStatus.CONFIRMED, status(order));
    }

    @Test
    void anOrderThatNobodyPaysIsRemindedOfOnceAndThenCancelled() {
        Order order = shop.creates();
        shop.shows(order);
        shop.passes(HOUR.multipliedBy(21));
        assertEquals(0, shop.told(NotificationText.PAYMENT_DUE_CUSTOMER));
        shop.passes(HOUR.multipliedBy(2));
        assertEquals(1, shop.told(NotificationText.PAYMENT_DUE_CUSTOMER));
        assertEquals(OrderStatus.PENDING, status(order));
        shop.restart();
        shop.passes(HOUR);
        assertEquals(OrderStatus.CANCELLED, status(order));
        assertEquals(1, shop.told(NotificationText.PAYMENT_DUE_CUSTOMER));
    }

    @Test
    void anOrderIsNotCancelledWhoseChargeWasPaidInTheLastMoment() {
        Order order = shop.creates();
        shop.passes(Duration.ofMinutes(23 * 60 + 30));
        shop.begins(order, PaymentShop.QRIS);
        shop.begins(order, TestGateway.NAME);
        shop.shows(order);
        shop.passes(Duration.ofMinutes(28));
        pays(order);
        shop.passes(MINUTE.multipliedBy(4));
        assertEquals(OrderStatus.CONFIRMED, status(order));
    }

    @Test
    void anOrderWithAPictureOrAPartOfTheMoneyWaitsForSomebody() throws FeedException {
        Order part = shop.creates();
        shop.payments()
                .match(
                        PaymentShop.ADMIN,
                        part.id(),
                        PaymentReport.ofMoney("m1", "628@s", Fixtures.rupiah(1_000), shop.clock.instant()))
                .get();
        shop.passes(DAY.multipliedBy(2));
        assertEquals(OrderStatus.PENDING, status(part));
        assertEquals(3, shop.told(NotificationText.PAYMENT_PART_ADMIN), "at once, and every day");
        assertEquals(1, shop.told(NotificationText.PAYMENT_PART_CUSTOMER));
    }

    @Test
    void aGatewayGivesBackOnceAlthoughItsAnswerWasLost() {
        Order order = shop.creates();
        shop.shows(order);
        pays(order);
        shop.passes(MINUTE);
        completes(order);
        shop.gateway.trouble = Trouble.LOSES_ANSWERS;
        ReturnMoney request = new ReturnMoney(order.id(), Optional.empty(), How.BY_GATEWAY, "sorry", Optional.empty());
        shop.payments().refund(PaymentShop.OWNER, request).get();
        shop.passes(MINUTE);
        assertEquals(PaymentState.PAID, state(order));
        shop.restart();
        shop.gateway.trouble = Trouble.NONE;
        shop.passes(MINUTE.multipliedBy(10));
        assertEquals(OrderStatus.REFUNDED, status(order));
        assertEquals(
                25_000,
                shop.gateway.books.find(shop.reference(order)).orElseThrow().refunded());
    }

    @Test
    void aRefundThatTheGatewayRefusesIsToldAndTheMoneyIsThere() {
        Order order = shop.creates();
        shop.shows(order);
        pays(order);
        shop.passes(MINUTE);
        shop.gateway.trouble = Trouble.REFUSES;
        shop.payments()
                .refund(
                        PaymentShop.OWNER,
                        new ReturnMoney(order.id(), Optional.empty(), How.BY_GATEWAY, "", Optional.empty()))
                .get();
        shop.passes(MINUTE);
        Payment payment = shop.lastOf(order);
        assertEquals(PaymentRefund.State.FAILED, payment.refunds().get(0).state());
        assertEquals(payment.amountDue(), payment.amountHeld());
        assertEquals(1, shop.told(NotificationText.REFUND_FAILED_ADMIN));
    }

    @Test
    void theCustomerOfAnOrderThatGoesOnReadsThatAPartOfTheMoneyWentBack() {
        Order order = shop.creates();
        shop.shows(order);
        pays(order);
        shop.passes(MINUTE);
        shop.payments()
                .refund(
                        PaymentShop.OWNER,
                        new ReturnMoney(
                                order.id(),
                                Optional.of(Fixtures.rupiah(1_000)),
                                How.BY_GATEWAY,
                                "a promise",
                                Optional.empty()))
                .get();
        shop.passes(MINUTE);
        shop.restart();
        shop.passes(MINUTE);
        assertEquals(OrderStatus.CONFIRMED, status(order));
        assertEquals(1, shop.told(NotificationText.MONEY_RETURNED_CUSTOMER));
    }

    @Test
    void moneyThatWasToBeUsedIsUsedAfterACrash() {
        Order old = shop.creates();
        shop.shows(old);
        pays(old);
        shop.passes(MINUTE);
        shop.service.cancel(PaymentShop.ADMIN, new ChangeStatus(old.id(), "")).get();
        shop.storage
                .orders()
                .update(
                        old.id(),
                        order -> Outcome.done(order.withPayment(
                                shop.clock.instant(), PaymentShop.last(order).usedBy(Fixtures.orderId(7)))),
                        Optional.empty());
        shop.restart();
        shop.passes(MINUTE);
        assertEquals(OrderStatus.CONFIRMED, shop.now(Fixtures.orderId(7)).status());
    }

    @Test
    void moneyToldAtTheAddressOfTheSameAccountsOtherNameIsTheAttempts() {
        Order order = shop.creates();
        shop.shows(order);
        TestGateway otherName = new TestGateway(TestGateway.NAME + "-snap", shop.clock);
        PaymentReport report = PaymentReport.ofMoney(
                "m1", "system:midtrans", shop.lastOf(order).amountDue(), shop.clock.instant());
        CallbackIntake intake = new CallbackIntake(shop.service, shop.app.desk(), () -> {}, shop.clock);
        intake.take(otherName, new GatewayCallback(shop.reference(order), Optional.of(report), ""));
        assertEquals(OrderStatus.CONFIRMED, status(order));
        assertEquals(0, shop.app.desk().rows().unmatched().size());
        assertEquals(
                "unknown", intake.take(otherName, new GatewayCallback(shop.reference(order), Optional.empty(), "")));
    }

    // The feed.

    @Test
    void aRowOfTheFeedHasItsEffectOnce() throws FeedException {
        Order order = shop.begins(shop.creates(), PaymentShop.QRIS);
        String booked = shop.feeds("A1", shop.lastOf(order).amountDue());
        assertEquals("{\"rows\":[{\"id\":\"A1\",\"outcome\":\"booked\",\"order\":\"" + order.id() + "\"}]}", booked);
        assertEquals(OrderStatus.CONFIRMED, status(order));
        shop.restart();
        assertEquals(
                booked.replace("booked", "known"),
                shop.feeds("A1", shop.lastOf(order).amountDue()));
        assertTrue(shop.feeds("A2", shop.lastOf(order).amountDue()).contains("unmatched"));
        assertEquals(shop.lastOf(order).amountDue(), shop.lastOf(order).amountPaid());
    }

    @Test
    void moneyThatNobodyOwesIsToldOnceAndBookedByHandOnce() throws FeedException {
        Order order = shop.creates();
        shop.feeds("A1", Fixtures.rupiah(25_000));
        shop.feeds("A1", Fixtures.rupiah(25_000));
        shop.passes(MINUTE);
        shop.restart();
        shop.passes(MINUTE);
        assertEquals(1, shop.told(NotificationText.MONEY_UNMATCHED_ADMIN));
        MoneyRow row = shop.app.desk().rows().unmatched().get(0);
        shop.app.desk().match(PaymentShop.ADMIN, row, order.id()).get();
        assertEquals(OrderStatus.CONFIRMED, status(order));
        Order other = shop.creates();
        assertTrue(shop.app
                .desk()
                .match(PaymentShop.ADMIN, row, other.id())
                .refusal()
                .isPresent());
        assertEquals(0, shop.app.desk().rows().unmatched().size());
    }

    @Test
    void moneyThatACrashKeptFromItsOrderIsNobodysAgainAndNoOneElsesMeanwhile() throws FeedException {
        Order order = shop.creates();
        Order other = shop.creates();
        shop.feeds("A1", Fixtures.rupiah(25_000));
        MoneyRow row = shop.app.desk().rows().unmatched().get(0);
        shop.app.desk().rows().change(row.number(), any -> any.booked(order.id()));
        shop.restart();
        assertEquals(1, shop.app.desk().rows().unmatched().size());
        shop.app.desk().match(PaymentShop.ADMIN, row, other.id()).get();
        shop.restart();
        assertEquals(0, shop.app.desk().rows().unmatched().size());
        assertEquals(OrderStatus.PENDING, status(order));
        assertEquals(OrderStatus.CONFIRMED, status(other));
    }

    @Test
    void aLineWithoutAnAmountIsKept() throws FeedException {
        assertTrue(shop.feeds("Selamat pagi").contains("unmatched"));
        MoneyRow row = shop.app.desk().rows().unmatched().get(0);
        assertEquals("Selamat pagi", row.text());
        Order order = shop.creates();
        assertTrue(shop.app
                .desk()
                .match(PaymentShop.ADMIN, row, order.id())
                .refusal()
                .isPresent());
    }
}
