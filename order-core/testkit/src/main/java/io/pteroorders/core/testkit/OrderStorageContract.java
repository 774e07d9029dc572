package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.IDR;
import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.rupiah;
import static io.pteroorders.core.testkit.Fixtures.siti;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Maps;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What {@link OrderStorage} promises, as tests. A store's test extends this class and says how to open the store;
 * nothing else is needed. Every test gets a store of its own and closes it.
 */
public abstract class OrderStorageContract extends QueryContract {

    /** For the store's test. */
    protected OrderStorageContract() {}

    /**
     * A new, empty store. Stores that are open at the same time share nothing.
     *
     * @throws Exception fails the test
     */
    @Override
    protected abstract OrderStorage open() throws Exception;

    @Nested
    @DisplayName("A request id")
    class RequestIds {

        @Test
        void makesARepeatedInsertGiveTheFirstOrderAsItIsNow() {
            insertOnce(anOrder(1).pending());
            move(1, OrderStatus.CONFIRMED);
            Order now = anOrder(1).in(OrderStatus.CONFIRMED);
            assertEquals(
                    WriteResult.replayed(now.id(), Optional.of(now)),
                    insertOnce(anOrder(2).by(siti()).pending()));
            assertHolds(now);
        }

        @Test
        void makesARepeatedUpdateCountOnce() {
            insert(anOrder(1).pending());
            updateOnce(1, order -> noted(order, "first"));
            Order now = store().get(orderId(1)).orElseThrow();
            assertEquals(
                    WriteResult.replayed(now.id(), Optional.of(now)), updateOnce(1, order -> noted(order, "second")));
            assertHolds(now);
        }

        @Test
        void isRememberedWhenItsOrderIsGone() {
            insert(anOrder(1).pending());
            store().remove(orderId(1), order -> Optional.empty(), ONCE);
            WriteResult replayed = WriteResult.replayed(orderId(1), Optional.empty());
            assertEquals(replayed, store().remove(orderId(1), order -> Optional.empty(), ONCE));
            assertEquals(replayed, insertOnce(anOrder(2).pending()));
            assertHolds();
        }

        @Test
        void isNotRememberedWhenNothingWasChanged() {
            Order order = anOrder(1).pending();
            insert(order);
            assertAll(
                    () -> assertEquals(
                            WriteResult.Kind.ID_TAKEN, insertOnce(order).kind()),
                    () -> assertEquals(
                            WriteResult.Kind.REFUSED,
                            store().insert(anOrder(2).pending(), pending -> Optional.of(NO), ONCE)
                                    .kind()),
                    () -> assertEquals(
                            WriteResult.Kind.REFUSED,
                            store().update(order.id(), now -> Outcome.refused(NO), ONCE)
                                    .kind()),
                    () -> assertEquals(
                            WriteResult.Kind.REFUSED,
                            store().remove(order.id(), now -> Optional.of(NO), ONCE)
                                    .kind()),
                    () -> assertEquals(
                            WriteResult.Kind.NOT_FOUND,
                            updateOnce(2, now -> now).kind()));
            assertEquals(WriteResult.Kind.DONE, insertOnce(anOrder(2).pending()).kind());
        }

        @Test
        void countsOnceWhenManyRace() {
            ImmutableList<WriteResult> results =
                    Race.run(RACERS, racer -> insertOnce(anOrder(racer).pending()));
            assertEquals(1, count(results, WriteResult.Kind.DONE));
            assertEquals(RACERS - 1, count(results, WriteResult.Kind.REPLAYED));
            assertEquals(1, results.stream().map(WriteResult::id).distinct().count());
        }
    }

    @Nested
    @DisplayName("The change feed")
    class Feed {

        private ChangePage after(ChangePage.Token token) {
            return store().changes(token, OrderQuery.MAX_LIMIT);
        }

        @Test
        void tellsWhatChangedOldestFirst() {
            insertAll(1, 3);
            assertEquals(
                    ImmutableList.of(
                            new ChangePage.Change(orderId(1), store().get(orderId(1))),
                            new ChangePage.Change(orderId(2), store().get(orderId(2))),
                            new ChangePage.Change(orderId(3), store().get(orderId(3)))),
                    after(ChangePage.Token.START).changes());
        }

        @Test
        void tellsAnOrderOnceAtItsLastChangeAsItIsNow() {
            insertAll(1, 3);
            move(1, OrderStatus.CONFIRMED);
            move(1, OrderStatus.PROCESSING);
            remove(2);
            assertEquals(
                    ImmutableList.of(
                            new ChangePage.Change(
                                    orderId(3), Optional.of(anOrder(3).pending())),
                            new ChangePage.Change(
                                    orderId(1), Optional.of(anOrder(1).in(OrderStatus.PROCESSING))),
                            new ChangePage.Change(orderId(2), Optional.empty())),
                    after(ChangePage.Token.START).changes());
        }

        @Test
        void goesOnAfterItsToken() {
            insertAll(1, 2);
            ChangePage.Token token = after(ChangePage.Token.START).next();
            assertEquals(ImmutableList.of(), after(token).changes());
            move(1, OrderStatus.CONFIRMED);
            ChangePage.Token kept = new ChangePage.Token(after(token).next().text());
            assertEquals(ids(1), changedIds(after(token)));
            assertEquals(ImmutableList.of(), after(kept).changes());
            assertFalse(after(kept).more());
        }

        @Test
        void doesNotTellOfRefusedWrites() {
            insert(anOrder(1).pending());
            ChangePage.Token token = after(ChangePage.Token.START).next();
            insert(anOrder(1).pending());
            store().insert(anOrder(2).pending(), pending -> Optional.of(NO), NONE);
            store().update(orderId(1), order -> Outcome.refused(NO), NONE);
            store().remove(orderId(1), order -> Optional.of(NO), NONE);
            assertEquals(ImmutableList.of(), after(token).changes());
        }

        @Test
        void comesInPages() {
            insertAll(1, 5);
            ChangePage first = store().changes(ChangePage.Token.START, 2);
            ChangePage second = store().changes(first.next(), 2);
            ChangePage third = store().changes(second.next(), 2);
            assertEquals(List.of(true, true, false), List.of(first.more(), second.more(), third.more()));
            assertEquals(
                    List.of(ids(1, 2), ids(3, 4), ids(5)),
                    List.of(changedIds(first), changedIds(second), changedIds(third)));
        }

        @Test
        void hasPagesOfOneToAHundred() {
            assertThrows(IllegalArgumentException.class, () -> store().changes(ChangePage.Token.START, 0));
            assertThrows(IllegalArgumentException.class, () -> store().changes(ChangePage.Token.START, 101));
            insertAll(1, 100);
            assertEquals(100, after(ChangePage.Token.START).changes().size());
        }

        @Test
        void beginsAgainForATokenOfAnotherStore() throws Exception {
            OrderStorage other = another();
            other.insert(anOrder(1).pending(), OrderStorage.InsertGuard.NONE, NONE);
            ChangePage.Token foreign = other.changes(ChangePage.Token.START, 10).next();
            insertAll(2, 4);
            assertEquals(ids(2, 3, 4), changedIds(after(foreign)));
            assertEquals(ids(2, 3, 4), changedIds(after(new ChangePage.Token("no token of any store"))));
        }

        @Test
        void skipsNothingWhileOthersWrite() {
            CountDownLatch writers = new CountDownLatch(4);
            Map<OrderId, Order> copy = new HashMap<>();
            Race.run(5, racer -> racer == 4 ? follow(copy, writers) : write(racer, writers));
            assertEquals(copy, Maps.uniqueIndex(store().query(oldest().build()).orders(), Order::id));
        }

        private boolean follow(Map<OrderId, Order> copy, CountDownLatch writers) {
            ChangePage.Token token = ChangePage.Token.START;
            boolean last = false;
            while (!last) {
                boolean written = writers.getCount() == 0;
                ChangePage page = store().changes(token, 3);
                for (ChangePage.Change change : page.changes()) {
                    change.order()
                            .ifPresentOrElse(order -> copy.put(order.id(), order), () -> copy.remove(change.id()));
                }
                token = page.next();
                last = written && !page.more();
            }
            return last;
        }

        private boolean write(int writer, CountDownLatch writers) {
            try {
                for (int number = writer * 10; number < writer * 10 + 10; number++) {
                    insert(anOrder(number).pending());
                    move(number, OrderStatus.CANCELLED);
                    if (number % 2 == 0) {
                        remove(number);
                    }
                }
            } finally {
                writers.countDown();
            }
            return true;
        }

        private ImmutableList<OrderId> changedIds(ChangePage page) {
            return page.changes().stream().map(ChangePage.Change::id).collect(ImmutableList.toImmutableList());
        }
    }

    @Nested
    @DisplayName("Statistics")
    class Statistics {

        private OrderStatistics ofAll() {
            return store().statistics(StatisticsPeriod.Unit.ALL, NOON);
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
            ZoneId zone = ofAll().zone();
            Instant midnight = LocalDate.of(2026, 3, 1).atStartOfDay(zone).toInstant();
            insert(anOrder(1).at(midnight.minusMillis(1)).pending());
            insert(anOrder(2).at(midnight).pending());
            insert(anOrder(3).at(midnight.plusSeconds(3600)).pending());
            assertEquals(2, created(StatisticsPeriod.Unit.DAY, midnight));
            assertEquals(1, created(StatisticsPeriod.Unit.DAY, midnight.minusMillis(1)));
            assertEquals(2, created(StatisticsPeriod.Unit.MONTH, midnight));
            assertEquals(3, created(StatisticsPeriod.Unit.WEEK, midnight), "1 March 2026 is a Sunday");
        }

        private int created(StatisticsPeriod.Unit unit, Instant asOf) {
            return store().statistics(unit, asOf).totalOrders();
        }

        @Test
        void areWholeWhileOthersWrite() {
            Race.run(10, racer -> {
                insert(anOrder(racer).in(OrderStatus.PROCESSING));
                OrderStatistics seen = ofAll();
                assertEquals(seen.totalOrders(), seen.byPackage().size());
                assertEquals(seen.totalOrders(), seen.reached().count(OrderStatus.PENDING));
                return move(racer, OrderStatus.COMPLETED);
            });
            assertEquals(ImmutableMap.of(IDR, rupiah(250_000)), ofAll().revenue());
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
        void mayBeClosedAgain() {
            store().close();
            assertDoesNotThrow(store()::close);
        }
    }
}
