package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link OrderStorage} promises of its change feed. */
abstract class FeedContract extends RequestContract {

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
        void tellsOfEveryKindOfChange() {
            insertAll(1, 1);
            Instant later = NOON.plusSeconds(3_600);
            List<UnaryOperator<Order>> changes = List.of(
                    order -> order.withNote(NOON, "a", "a note"),
                    order -> order.withAdminNote(NOON, "a", "a note of an admin"),
                    order -> order.withUsername(NOON, "panel"),
                    order -> order.withPaymentProof(NOON, "media:1"),
                    order -> order.withClaims(NOON, List.of(slot(1))),
                    order -> order.withServerId(NOON, "srv-1"),
                    order -> order.withSubscription(NOON, SubscriptionLog.NONE.with(given(7))),
                    order -> order.withSubscription(NOON, order.subscription().with(reminder(DAY, 7))),
                    order -> order.withPaymentProof(later, "media:1"),
                    order -> moved(order, OrderStatus.CONFIRMED));
            for (UnaryOperator<Order> change : changes) {
                ChangePage.Token token = after(ChangePage.Token.END).next();
                Order now = update(1, change).after().orElseThrow();
                Compared.orders(ImmutableList.of(now), ordersIn(after(token)));
            }
        }

        private static ImmutableList<Order> ordersIn(ChangePage page) {
            return page.changes().stream()
                    .flatMap(change -> change.order().stream())
                    .collect(ImmutableList.toImmutableList());
        }

        @Test
        void tellsOfOrdersThatComeInAnyStatus() {
            OrderStatus[] all = OrderStatus.values();
            for (int number = 0; number < all.length; number++) {
                ChangePage.Token token = after(ChangePage.Token.END).next();
                insert(anOrder(number).in(all[number]));
                assertEquals(ids(number), changedIds(after(token)), "one that came " + all[number].word());
            }
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
            assertFalse(store().changes(ChangePage.Token.START, 5).more(), "nothing follows the whole");
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
        void saysThatATokenIsOfAnotherStore() throws Exception {
            OrderStorage other = another();
            other.insert(anOrder(1).pending(), OrderStorage.InsertGuard.NONE, NONE);
            ChangePage.Token foreign = other.changes(ChangePage.Token.START, 10).next();
            assertTrue(after(foreign).foreign());
            assertTrue(after(other.changes(ChangePage.Token.END, 10).next()).foreign());
            assertTrue(after(new ChangePage.Token("no token of any store")).foreign());
            insertAll(2, 4);
            ChangePage page = store().changes(foreign, 2);
            assertTrue(page.foreign());
            assertFalse(after(page.next()).foreign(), "its own token is not another's");
        }

        @Test
        void knowsItsOwnTokens() {
            ChangePage.Token empty = after(ChangePage.Token.START).next();
            insertAll(1, 2);
            ChangePage.Token full = after(empty).next();
            for (ChangePage.Token own : List.of(ChangePage.Token.START, ChangePage.Token.END, empty, full)) {
                assertFalse(after(own).foreign(), own.text());
            }
        }

        @Test
        void endsWithAPlaceToGoOnFrom() {
            ChangePage.Token empty = after(ChangePage.Token.END).next();
            insertAll(1, 2);
            ChangePage end = after(ChangePage.Token.END);
            assertEquals(ImmutableList.of(), end.changes());
            assertFalse(end.more());
            assertEquals(ids(1, 2), changedIds(after(empty)));
            insertAll(3, 3);
            move(1, OrderStatus.CONFIRMED);
            assertEquals(ids(3, 1), changedIds(after(end.next())));
        }

        @Test
        @Tag(RACE)
        void skipsNothingWhileOthersWrite() {
            CountDownLatch writers = new CountDownLatch(4);
            Map<OrderId, Order> copy = new HashMap<>();
            race(5, racer -> racer == 4 ? follow(copy, writers) : write(racer, writers));
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
                assertTrue(page.changes().isEmpty() || !page.next().equals(token), "a page goes on");
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
}
