package io.pteroorders.notify.text;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.rupiah;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.service.SubscriptionReader;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.testkit.Fixtures;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RenewalsTest {

    /** What is new of the price of a renewal, in a shop where bronze costs 7.000 and gold 9.000. */
    private static Optional<Money> newPrice(Order order) {
        PackageCatalog catalog =
                PackageCatalog.of(List.of(sold(PackageType.BRONZE, 7_000), sold(PackageType.GOLD, 9_000)));
        SubscriptionReader subscriptions = new SubscriptionReader(
                InMemoryOrderStorage.create(Fixtures.JAKARTA), catalog, RenewalRules.defaults(Fixtures.JAKARTA));
        Clock clock = Clock.fixed(NOON.plus(Duration.ofDays(20)), Fixtures.JAKARTA);
        return Renewals.of(subscriptions, clock).outlook(order).orElseThrow().newPrice();
    }

    private static PackageInfo sold(PackageType type, long price) {
        PackageInfo like = PackageCatalog.PACKAGE_CATALOG.find(type).orElseThrow();
        return new PackageInfo(type, like.name(), like.specifications(), rupiah(price), like.emoji(), true);
    }

    private static Order boughtFor(long price) {
        Order order = anOrder(1).in(OrderStatus.COMPLETED);
        OrderItem item = OrderItem.of(sold(PackageType.BRONZE, price), 1);
        return Order.restore(order.id(), order.customer(), item, order.createdAt(), order.statusHistory())
                .updatedAt(order.updatedAt())
                .serverId("srv-1")
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    @Test
    @DisplayName("R10 a price is new if the customer paid another one for the package last time")
    void aPriceIsNewToWhoPaidAnother() {
        assertEquals(Optional.of(rupiah(7_000)), newPrice(boughtFor(5_000)));
        assertEquals(Optional.empty(), newPrice(boughtFor(7_000)));
    }

    @Test
    void thePriceOfAnotherPackageIsNotANewOne() {
        Order order = boughtFor(5_000);
        Order changing = order.withSubscription(
                order.updatedAt(),
                order.subscription()
                        .with(new SubscriptionEntry.Changing(
                                order.updatedAt(), order.customer().id().text(), Optional.of(PackageType.GOLD))));
        assertEquals(Optional.empty(), newPrice(changing));
    }

    @Test
    void whatWasPaidElsewhereIsNotKnown() {
        assertEquals(Optional.empty(), newPrice(boughtFor(0)));
    }
}
