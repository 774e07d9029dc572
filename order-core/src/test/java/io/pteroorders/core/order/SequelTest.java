package io.pteroorders.core.order;

import static io.pteroorders.core.Samples.orderId;
import static io.pteroorders.core.Samples.rupiah;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PENDING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Orders that go on with the subscription of another. */
class SequelTest {

    private static final Instant NOON = Samples.NOON;
    private static final Sequel RENEWAL = new Sequel.Renewal(orderId(9));
    private static final Sequel UPGRADE = new Sequel.Upgrade(orderId(9), rupiah(50_000));

    private static Order ordered(Sequel sequel, int months) {
        return Order.create(orderId(1), Samples.budi(), Samples.item(PackageType.GOLD, months), sequel, "system", NOON);
    }

    private static void assertRefused(String why, Runnable wrong) {
        assertEquals(
                why, assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }

    @Test
    void anOrderSaysWhoseSubscriptionItGoesOnWith() {
        for (Sequel sequel : new Sequel[] {RENEWAL, UPGRADE}) {
            Order order = ordered(sequel, 1);
            assertEquals(Optional.of(sequel), order.sequel());
            assertEquals(orderId(9), order.first());
            assertEquals(SubscriptionLog.NONE, order.subscription());
            assertEquals(PENDING, order.status());
        }
    }

    @Test
    void anyOtherOrderIsTheFirstOfItsOwn() {
        Order order = Samples.in(PENDING);
        assertEquals(Optional.empty(), order.sequel());
        assertEquals(order.id(), order.first());
    }

    @Test
    void noOrderIsASequelOfItself() {
        assertRefused("an order is no sequel of itself", () -> ordered(new Sequel.Renewal(orderId(1)), 1));
        assertRefused(
                "an order is no sequel of itself", () -> ordered(new Sequel.Upgrade(orderId(1), rupiah(50_000)), 1));
    }

    @Test
    void aSequelBeginsNoSubscription() {
        SubscriptionLog log = SubscriptionLog.NONE.with(new SubscriptionEntry.Given(NOON, "owner", 7, ""));
        assertRefused("a sequel of another order begins no subscription", () -> ordered(RENEWAL, 1)
                .withSubscription(NOON, log));
        assertEquals(log, Samples.in(PENDING).withSubscription(NOON, log).subscription());
    }

    @Test
    void aRenewalIsSoldForAnyDurationAndAnUpgradeForOneMonth() {
        assertEquals(12, ordered(RENEWAL, 12).item().durationMonths());
        assertRefused("an upgrade is sold for one month", () -> ordered(UPGRADE, 2));
    }

    @Test
    void anUpgradeHasItsPricesInOneCurrency() {
        Sequel inDollars = new Sequel.Upgrade(orderId(9), Money.of(CurrencyUnit.USD, 5));
        assertRefused("an upgrade has its prices in one currency", () -> ordered(inDollars, 1));
    }

    @Test
    void theMonthlyPriceOfAnUpgradeIsAnAmount() {
        assertRefused(
                "an amount is never negative",
                () -> new Sequel.Upgrade(orderId(9), Money.of(Samples.IDR, new BigDecimal("-1"))));
        assertEquals(UPGRADE, new Sequel.Upgrade(orderId(9), Money.of(Samples.IDR, new BigDecimal("50000.00"))));
        assertEquals(rupiah(0), new Sequel.Upgrade(orderId(9), rupiah(0)).pricePerMonth());
    }

    @Test
    void whatAnOrderGoesOnWithNeverChanges() {
        Order renewal = ordered(RENEWAL, 1);
        assertTrue(Samples.moved(renewal, CONFIRMED).continues(renewal));
        Order plain = Order.create(orderId(1), Samples.budi(), Samples.item(PackageType.GOLD, 1), "system", NOON);
        for (Order other : new Order[] {
            plain,
            ordered(new Sequel.Renewal(orderId(8)), 1),
            ordered(UPGRADE, 1),
            ordered(new Sequel.Upgrade(orderId(9), rupiah(50_001)), 1)
        }) {
            assertFalse(renewal.continues(other));
            assertFalse(other.continues(renewal));
            assertNotEquals(renewal, other);
        }
    }

    @Test
    void aCustomerSeesWhatAnOrderGoesOnWith() {
        assertEquals(
                Optional.of(UPGRADE), ordered(UPGRADE, 1).asSeenByCustomer().sequel());
    }
}
