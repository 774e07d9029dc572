package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.siti;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.WriteResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link OrderStorage} promises of updates and removals. */
abstract class WriteContract extends InsertContract {

    private static Optional<Refusal> refusedUnlessPending(Order order) {
        OrderStatus status = order.status();
        letOthersIn();
        return status == OrderStatus.PENDING ? Optional.empty() : Optional.of(NO);
    }

    private WriteResult moveIfPending(int number, OrderStatus to) {
        return store().update(
                        orderId(number),
                        order -> refusedUnlessPending(order)
                                .map(Outcome::<Order>refused)
                                .orElseGet(() -> Outcome.done(moved(order, to))),
                        NONE);
    }

    @Nested
    @DisplayName("An update")
    class Updates {

        @Test
        void tellsTheOrderBeforeAndAfter() {
            Order before = anOrder(1).pending();
            Order after = moved(before, OrderStatus.CONFIRMED);
            insert(before);
            assertResult(
                    WriteResult.done(before.id(), Optional.of(before), Optional.of(after)),
                    move(1, OrderStatus.CONFIRMED));
            assertHolds(after);
        }

        @Test
        void keepsEveryPartOfAnOrder() {
            for (Order order : OrdersInFull.all()) {
                insert(order);
                Order next = order.withPaymentProof(order.updatedAt(), "another");
                assertResult(
                        WriteResult.done(order.id(), Optional.of(order), Optional.of(next)),
                        store().update(
                                        order.id(),
                                        now -> Outcome.done(now.withPaymentProof(now.updatedAt(), "another")),
                                        NONE));
            }
            assertHolds(OrdersInFull.all().stream()
                    .map(order -> order.withPaymentProof(order.updatedAt(), "another"))
                    .toList());
        }

        @Test
        void leavesWhatWasReadBeforeAsItWas() {
            Order before = anOrder(1).pending();
            insert(before);
            Optional<Order> got = store().get(before.id());
            Page page = store().query(oldest().build());
            ChangePage changes = store().changes(ChangePage.Token.START, 10);
            move(1, OrderStatus.CONFIRMED);
            assertHolds(moved(before, OrderStatus.CONFIRMED));
            assertEquals(Optional.of(before), got);
            assertEquals(ImmutableList.of(before), page.orders());
            assertEquals(Optional.of(before), changes.changes().get(0).order());
        }

        @Test
        void isRefusedByItsFunctionAndChangesNothing() {
            Order order = anOrder(1).pending();
            insert(order);
            assertResult(
                    WriteResult.refused(order.id(), Optional.of(order), NO),
                    store().update(order.id(), now -> Outcome.refused(NO), NONE));
            assertHolds(order);
        }

        @Test
        void findsNoOrderThatNeverWasOrWent() {
            insert(anOrder(1).pending());
            remove(1);
            assertResult(WriteResult.notFound(orderId(1)), move(1, OrderStatus.CONFIRMED));
            assertResult(WriteResult.notFound(orderId(2)), move(2, OrderStatus.CONFIRMED));
        }

        @Test
        void countsAsDoneWhenNothingIsDifferent() {
            Order order = anOrder(1).pending();
            insert(order);
            assertResult(WriteResult.done(order.id(), Optional.of(order), Optional.of(order)), update(1, same -> same));
            assertHolds(order);
        }

        @Test
        void mustContinueTheOrder() {
            Order order = anOrder(1).in(OrderStatus.CONFIRMED);
            insert(order);
            List<Order> others = List.of(
                    anOrder(2).in(OrderStatus.PROCESSING),
                    anOrder(1).by(siti()).in(OrderStatus.PROCESSING),
                    anOrder(1).months(2).in(OrderStatus.PROCESSING),
                    anOrder(1).at(NOON).in(OrderStatus.PROCESSING),
                    anOrder(1).pending(),
                    anOrder(1).in(OrderStatus.CANCELLED));
            for (Order other : others) {
                assertThrows(IllegalArgumentException.class, () -> update(1, now -> other));
            }
            assertHolds(order);
        }

        @Test
        void changesNothingWhenItsFunctionFails() {
            Order order = anOrder(1).pending();
            insert(order);
            assertThrows(
                    ArithmeticException.class, () -> store().update(orderId(1), StoreUnderTest::failingChange, NONE));
            assertHolds(order);
            assertKind(
                    WriteResult.Kind.DONE,
                    race(1, racer -> move(1, OrderStatus.CONFIRMED)).get(0));
        }

        @Test
        @Tag(RACE)
        void losesNoneOfManyThatRace() {
            insert(anOrder(1).pending());
            race(
                    RACERS,
                    racer -> update(1, order -> {
                        letOthersIn();
                        return noted(order, "note " + racer);
                    }));
            assertEquals(
                    RACERS, store().get(orderId(1)).orElseThrow().notes().all().size());
        }

        @Test
        @Tag(RACE)
        void seesTheResultOfTheOneBeforeWhenManyRace() {
            insert(anOrder(1).pending());
            ImmutableList<WriteResult> results = race(
                    RACERS, racer -> moveIfPending(1, racer % 2 == 0 ? OrderStatus.CONFIRMED : OrderStatus.CANCELLED));
            Order order = store().get(orderId(1)).orElseThrow();
            assertCount(1, WriteResult.Kind.DONE, results);
            assertEquals(2, order.statusHistory().size());
            results.forEach(result -> assertEquals(Optional.of(order), result.after()));
        }
    }

    @Nested
    @DisplayName("A removal")
    class Removals {

        @Test
        void tellsTheOrderThatWent() {
            Order order = anOrder(1).in(OrderStatus.CANCELLED);
            insert(order);
            insert(anOrder(2).pending());
            assertHolds(order, anOrder(2).pending());
            assertResult(WriteResult.done(order.id(), Optional.of(order), Optional.empty()), remove(1));
            assertEquals(Optional.empty(), store().get(order.id()));
            assertHolds(anOrder(2).pending());
        }

        @Test
        void isRefusedByItsGuardAndChangesNothing() {
            Order order = anOrder(1).pending();
            insert(order);
            assertResult(
                    WriteResult.refused(order.id(), Optional.of(order), NO),
                    store().remove(order.id(), now -> Optional.of(NO), NONE));
            assertHolds(order);
        }

        @Test
        void isNotDoneWhenItsGuardFails() {
            insert(anOrder(1).pending());
            assertThrows(
                    ArithmeticException.class, () -> store().remove(orderId(1), StoreUnderTest::failingGuard, NONE));
            assertHolds(anOrder(1).pending());
            assertKind(WriteResult.Kind.DONE, race(1, racer -> remove(1)).get(0));
        }

        @Test
        void findsNoOrderThatNeverWasOrWent() {
            insert(anOrder(1).pending());
            remove(1);
            assertResult(WriteResult.notFound(orderId(1)), remove(1));
            assertResult(WriteResult.notFound(orderId(2)), remove(2));
        }

        @Test
        @Tag(RACE)
        void seesTheResultOfTheOneBeforeWhenManyRace() {
            insertAll(0, RACERS - 1);
            ImmutableList<WriteResult> results = race(
                    2 * RACERS,
                    racer -> racer % 2 == 0
                            ? removePending(racer / 2)
                            : moveIfPending(racer / 2, OrderStatus.CONFIRMED));
            for (int number = 0; number < RACERS; number++) {
                assertCount(1, WriteResult.Kind.DONE, results.subList(2 * number, 2 * number + 2));
            }
        }

        private WriteResult removePending(int number) {
            return store().remove(orderId(number), WriteContract::refusedUnlessPending, NONE);
        }

        @Test
        @Tag(RACE)
        void hasOneWinnerWhenManyRace() {
            insert(anOrder(1).pending());
            ImmutableList<WriteResult> results = race(RACERS, racer -> remove(1));
            assertCount(1, WriteResult.Kind.DONE, results);
            assertCount(RACERS - 1, WriteResult.Kind.NOT_FOUND, results);
        }
    }
}
