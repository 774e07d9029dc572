package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.customer;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.siti;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Claim;
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
            assertEquals(WriteResult.done(order.id(), Optional.empty(), Optional.of(order)), insert(order));
            assertHolds(order);
        }

        @Test
        void keepsEveryPartOfAnOrder() {
            Order order = noted(
                            anOrder(1)
                                    .by(siti())
                                    .of(PackageType.GOLD)
                                    .months(12)
                                    .in(OrderStatus.REFUNDED),
                            "💎 Ünï")
                    .withAdminNote(NOON, "system", "line\nbreak \"quoted\" \\ {}")
                    .withUsername(NOON, "siti.panel")
                    .withPaymentProof(NOON, "media:0001")
                    .withClaims(NOON, List.of(new Claim("amounts", "24863", NOON), new Claim("slots", "1", NOON)));
            insert(order);
            assertHolds(order);
        }

        @Test
        void refusesAnIdInUse() {
            Order first = anOrder(1).pending();
            insert(first);
            assertEquals(
                    WriteResult.idTaken(first.id()),
                    insert(anOrder(1).by(siti()).pending()));
            assertHolds(first);
        }

        @Test
        void refusesAnIdThatARemovedOrderHad() {
            insert(anOrder(1).pending());
            remove(1);
            assertEquals(WriteResult.Kind.ID_TAKEN, insert(anOrder(1).pending()).kind());
            assertHolds();
        }

        @Test
        void isRefusedByItsGuardAndChangesNothing() {
            Order order = anOrder(1).pending();
            assertEquals(
                    WriteResult.refused(order.id(), Optional.empty(), NO),
                    store().insert(order, pending -> Optional.of(NO), NONE));
            assertHolds();
            assertEquals(WriteResult.Kind.DONE, insert(order).kind());
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
            List<Order> seen = new ArrayList<>();
            store().insert(
                            anOrder(6).pending(),
                            pending -> {
                                seen.clear();
                                seen.addAll(pending);
                                return Optional.empty();
                            },
                            NONE);
            assertEquals(ImmutableList.of(early, late), seen);
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
            assertEquals(3 * ROUNDS, count(results, WriteResult.Kind.DONE));
            assertEquals((RACERS - 3) * ROUNDS, count(results, WriteResult.Kind.REFUSED));
            assertEquals(3 * ROUNDS, store().count(oldest().build()));
        }

        @Test
        @Tag(RACE)
        void hasOneWinnerWhenManyRaceForAnId() {
            ImmutableList<WriteResult> results = raced((racer, round) ->
                    store().insert(anOrder(round).months(1 + racer % 12).pending(), StoreUnderTest::hesitate, NONE));
            assertEquals(ROUNDS, count(results, WriteResult.Kind.DONE));
            assertEquals((RACERS - 1) * ROUNDS, count(results, WriteResult.Kind.ID_TAKEN));
            assertEquals(ROUNDS, store().count(oldest().build()));
        }

        @Test
        @Tag(RACE)
        void isSeenByNobodyUnlessItIsDone() {
            CountDownLatch writers = new CountDownLatch(2);
            Race.run(4, racer -> racer < 2 ? insertRefused(racer, writers) : lookFor(racer - 2, writers));
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

    private static Optional<Refusal> atMostThree(ImmutableList<Order> pending) {
        letOthersIn();
        return pending.size() < 3 ? Optional.empty() : Optional.of(NO);
    }

    private static Optional<Refusal> refused(ImmutableList<Order> pending) {
        letOthersIn();
        return Optional.of(NO);
    }
}
