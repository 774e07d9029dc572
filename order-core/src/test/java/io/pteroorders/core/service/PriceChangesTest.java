package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.PriceChange;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal.NotRenewable;
import io.pteroorders.core.order.Refusal.NotRenewable.Why;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.subscription.PackageChange;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Subscription;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bronze costs 5.000 rupiah, and from 1 February 2027 on 7.000; that was announced on 1 January. */
class PriceChangesTest extends ServiceTest {

    private static final LocalDate FEBRUARY = LocalDate.of(2027, 2, 1);
    private static final PriceChange SEVEN = seven(1, false);

    private static PriceChange seven(int lockMonths, boolean grandfather) {
        return new PriceChange(Samples.rupiah(7_000), FEBRUARY, LocalDate.of(2027, 1, 1), lockMonths, grandfather);
    }

    private static PackageInfo sold(PackageType type, long rupiah, PriceChange... changes) {
        PackageInfo like = PackageCatalog.PACKAGE_CATALOG.find(type).orElseThrow();
        return new PackageInfo(
                type,
                like.name(),
                like.specifications(),
                Samples.rupiah(rupiah),
                like.emoji(),
                true,
                Optional.empty(),
                ImmutableList.copyOf(changes));
    }

    @Override
    OrderService.Builder builder() {
        return shop(SEVEN);
    }

    private OrderService.Builder shop(PriceChange... changes) {
        return super.builder()
                .payBy(List.of(new ManualPayment()))
                .renewals(RenewalRules.defaults(Samples.JAKARTA))
                .catalog(PackageCatalog.of(List.of(
                        sold(PackageType.BRONZE, 5_000, changes),
                        sold(PackageType.SILVER, 4_000, seven(1, true)),
                        sold(PackageType.GOLD, 15_000))));
    }

    private static Instant noon(String day) {
        return LocalDate.parse(day)
                .atTime(LocalTime.NOON)
                .atZone(Samples.JAKARTA)
                .toInstant();
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    /** A server of bronze that is there since a day. */
    private Order live(String day, int months) {
        return live(
                day,
                new OrderItem(
                        PackageType.BRONZE,
                        "BRONZE",
                        months,
                        Samples.rupiah(5_000),
                        sold(PackageType.BRONZE, 5_000).specifications()));
    }

    private Order live(String day, OrderItem item) {
        Order order = Order.create(Samples.orderId(1), Samples.budi(), item, "system", noon(day));
        for (OrderStatus status : List.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.COMPLETED)) {
            order = Samples.moved(order, status, noon(day));
        }
        return given(order.withServerId(noon(day), "srv-7"));
    }

    @Test
    @DisplayName("what was paid in another currency is changed with the next renewal")
    void anotherCurrency() {
        Order first = live(
                "2026-12-10",
                new OrderItem(
                        PackageType.BRONZE,
                        "BRONZE",
                        3,
                        Money.parse("USD 1"),
                        sold(PackageType.BRONZE, 5_000).specifications()));

        assertEquals(
                PackageChange.Kind.AT_THE_END,
                service.subscriptions().quote(BUDI, first.id(), "gold").get().kind());
    }

    private Outcome<Order> renew(OrderService shop, Order first, Integer... months) {
        return shop.subscriptions()
                .renew(BUDI, new RenewOrder(first.id(), List.of(months).stream().findFirst(), NO_REQUEST));
    }

    private Outcome<Order> renew(Order first, Integer... months) {
        return renew(service, first, months);
    }

    private static Money price(Outcome<Order> renewal) {
        return renewal.get().item().pricePerMonth();
    }

    private static NotRenewable onlyFor(Order first, int months) {
        return new NotRenewable(first.id(), Why.PRICE_CHANGES, Optional.empty(), months);
    }

    private Subscription subscription(Order first) {
        return service.subscriptions().get(ADMIN, first.id()).get();
    }

    @Test
    @DisplayName("R10 paid until 10 February, ordered on 25 January for a month: 5.000")
    void aRenewalOfBeforeKeepsTheOldPriceForAMonth() {
        Order first = live("2027-01-10", 1);
        now.set(noon("2027-01-25"));
        Order renewal = renew(first, 1).get();
        assertEquals(Samples.rupiah(5_000), renewal.totalAmount());
        service.confirm(ADMIN, move(renewal.id())).get();
        assertEquals(day("2027-03-10"), subscription(first).paidUntil());
    }

    @Test
    @DisplayName("R10 the same for 6 months is refused, offering one")
    void whatHasTwoPricesIsRefusedOfferingWhatFits() {
        Order first = live("2027-01-10", 1);
        now.set(noon("2027-01-25"));
        assertEquals(onlyFor(first, 1), refused(() -> renew(first, 6)));
        assertEquals(onlyFor(first, 1), refused(() -> renew(first, 2)));
    }

    @Test
    @DisplayName("R10 ordered on 1 February: 7.000")
    void aRenewalFromThatDayOnHasTheNewPrice() {
        Order first = live("2027-01-10", 1);
        now.set(noon("2027-01-31").plusSeconds(12 * 3_600 - 1));
        assertEquals(Samples.rupiah(5_000), price(renew(first)), "23:59:59 in Jakarta");
        Order waiting = renew(first).get();
        service.cancel(BUDI, move(waiting.id())).get();
        now.set(now.get().plusSeconds(1));
        assertEquals(Samples.rupiah(7_000), price(renew(first)));
        assertEquals(Samples.rupiah(42_000), renew(first, 6).get().totalAmount());
    }

    @Test
    @DisplayName("R10 running terms are untouched")
    void whatIsPaidForStaysPaidFor() {
        Order first = live("2026-12-10", 6);
        now.set(noon("2027-02-05"));
        assertEquals(day("2027-06-10"), subscription(first).paidUntil());
        assertEquals(Samples.rupiah(5_000), subscription(first).sold(FEBRUARY).pricePerMonth());
    }

    @ParameterizedTest
    @DisplayName("R10 a month has the old price if it begins before the first day of the new one plus the lock")
    @CsvSource({
        // live, months, lock, ordered, months at the price of the first, that price
        "2026-12-10, 1, 1, 2027-01-05, 2, 5000",
        "2026-12-31, 1, 1, 2027-01-30, 1, 5000",
        "2027-01-10, 1, 3, 2027-01-25, 3, 5000",
        "2027-01-10, 1, 12, 2027-01-25, 12, 5000",
        "2026-12-31, 1, 0, 2027-01-25, 12, 7000",
        "2026-12-10, 1, 0, 2027-01-05, 1, 5000",
        "2026-12-10, 2, 1, 2027-01-25, 1, 5000",
        "2026-12-10, 3, 1, 2027-01-25, 12, 7000",
        "2026-12-10, 1, 1, 2026-12-31, 12, 5000",
        "2027-01-10, 1, 1, 2027-02-01, 12, 7000",
    })
    void theOldPriceIsKeptForMonthsThatBeginInTime(
            String live, int months, int lock, String ordered, int atOnePrice, long price) {
        Order first = live(live, months);
        now.set(noon(ordered));
        SubscriptionReader reader =
                shop(seven(lock, false)).build().subscriptions().reader();
        Subscription subscription = reader.of(first).orElseThrow();
        assertEquals(atOnePrice, reader.monthsAtOnePrice(subscription, now.get()));
        assertEquals(
                Samples.rupiah(price),
                reader.renewal(subscription, 1, now.get()).pricePerMonth());
    }

    @Test
    void theOldPriceCannotBeKeptLongerByRenewingAgain() {
        Order first = live("2027-01-10", 1);
        now.set(noon("2027-01-25"));
        for (long price : new long[] {5_000, 7_000, 7_000}) {
            Order renewal = renew(first, 1).get();
            assertEquals(Samples.rupiah(price), renewal.totalAmount());
            service.confirm(ADMIN, move(renewal.id())).get();
        }
    }

    @Test
    void whoSaysNoMonthsGetsAsManyAsHaveOnePrice() {
        Order first = live("2026-08-10", 6);
        now.set(noon("2027-01-25"));
        assertEquals(1, renew(first).get().item().durationMonths());
        now.set(noon("2027-02-03"));
        assertEquals(6, renew(first).get().item().durationMonths());
    }

    @Test
    @DisplayName("R3 a renewal keeps its price for as long as it waits to be paid")
    void aWaitingRenewalKeepsItsPrice() {
        Order first = live("2027-01-10", 1);
        now.set(noon("2027-01-31"));
        Order waiting = renew(first, 1).get();
        now.set(noon("2027-02-01"));
        assertEquals(
                waiting.item(),
                service.subscriptions().reader().renewal(subscription(first), now.get()),
                "so do reminders of it");
        assertEquals(waiting.id(), renew(first, 1).get().id());
        assertEquals(
                OrderStatus.COMPLETED,
                service.confirm(ADMIN, move(waiting.id())).get().status());
        assertEquals(Samples.rupiah(5_000), subscription(first).last().sold().pricePerMonth());
    }

    @Test
    void tooFarAheadIsSaidBeforeThePrice() {
        Order first = live("2026-02-10", 12);
        now.set(noon("2027-01-25"));
        assertEquals(onlyFor(first, 1), refused(() -> renew(first, 12)));
        Order next = renew(first, 1).get();
        service.confirm(ADMIN, move(next.id())).get();
        assertEquals(new NotRenewable(first.id(), Why.TOO_FAR, Optional.empty(), 11), refused(() -> renew(first, 12)));
    }

    @Test
    @DisplayName("R10 grandfather: older customers keep their price until they change their package")
    void olderCustomersKeepTheirPrice() {
        OrderService shop = shop(seven(1, true)).build();
        Order first = live("2027-01-10", 1);
        now.set(noon("2027-01-25"));
        assertEquals(Samples.rupiah(30_000), renew(shop, first, 6).get().totalAmount());
        now.set(noon("2027-02-03"));
        assertEquals(Samples.rupiah(60_000), renew(shop, first, 12).get().totalAmount());
        Order gold = shop.subscriptions()
                .changeNow(BUDI, first.id(), "gold", NO_REQUEST)
                .get();
        shop.confirm(ADMIN, move(gold.id())).get();
        shop.subscriptions()
                .changeAtTheEnd(BUDI, first.id(), "bronze", NO_REQUEST)
                .get();
        assertEquals(Samples.rupiah(7_000), price(renew(shop, first, 1)), "back to bronze");
    }

    @Test
    void whoCameLaterOrWasNeverSoldThePriceKeepsNone() {
        OrderService shop = shop(seven(1, true)).build();
        OrderItem free = new OrderItem(
                PackageType.BRONZE,
                "BRONZE",
                1,
                Samples.rupiah(0),
                sold(PackageType.BRONZE, 5_000).specifications());
        Order adopted = live("2027-02-10", free);
        now.set(noon("2027-03-01"));
        assertEquals(Samples.rupiah(7_000), price(renew(shop, adopted)));
    }

    @Test
    void aServerTakenOverBeforeKeepsThePriceOfThen() {
        OrderService shop = shop(seven(1, true)).build();
        OrderItem free = new OrderItem(
                PackageType.BRONZE,
                "BRONZE",
                1,
                Samples.rupiah(0),
                sold(PackageType.BRONZE, 5_000).specifications());
        Order adopted = live("2027-01-10", free);
        now.set(noon("2027-02-05"));
        assertEquals(Samples.rupiah(5_000), price(renew(shop, adopted)));
    }

    @Test
    void laterChangesThatAreForAllAreForOlderCustomersToo() {
        PriceChange eight = new PriceChange(Samples.rupiah(8_000), day("2027-06-01"), day("2027-05-01"), 1, false);
        OrderService shop = shop(seven(1, true), eight).build();
        Order first = live("2027-01-10", 5);
        now.set(noon("2027-04-20"));
        assertEquals(Samples.rupiah(5_000), price(renew(shop, first, 11)), "not announced yet");
        now.set(noon("2027-05-20"));
        assertEquals(onlyFor(first, 1), refused(() -> renew(shop, first, 12)));
        now.set(noon("2027-06-05"));
        assertEquals(Samples.rupiah(8_000), price(renew(shop, first, 3)));
    }

    @Test
    void whoChangesThePackageAtTheEndPaysThePriceOfTheDay() {
        Order first = live("2027-01-10", 1);
        now.set(noon("2027-02-05"));
        service.subscriptions()
                .changeAtTheEnd(BUDI, first.id(), "silver", NO_REQUEST)
                .get();
        assertEquals(Samples.rupiah(7_000), price(renew(first)), "nobody who had another package is an older customer");
    }

    @Test
    void aNewOrderAndAChangeNowCostWhatTheDaySays() {
        now.set(noon("2027-01-31"));
        CreateOrder bronze = new CreateOrder(Samples.budi(), "bronze", 6);
        assertEquals(Samples.rupiah(5_000), price(service.create(BUDI, bronze)));
        assertEquals(
                Samples.rupiah(5_000),
                service.catalog().find(PackageType.BRONZE).orElseThrow().pricePerMonth());
        OrderItem little = new OrderItem(
                PackageType.GOLD,
                "GOLD",
                1,
                Samples.rupiah(1_000),
                sold(PackageType.GOLD, 1).specifications());
        Order first = live("2027-01-31", little);
        now.set(noon("2027-02-01"));
        assertEquals(Samples.rupiah(7_000), price(service.create(BUDI, bronze)));
        assertEquals(
                Samples.rupiah(7_000),
                service.catalog().find(PackageType.BRONZE).orElseThrow().pricePerMonth());
        PackageChange change =
                service.subscriptions().quote(BUDI, first.id(), "bronze").get();
        assertEquals(Samples.rupiah(7_000), change.wanted().pricePerMonth());
    }
}
