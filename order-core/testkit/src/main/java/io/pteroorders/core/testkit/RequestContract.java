package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.siti;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link OrderStorage} promises of request ids. */
abstract class RequestContract extends QueryContract {

    @Nested
    @DisplayName("A request id")
    class RequestIds {

        @Test
        void makesARepeatedInsertGiveTheFirstOrderAsItIsNow() {
            insertOnce(anOrder(1).pending());
            move(1, OrderStatus.CONFIRMED);
            Order now = anOrder(1).in(OrderStatus.CONFIRMED);
            assertResult(
                    WriteResult.replayed(now.id(), Optional.of(now)),
                    insertOnce(anOrder(2).by(siti()).pending()));
            assertHolds(now);
        }

        @Test
        void makesARepeatedUpdateCountOnce() {
            insert(anOrder(1).pending());
            updateOnce(1, order -> noted(order, "first"));
            Order now = store().get(orderId(1)).orElseThrow();
            assertResult(
                    WriteResult.replayed(now.id(), Optional.of(now)), updateOnce(1, order -> noted(order, "second")));
            assertHolds(now);
        }

        @Test
        void isRememberedWhenItsOrderIsGone() {
            insert(anOrder(1).pending());
            store().remove(orderId(1), order -> Optional.empty(), ONCE);
            WriteResult replayed = WriteResult.replayed(orderId(1), Optional.empty());
            assertResult(replayed, store().remove(orderId(1), order -> Optional.empty(), ONCE));
            assertResult(replayed, insertOnce(anOrder(2).pending()));
            assertHolds();
        }

        @Test
        void isNotRememberedWhenNothingWasChanged() {
            Order order = anOrder(1).pending();
            insert(order);
            assertAll(
                    () -> assertKind(WriteResult.Kind.ID_TAKEN, insertOnce(order)),
                    () -> assertKind(
                            WriteResult.Kind.REFUSED,
                            store().insert(anOrder(2).pending(), pending -> Optional.of(NO), ONCE)),
                    () -> assertKind(
                            WriteResult.Kind.REFUSED, store().update(order.id(), now -> Outcome.refused(NO), ONCE)),
                    () -> assertKind(
                            WriteResult.Kind.REFUSED, store().remove(order.id(), now -> Optional.of(NO), ONCE)),
                    () -> assertKind(WriteResult.Kind.NOT_FOUND, updateOnce(2, now -> now)));
            assertKind(WriteResult.Kind.DONE, insertOnce(anOrder(2).pending()));
        }

        @Test
        void isNotRememberedWhenItsFunctionFailed() {
            insertAll(1, 1);
            assertThrows(ArithmeticException.class, () -> store().insert(
                            anOrder(2).pending(), StoreUnderTest::failingGuard, ONCE));
            assertThrows(
                    ArithmeticException.class, () -> store().update(orderId(1), StoreUnderTest::failingChange, ONCE));
            assertThrows(
                    ArithmeticException.class, () -> store().remove(orderId(1), StoreUnderTest::failingGuard, ONCE));
            assertKind(WriteResult.Kind.DONE, insertOnce(anOrder(2).pending()));
        }

        @Test
        void isLookedAtBeforeAnythingElse() {
            Order order = anOrder(1).pending();
            insertOnce(order);
            WriteResult replayed = WriteResult.replayed(order.id(), Optional.of(order));
            assertResult(replayed, insertOnce(order));
            assertResult(replayed, store().insert(anOrder(2).pending(), pending -> Optional.of(NO), ONCE));
            assertResult(replayed, store().update(order.id(), now -> Outcome.refused(NO), ONCE));
            assertResult(replayed, updateOnce(9, now -> now));
            assertResult(replayed, store().remove(order.id(), now -> Optional.of(NO), ONCE));
            assertHolds(order);
        }

        @Test
        void isOneOfItsOwnHoweverLikeAnother() {
            List<String> alike = List.of("0".repeat(32), "0".repeat(31) + "1", "1" + "0".repeat(31));
            for (int number = 0; number < alike.size(); number++) {
                Optional<RequestId> request = Optional.of(new RequestId(alike.get(number)));
                assertKind(
                        WriteResult.Kind.DONE,
                        store().insert(anOrder(number).pending(), OrderStorage.InsertGuard.NONE, request));
            }
        }

        @Test
        @Tag(RACE)
        void isRememberedAmongAThousandOthers() {
            insertOnce(anOrder(0).pending());
            insertAll(1, RACERS);
            ImmutableList<WriteResult> results = raced(
                    (racer, round) -> store().update(orderId(racer + 1), Outcome::done, request(racer + " " + round)));
            assertCount(RACERS * ROUNDS, WriteResult.Kind.DONE, results);
            assertKind(WriteResult.Kind.REPLAYED, insertOnce(anOrder(99).pending()));
        }

        @Test
        void isRememberedWhenNothingIsDifferent() {
            Order order = anOrder(1).pending();
            insert(order);
            updateOnce(1, same -> same);
            assertResult(
                    WriteResult.replayed(order.id(), Optional.of(order)),
                    updateOnce(1, now -> moved(now, OrderStatus.CONFIRMED)));
        }

        @Test
        void isRememberedForThirtyDaysOfTheOrdersTime() {
            insertOnce(anOrder(0).at(NOON).pending());
            for (int hours = 6; hours <= 30 * 24; hours += 6) {
                Order order =
                        anOrder(hours).at(NOON.plus(Duration.ofHours(hours))).pending();
                store().insert(order, OrderStorage.InsertGuard.NONE, Optional.of(RequestId.of("hour " + hours)));
            }
            assertKind(WriteResult.Kind.REPLAYED, insertOnce(anOrder(999).pending()));
        }

        @Test
        void isRememberedWhenTheClockJumpsBack() {
            insertOnce(anOrder(1).at(NOON).pending());
            for (int days = 0; days < 30; days++) {
                Order earlier = anOrder(100 + days)
                        .at(NOON.minus(Duration.ofDays(3_650 - days)))
                        .pending();
                store().insert(earlier, OrderStorage.InsertGuard.NONE, Optional.of(RequestId.of("day " + days)));
            }
            assertKind(WriteResult.Kind.REPLAYED, insertOnce(anOrder(2).pending()));
        }

        @Test
        void isRememberedThoughItsOrderIsOld() {
            insert(anOrder(1).at(NOON).in(OrderStatus.CANCELLED));
            insert(anOrder(2).at(NOON.plus(Duration.ofDays(60))).pending());
            store().remove(orderId(1), order -> Optional.empty(), ONCE);
            Order later = anOrder(3).at(NOON.plus(Duration.ofDays(61))).pending();
            store().insert(later, OrderStorage.InsertGuard.NONE, Optional.of(RequestId.of("later")));
            assertResult(
                    WriteResult.replayed(orderId(1), Optional.empty()),
                    store().remove(orderId(1), order -> Optional.empty(), ONCE));
        }

        @Test
        @Tag(RACE)
        void countsOnceWhenManyRace() {
            ImmutableList<WriteResult> results = raced((racer, round) -> store().insert(
                            anOrder(racer * ROUNDS + round).pending(),
                            StoreUnderTest::hesitate,
                            Optional.of(RequestId.of("round " + round))));
            assertCount(ROUNDS, WriteResult.Kind.DONE, results);
            assertCount((RACERS - 1) * ROUNDS, WriteResult.Kind.REPLAYED, results);
            assertEquals(
                    ROUNDS, results.stream().map(WriteResult::id).distinct().count());
        }
    }
}
