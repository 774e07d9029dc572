package io.pteroorders.bot.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.GatewayTraits.Ability;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.DeleteOrder;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.NotificationText;
import java.time.Duration;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What went wrong with payments in other shops, by the numbers of a collection of such cases: here it does not. */
class PaymentCasesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final PaymentShop shop = new PaymentShop(TestGateway.NAME, PaymentShop.QRIS, "manual");

    private Order charged() {
        return shop.shows(shop.creates());
    }

    private void pays(Order order) {
        shop.gateway.books.move(shop.reference(order), PaymentState.PAID);
    }

    private void callsBack(Order order, String what) {
        shop.callsBack(
                TestGateway.NAME,
                new Notification(ImmutableMap.of(TestGateway.SIGNATURE, "right"), shop.reference(order) + what));
    }

    private void cancels(Order order) {
        shop.service.cancel(PaymentShop.ADMIN, new ChangeStatus(order.id(), "")).get();
    }

    private OrderStatus status(Order order) {
        return shop.now(order).status();
    }

    @Test
    @DisplayName("B99 stale unpaid orders were deleted")
    void anUnpaidOrderIsCancelledAndKept() {
        Order order = charged();
        shop.passes(HOUR.multipliedBy(25));
        assertEquals(OrderStatus.CANCELLED, status(order));
    }

    @Test
    @DisplayName("B102 a callback and a question settled both, and the second was an error to the payer")
    void whatIsPaidIsPaidAgainWithoutHarm() {
        Order order = charged();
        pays(order);
        callsBack(order, " " + shop.reference(order) + ":paid 25000");
        Order paid = shop.now(order);
        shop.app.desk().check(shop.lastOf(order)).join();
        assertEquals(OrderStatus.CONFIRMED, paid.status());
        assertEquals(paid, shop.now(order));
    }

    @Test
    @DisplayName("B103 B202 money for a cancelled order was booked and nobody knew")
    void moneyForACancelledOrderIsToldAndWaitsForADecision() {
        Order order = charged();
        cancels(order);
        shop.clock.advance(MINUTE);
        pays(order);
        shop.passes(MINUTE);
        assertEquals(OrderStatus.CANCELLED, status(order));
        assertEquals(Optional.of(order.totalAmount()), shop.now(order).owed());
        shop.restart();
        shop.passes(HOUR);
        assertEquals(1, shop.told(NotificationText.MONEY_WITHOUT_ORDER_ADMIN));
        assertEquals(1, shop.told(NotificationText.MONEY_WITHOUT_ORDER_CUSTOMER));
        assertEquals(
                OrderStatus.CONFIRMED,
                shop.payments()
                        .orderAgain(PaymentShop.ADMIN, order.id(), Optional.empty())
                        .get()
                        .status());
    }

    @Test
    @DisplayName("B106 a rightly signed report of another amount made an order paid")
    void anotherAmountThanWasAskedForIsNotBookedButToldOf() {
        Order order = charged();
        callsBack(order, " m1 1000");
        shop.passes(MINUTE);
        assertEquals(OrderStatus.PENDING, status(order));
        assertEquals(1, shop.app.desk().rows().unmatched().size());
        assertEquals(1, shop.told(NotificationText.MONEY_UNMATCHED_ADMIN));
    }

    @Test
    @DisplayName("B146 the bill of a cancelled order could still be paid")
    void aCancelledOrderTakesItsChargeBack() {
        Order order = charged();
        cancels(order);
        shop.passes(MINUTE);
        assertEquals(PaymentState.CANCELLED, shop.lastOf(order).state());
        assertEquals(
                PaymentState.CANCELLED,
                shop.gateway.books.find(shop.reference(order)).orElseThrow().state());
    }

    @Test
    @DisplayName("B190 3.99 euros were billed as 3.99 kronor; B203 the currency of a report was not looked at")
    void theCurrencyIsTheOrdersAndOtherMoneyIsNotItsMoney() {
        Order order = charged();
        assertEquals(order.totalAmount(), shop.lastOf(order).amountDue());
        PaymentReport dollars = PaymentReport.ofMoney(
                "m1", "system:" + TestGateway.NAME, Money.of(CurrencyUnit.USD, 25_000), shop.clock.instant());
        shop.app.desk().book(shop.lastOf(order).id(), dollars);
        assertEquals(OrderStatus.PENDING, status(order));
        assertEquals(1, shop.app.desk().rows().unmatched().size());
    }

    @Test
    @DisplayName("B193 the offer said one price and the charge another")
    void theGatewayIsAskedForWhatTheOrderSays() {
        Order order = charged();
        assertEquals(
                order.totalAmount(),
                Fixtures.rupiah(shop.gateway
                        .books
                        .find(shop.reference(order))
                        .orElseThrow()
                        .amount()));
    }

    @Test
    @DisplayName("B199 B200 an error of the message about it took the booking back")
    void moneyIsBookedWhoeverCannotBeTold() {
        Order order = charged();
        pays(order);
        shop.sendsNothing = true;
        callsBack(order, " " + shop.reference(order) + ":paid 25000");
        shop.passes(MINUTE);
        assertEquals(OrderStatus.CONFIRMED, status(order));
        assertEquals(0, shop.told(NotificationText.PAYMENT_RECEIVED_ADMIN));
        shop.sendsNothing = false;
        shop.passes(HOUR);
        assertEquals(1, shop.told(NotificationText.PAYMENT_RECEIVED_ADMIN));
    }

    @Test
    @DisplayName("B200 callbacks were not verified")
    void aForgedCallbackIsNotHeard() {
        Order order = charged();
        Notification forged =
                new Notification(ImmutableMap.of(TestGateway.SIGNATURE, "wrong"), shop.reference(order) + " m1 25000");
        assertThrows(CallbackRefusedException.class, () -> shop.callsBack(TestGateway.NAME, forged));
        assertEquals(OrderStatus.PENDING, status(order));
    }

    @Test
    @DisplayName("B208 a code past its time still waited at the gateway, and the order for ever with it")
    void theShopsOwnClockEndsWhatTheGatewayLeavesOpen() {
        Order order = charged();
        shop.passes(HOUR.plus(MINUTE));
        assertEquals(PaymentState.EXPIRED, shop.lastOf(order).state());
        assertEquals(
                PaymentState.CANCELLED,
                shop.gateway.books.find(shop.reference(order)).orElseThrow().state());
    }

    @Test
    @DisplayName("B209 waiting was told after the money, and the state went back")
    void whatWasBeforeTheMoneyTakesNothingBack() {
        Order order = charged();
        callsBack(order, " waiting");
        callsBack(order, " " + shop.reference(order) + ":paid 25000");
        pays(order);
        Order paid = shop.now(order);
        callsBack(order, " waiting");
        callsBack(order, " waiting");
        assertEquals(OrderStatus.CONFIRMED, paid.status());
        assertEquals(paid, shop.now(order));
    }

    @Test
    @DisplayName("B215 a code was paid from a screenshot after its time, and there was money without an order")
    void moneyThatComesAfterTheTimePaysAsLongAsTheOrderWaits() {
        shop.gateway.abilities.remove(Ability.CANCEL);
        Order order = charged();
        shop.passes(HOUR.multipliedBy(5));
        assertEquals(PaymentState.EXPIRED, shop.lastOf(order).state());
        pays(order);
        shop.passes(HOUR);
        assertEquals(OrderStatus.CONFIRMED, status(order));
        assertEquals(1, shop.told(NotificationText.PAYMENT_RECEIVED_ADMIN));
    }

    @Test
    @DisplayName("B217 a feed's 1.037 was read as 1")
    void anAmountIsReadAsItIsMeantOrListed() throws FeedException {
        shop.feeds("{\"id\":\"a\",\"amount\":\"1.037\"}");
        shop.feeds("{\"id\":\"b\",\"amount\":\"1.03\"}");
        shop.feeds("{\"id\":\"c\",\"amount\":\"537\"}");
        assertEquals(
                "[Optional[IDR 1037.00], Optional.empty, Optional[IDR 537.00]]",
                shop.app.desk().rows().unmatched().stream()
                        .map(MoneyRow::amount)
                        .toList()
                        .toString());
    }

    @Test
    @DisplayName("B218 two orders of one minute had the same amount, and each other's money")
    void noTwoOrdersAskForOneAmountUntilADayAfterTheEnd() throws FeedException {
        Order first = shop.begins(shop.creates(), PaymentShop.QRIS);
        Payment paid = shop.lastOf(first);
        cancels(first);
        for (int other = 0; other < 50; other++) {
            Order order = shop.begins(shop.creates(), PaymentShop.QRIS);
            assertNotEquals(paid.amountDue(), shop.lastOf(order).amountDue());
        }
        shop.feeds("a", paid.amountDue());
        assertEquals(
                Optional.of(paid.amountDue()),
                shop.now(first).moneyWithoutOrder().map(Payment::amountPaid));
    }

    @Test
    @DisplayName("B221 a job that was to clean up deleted what was needed")
    void noOrderWithMoneyAndNoMoneyWithoutAnOwnerIsEverRemoved() throws FeedException {
        Order order = charged();
        pays(order);
        shop.feeds("a", Fixtures.rupiah(17_000));
        shop.passes(MINUTE);
        cancels(order);
        assertEquals(
                Optional.of(new Refusal.HoldsMoney(order.id(), Optional.empty())),
                shop.service
                        .delete(PaymentShop.OWNER, new DeleteOrder(order.id(), Optional.empty()))
                        .refusal());
        shop.clock.advance(Duration.ofDays(400));
        shop.restart();
        shop.feeds("b", Fixtures.rupiah(18_000));
        shop.restart();
        assertEquals(2, shop.app.desk().rows().unmatched().size());
    }
}
