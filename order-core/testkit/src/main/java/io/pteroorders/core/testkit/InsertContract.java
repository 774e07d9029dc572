package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.customer;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.siti;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link OrderStorage} promises of inserts. */
abstract class InsertContract extends StoreUnderTest {

    @Nested
    @DisplayName("An insert")
    class Inserts {

        @Test
        void makesTheOrderVisibleEverywhere() {
            Order order = anOrder(1).in(OrderStatus.COMPLETED);
            assertResult(WriteResult.done(order.id(), Optional.empty(), Optional.of(order)), insert(order));
            assertHolds(order);
        }

        @Test
        void keepsEveryPartOfAnOrder() {
            for (Order order : OrdersInFull.all()) {
                assertResult(WriteResult.done(order.id(), Optional.empty(), Optional.of(order)), insert(order));
            }
            assertHolds(OrdersInFull.all());
        }

        @Test
        void isThereFromThenOn() {
            Order order = anOrder(1).pending();
            assertEquals(Optional.empty(), store().get(order.id()));
            assertEquals(ids(), found(oldest()));
            insert(order);
            assertHolds(order);
        }

        @Test
        void isNotDoneWhenItsGuardFails() {
            assertThrows(ArithmeticException.class, () -> store().insert(
                            anOrder(1).pending(), StoreUnderTest::failingGuard, NONE));
            assertHolds();
            assertKind(
                    WriteResult.Kind.DONE,
                    race(1, racer -> insert(anOrder(1).pending())).get(0));
        }

        @Test
        void refusesAnIdInUse() {
            Order first = anOrder(1).pending();
            insert(first);
            assertResult(
                    WriteResult.idTaken(first.id()),
                    insert(anOrder(1).by(siti()).pending()));
            assertHolds(first);
        }

        @Test
        void refusesAnIdThatARemovedOrderHad() {
            insert(anOrder(1).pending());
            remove(1);
            assertKind(WriteResult.Kind.ID_TAKEN, insert(anOrder(1).pending()));
            assertHolds();
        }

        @Test
        void isRefusedByItsGuardAndChangesNothing() {
            Order order = anOrder(1).pending();
            assertResult(
                    WriteResult.refused(order.id(), Optional.empty(), NO),
                    store().insert(order, pending -> Optional.of(NO), NONE));
            assertHolds();
            assertKind(WriteResult.Kind.DONE, insert(order));
        }

        @Test
        void showsItsGuardThatCustomersPendingOrdersOldestFirst() {
            Order late = anOrder(1).at(NOON.plusSeconds(9)).pending();
            Order early = anOrder(2).at(NOON).pending();
            insert(late);
            insert(early);
            insert(anOrder(3).in(OrderStatus.CONFIRMED));
            insert(anOrder(4).by(siti()).pending());
            insert(anOrder(5).by(customer("Part", "1234567890")).pending());
            insert(anOrder(7).pending());
            remove(7);
            insert(anOrder(8).pending());
            move(8, OrderStatus.CANCELLED);
            Compared.orders(
                    ImmutableList.of(early, late), seenByGuard(anOrder(6).pending()));
        }

        @Test
        @Tag(RACE)
        void holdsACapWhenManyRace() {
            ImmutableList<WriteResult> results = raced((racer, round) -> store().insert(
                            anOrder(racer * ROUNDS + round)
                                    .by(customer("Customer", "62810000" + (10 + round)))
                                    .pending(),
                            InsertContract::atMostThree,
                            NONE));
            assertCount(3 * ROUNDS, WriteResult.Kind.DONE, results);
            assertCount((RACERS - 3) * ROUNDS, WriteResult.Kind.REFUSED, results);
            assertEquals(3 * ROUNDS, store().count(oldest().build()));
        }

        @Test
        @Tag(RACE)
        void hasOneWinnerWhenManyRaceForAnId() {
            ImmutableList<WriteResult> results = raced((racer, round) ->
                    store().insert(anOrder(round).months(1 + racer % 12).pending(), StoreUnderTest::hesitate, NONE));
            assertCount(ROUNDS, WriteResult.Kind.DONE, results);
            assertCount((RACERS - 1) * ROUNDS, WriteResult.Kind.ID_TAKEN, results);
            assertEquals(ROUNDS, store().count(oldest().build()));
        }

        @Test
        @Tag(RACE)
        void isSeenByNobodyUnlessItIsDone() {
            CountDownLatch writers = new CountDownLatch(2);
            race(4, racer -> racer < 2 ? insertRefused(racer, writers) : lookFor(racer - 2, writers));
            assertHolds();
        }

        private boolean insertRefused(int number, CountDownLatch writers) {
            Order order = anOrder(number).pending();
            try {
                for (int attempt = 0; attempt < 100; attempt++) {
                    store().insert(order, InsertContract::refused, NONE);
                }
            } finally {
                writers.countDown();
            }
            return true;
        }

        private boolean lookFor(int number, CountDownLatch writers) {
            while (writers.getCount() > 0) {
                assertEquals(Optional.empty(), store().get(orderId(number)));
                assertEquals(ids(), found(oldest()));
            }
            return true;
        }
    }

    /** What the guard of an order is shown, which is refused then. */
    final List<Order> seenByGuard(Order order) {
        List<Order> seen = new ArrayList<>();
        store().insert(
                        order,
                        pending -> {
                            seen.clear();
                            seen.addAll(pending);
                            return Optional.of(NO);
                        },
                        NONE);
        return seen;
    }

    private static Optional<Refusal> atMostThree(ImmutableList<Order> pending) {
        letOthersIn();
        return pending.size() < 3 ? Optional.empty() : Optional.of(NO);
    }

    private static Optional<Refusal> refused(ImmutableList<Order> pending) {
        letOthersIn();
        return Optional.of(NO);
    }
}
