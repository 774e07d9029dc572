package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.IDR;
import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.rupiah;
import static io.pteroorders.core.testkit.Fixtures.siti;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The contract of {@link OrderStorage}, as tests. A store's test extends this class and says how to open the store;
 * nothing else is needed. Every test gets a store of its own and closes it. Tests of many threads have the tag
 * {@code race}.
 */
public abstract class OrderStorageContract extends ErasureContract {

    private static final Comparator<Order> OLDEST_FIRST =
            Comparator.comparing(Order::createdAt).thenComparing(Order::id);

    /** For the store's test. */
    protected OrderStorageContract() {}

    /**
     * A new, empty store. Stores that are open at the same time share nothing.
     *
     * @throws Exception fails the test
     */
    @Override
    protected abstract OrderStorage open() throws Exception;

    /**
     * The store as it is after it was closed and opened again. A store that outlives its closing must override this; the
     * tests of what outlives it are skipped otherwise.
     *
     * @param store one that {@link #open} gave
     * @throws Exception fails the test
     */
    @Override
    protected OrderStorage reopen(OrderStorage store) throws Exception {
        return store;
    }

    /** The zone in which days begin in the stores that {@link #open} gives: Jakarta, unless overridden. */
    @Override
    protected ZoneId zone() {
        return Fixtures.JAKARTA;
    }

    /** How long a test waits for its store before it fails, telling where the store stays: a minute, unless overridden. */
    @Override
    protected Duration patience() {
        return Duration.ofMinutes(1);
    }

    @Nested
    @DisplayName("Statistics")
    class Statistics {

        private static final Money DOLLARS = Money.of(CurrencyUnit.USD, 5);

        private final OrdersToCount counted = new OrdersToCount(zone());

        private OrderStatistics ofAll() {
            return store().statistics(StatisticsPeriod.Unit.ALL, NOON);
        }

        @Test
        void areThoseOfItsOrdersAtAnyMoment() {
            List<Order> orders = new ArrayList<>(counted.orders());
            orders.forEach(OrderStorageContract.this::insert);
            remove(4);
            orders.remove(4);
            assertCounts(orders);
        }

        @Test
        void ofAnEmptyStoreAreZero() {
            assertEquals(0, ofAll().totalOrders());
            assertEquals(ImmutableMap.of(), ofAll().revenue());
        }

        @Test
        void followEveryChange() {
            insert(anOrder(1).of(PackageType.GOLD).months(2).in(OrderStatus.PROCESSING));
            insert(anOrder(2).in(OrderStatus.COMPLETED));
            insert(anOrder(3).by(siti()).in(OrderStatus.CANCELLED));
            move(1, OrderStatus.COMPLETED);
            move(2, OrderStatus.REFUNDED);
            remove(3);
            OrderStatistics all = ofAll();
            assertEquals(ImmutableMultiset.of(OrderStatus.COMPLETED, OrderStatus.REFUNDED), all.byStatus());
            assertEquals(ImmutableMultiset.of(PackageType.GOLD, PackageType.BRONZE), all.byPackage());
            assertEquals(ImmutableMap.of(IDR, rupiah(170_000)), all.revenue());
            assertEquals(ImmutableMap.of(IDR, rupiah(195_000)), all.cash().gross());
            assertEquals(ImmutableMap.of(IDR, rupiah(25_000)), all.cash().refunded());
            assertEquals(1, all.customers().twice());
            assertEquals(1, all.customers().total());
        }

        @Test
        void areOfThePeriodAroundTheMomentInTheStoresZone() {
            ZoneId zone = zone();
            assertEquals(zone, ofAll().zone());
            Instant midnight = LocalDate.of(2026, 3, 1).atStartOfDay(zone).toInstant();
            insert(anOrder(1).at(midnight.minusMillis(1)).pending());
            insert(anOrder(2).at(midnight).pending());
            insert(anOrder(3).at(midnight.plusSeconds(3600)).pending());
            assertEquals(2, created(StatisticsPeriod.Unit.DAY, midnight));
            assertEquals(1, created(StatisticsPeriod.Unit.DAY, midnight.minusMillis(1)));
            assertEquals(2, created(StatisticsPeriod.Unit.MONTH, midnight));
            assertEquals(3, created(StatisticsPeriod.Unit.WEEK, midnight), "1 March 2026 is a Sunday");
        }

        @Test
        void keepCurrenciesApart() {
            insert(anOrder(1).in(OrderStatus.COMPLETED));
            insert(inDollars(anOrder(2).in(OrderStatus.COMPLETED)));
            assertEquals(ImmutableMap.of(IDR, rupiah(25_000), CurrencyUnit.USD, DOLLARS), ofAll().revenue());
        }

        private Order inDollars(Order order) {
            OrderItem sold = order.item();
            OrderItem item = new OrderItem(sold.packageType(), sold.packageName(), 1, DOLLARS, sold.specifications());
            return Order.restore(order.id(), order.customer(), item, order.createdAt(), order.statusHistory())
                    .updatedAt(order.updatedAt())
                    .serverId("srv-1")
                    .build(OrderFlow.ORDER_STATUS_FLOW);
        }

        private int created(StatisticsPeriod.Unit unit, Instant asOf) {
            return store().statistics(unit, asOf).totalOrders();
        }

        @Test
        @Tag(RACE)
        void areWholeWhileOthersWrite() {
            race(10, racer -> {
                insert(anOrder(racer).in(OrderStatus.PROCESSING));
                OrderStatistics seen = ofAll();
                assertEquals(seen.totalOrders(), seen.byPackage().size());
                assertEquals(seen.totalOrders(), seen.reached().count(OrderStatus.PENDING));
                return move(racer, OrderStatus.COMPLETED);
            });
            assertEquals(ImmutableMap.of(IDR, rupiah(250_000)), ofAll().revenue(), "the revenue of ten orders");
        }
    }

    private void assertCounts(List<Order> orders) {
        OrdersToCount counted = new OrdersToCount(zone());
        for (Instant asOf : counted.moments()) {
            for (StatisticsPeriod.Unit unit : StatisticsPeriod.Unit.values()) {
                Compared.figures(counted.figures(orders, unit, asOf), store().statistics(unit, asOf));
            }
        }
    }

    @Nested
    @DisplayName("A store opened again")
    class Reopened {

        @Test
        void holdsWhatWasDone() throws Exception {
            insertAll(1, 4);
            move(2, OrderStatus.CONFIRMED);
            remove(3);
            reopenStore();
            assertHolds(
                    anOrder(1).pending(),
                    anOrder(2).in(OrderStatus.CONFIRMED),
                    anOrder(4).pending());
        }

        @Test
        void keepsEveryPartOfAnOrder() throws Exception {
            OrdersInFull.all().forEach(OrderStorageContract.this::insert);
            insertAll(6, 6);
            Order now = update(6, OrderStorageContract::changed).after().orElseThrow();
            reopenStore();
            assertHolds(ImmutableList.sortedCopyOf(OLDEST_FIRST, withAll(OrdersInFull.all(), now)));
        }

        @Test
        void holdsManyOrdersOfOneMoment() throws Exception {
            for (int number = 1; number <= 120; number++) {
                insert(anOrder(number).at(NOON).pending());
            }
            reopenStore();
            assertEquals(120, store().count(oldest().build()), "the count of all orders");
            assertEquals(ids(IntStream.rangeClosed(101, 120).toArray()), found(oldest().after(orderId(100))));
        }

        @Test
        void keepsCustomersApart() throws Exception {
            insertAlike();
            reopenStore();
            assertApart();
        }

        @Test
        void findsSequels() throws Exception {
            insertSequels();
            reopenStore();
            assertSequels();
        }

        @Test
        void hasTheSameStatistics() throws Exception {
            List<Order> orders = new OrdersToCount(zone()).orders();
            orders.forEach(OrderStorageContract.this::insert);
            reopenStore();
            assertCounts(orders);
        }

        @Test
        void remembersRequests() throws Exception {
            insertOnce(anOrder(1).pending());
            move(1, OrderStatus.CONFIRMED);
            insertAll(2, 3);
            store().update(orderId(2), order -> Outcome.done(noted(order, "once")), request("update"));
            move(2, OrderStatus.CONFIRMED);
            store().remove(orderId(3), order -> Optional.empty(), request("removal"));
            ImmutableList<Order> now = store().query(oldest().build()).orders();
            reopenStore();
            assertResult(
                    WriteResult.replayed(orderId(1), Optional.of(now.get(0))),
                    insertOnce(anOrder(4).pending()));
            assertResult(
                    WriteResult.replayed(orderId(2), Optional.of(now.get(1))),
                    store().update(orderId(2), order -> Outcome.done(noted(order, "twice")), request("update")));
            assertResult(
                    WriteResult.replayed(orderId(3), Optional.empty()),
                    store().remove(orderId(3), order -> Optional.empty(), request("removal")));
            assertHolds(now);
        }

        @Test
        void knowsIdsThatWereInUse() throws Exception {
            insertAll(1, 3);
            remove(2);
            reopenStore();
            assertResult(WriteResult.idTaken(orderId(2)), insert(anOrder(2).pending()));
            assertEquals(ids(3), found(oldest().after(orderId(2))), "a list goes on after an order that went");
        }

        @Test
        void tellsWhatChangedAfterATokenOfBefore() throws Exception {
            insertAll(1, 3);
            ChangePage.Token token = store().changes(ChangePage.Token.START, OrderQuery.MAX_LIMIT)
                    .next();
            move(1, OrderStatus.CONFIRMED);
            remove(3);
            reopenStore();
            move(2, OrderStatus.CANCELLED);
            assertFalse(store().changes(token, 1).foreign(), "the token is the store's own");
            Set<ChangePage.Change> told =
                    Set.copyOf(store().changes(token, OrderQuery.MAX_LIMIT).changes());
            Set<ChangePage.Change> changed = Set.of(
                    new ChangePage.Change(orderId(1), Optional.of(anOrder(1).in(OrderStatus.CONFIRMED))),
                    new ChangePage.Change(orderId(2), Optional.of(anOrder(2).in(OrderStatus.CANCELLED))),
                    new ChangePage.Change(orderId(3), Optional.empty()));
            assertTrue(told.containsAll(changed), () -> "told is " + told);
        }

        @Test
        void knowsWhatIsHeld() throws Exception {
            insert(holding(1, slot(1)));
            insert(holding(2, slot(2)));
            insert(holding(3, slot(3)));
            insert(holding(4, slot(4, NOON.plusSeconds(300))));
            insert(holding(9, slot(4)));
            claim(2, NOON);
            remove(3);
            reopenStore();
            assertHolder(Optional.of(holding(1, slot(1))), slot(1));
            assertHolder(Optional.empty(), slot(2));
            assertHolder(Optional.empty(), slot(3));
            assertHolder(Optional.of(holding(9, slot(4))), slot(4));
            assertTaken(10, slot(1));
            assertFree(11, slot(2));
            assertFree(12, slot(3));
            assertTaken(13, slot(4));
            remove(9);
            assertFree(13, slot(4));
        }

        @Test
        void goesOnTakingChanges() throws Exception {
            insertAll(1, 1);
            reopenStore();
            assertKind(WriteResult.Kind.ID_TAKEN, insert(anOrder(1).pending()));
            assertKind(WriteResult.Kind.DONE, move(1, OrderStatus.CONFIRMED));
            assertKind(WriteResult.Kind.DONE, insert(anOrder(2).pending()));
            reopenStore();
            assertHolds(anOrder(1).in(OrderStatus.CONFIRMED), anOrder(2).pending());
        }
    }

    private static Order changed(Order order) {
        return moved(order, OrderStatus.CONFIRMED)
                .withNote(NOON, "Aa", "🎮")
                .withAdminNote(NOON, "bB", "é")
                .withUsername(NOON, "panel")
                .withPaymentProof(NOON, "Media:1")
                .withClaims(NOON, List.of(slot(1), slot(2)))
                .withPayment(NOON, paid(order.id()))
                .withServerId(NOON, "Srv-1")
                .withSubscription(NOON, SubscriptionLog.NONE.with(given(7)).with(reminder(DAY, 7)));
    }

    private static List<Order> withAll(List<Order> orders, Order another) {
        return ImmutableList.<Order>builder().addAll(orders).add(another).build();
    }

    @Nested
    @DisplayName("More orders than a page holds")
    class Many {

        private final ImmutableList<OrderId> first =
                ids(IntStream.rangeClosed(1, 100).toArray());
        private final ImmutableList<OrderId> rest =
                ids(IntStream.rangeClosed(101, 120).toArray());

        @Test
        void areFoundCountedToldAndShownToGuards() {
            insertAll(1, 120);
            Page page = store().query(oldest().build());
            assertEquals(first, idsOf(page));
            assertTrue(page.more(), "orders follow");
            assertEquals(OptionalLong.of(120), page.total());
            assertEquals(rest, found(oldest().after(orderId(100))));
            assertEquals(120, store().count(oldest().createdFrom(NOON).build()), "the count of all");
            ChangePage told = store().changes(ChangePage.Token.START, OrderQuery.MAX_LIMIT);
            assertEquals(first, toldBy(told));
            assertEquals(rest, toldBy(store().changes(told.next(), OrderQuery.MAX_LIMIT)));
            assertEquals(120, seenByGuard(anOrder(121).pending()).size(), "how many pending orders a guard sees");
        }

        private ImmutableList<OrderId> toldBy(ChangePage page) {
            return page.changes().stream().map(ChangePage.Change::id).collect(ImmutableList.toImmutableList());
        }
    }

    @Nested
    @DisplayName("A closed store")
    class Closed {

        @Test
        void answersNothing() {
            insert(anOrder(1).pending());
            store().close();
            List<Executable> calls = List.of(
                    () -> insert(anOrder(2).pending()),
                    () -> store().get(orderId(1)),
                    () -> store().holder("slots", "1"),
                    () -> update(1, order -> order),
                    () -> remove(1),
                    () -> store().query(oldest().build()),
                    () -> store().count(oldest().build()),
                    () -> store().statistics(StatisticsPeriod.Unit.ALL, NOON),
                    () -> store().changes(ChangePage.Token.START, 1));
            for (Executable call : calls) {
                StorageException failure = assertThrows(StorageException.class, call);
                assertEquals(StorageException.Outcome.REJECTED, failure.outcome());
            }
        }

        @Test
        void answersNoOtherThread() {
            store().close();
            ImmutableList<StorageException> failures = race(
                    1,
                    other -> assertThrows(
                            StorageException.class, () -> insert(anOrder(1).pending())));
            assertEquals(StorageException.Outcome.REJECTED, failures.get(0).outcome());
        }

        @Test
        void mayBeClosedAgain() {
            store().close();
            assertDoesNotThrow(store()::close);
        }
    }
}
