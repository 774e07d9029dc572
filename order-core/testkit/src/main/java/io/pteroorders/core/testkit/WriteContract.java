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
            assertEquals(
                    WriteResult.done(before.id(), Optional.of(before), Optional.of(after)),
                    move(1, OrderStatus.CONFIRMED));
            assertHolds(after);
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
            assertEquals(
                    WriteResult.refused(order.id(), Optional.of(order), NO),
                    store().update(order.id(), now -> Outcome.refused(NO), NONE));
            assertHolds(order);
        }

        @Test
        void findsNoOrderThatNeverWasOrWent() {
            insert(anOrder(1).pending());
            remove(1);
            assertEquals(WriteResult.notFound(orderId(1)), move(1, OrderStatus.CONFIRMED));
            assertEquals(WriteResult.notFound(orderId(2)), move(2, OrderStatus.CONFIRMED));
        }

        @Test
        void countsAsDoneWhenNothingIsDifferent() {
            Order order = anOrder(1).pending();
            insert(order);
            assertEquals(WriteResult.done(order.id(), Optional.of(order), Optional.of(order)), update(1, same -> same));
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
                    ArithmeticException.class,
                    () -> update(1, now -> {
                        throw new ArithmeticException("a bug");
                    }));
            assertHolds(order);
            assertEquals(WriteResult.Kind.DONE, move(1, OrderStatus.CONFIRMED).kind());
        }

        @Test
        @Tag(RACE)
        void losesNoneOfManyThatRace() {
            insert(anOrder(1).pending());
            Race.run(
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
            ImmutableList<WriteResult> results = Race.run(
                    RACERS, racer -> moveIfPending(1, racer % 2 == 0 ? OrderStatus.CONFIRMED : OrderStatus.CANCELLED));
            Order order = store().get(orderId(1)).orElseThrow();
            assertEquals(1, count(results, WriteResult.Kind.DONE));
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
            assertEquals(WriteResult.done(order.id(), Optional.of(order), Optional.empty()), remove(1));
            assertEquals(Optional.empty(), store().get(order.id()));
            assertHolds(anOrder(2).pending());
        }

        @Test
        void isRefusedByItsGuardAndChangesNothing() {
            Order order = anOrder(1).pending();
            insert(order);
            assertEquals(
                    WriteResult.refused(order.id(), Optional.of(order), NO),
                    store().remove(order.id(), now -> Optional.of(NO), NONE));
            assertHolds(order);
        }

        @Test
        void findsNoOrderThatNeverWasOrWent() {
            insert(anOrder(1).pending());
            remove(1);
            assertEquals(WriteResult.notFound(orderId(1)), remove(1));
            assertEquals(WriteResult.notFound(orderId(2)), remove(2));
        }

        @Test
        @Tag(RACE)
        void seesTheResultOfTheOneBeforeWhenManyRace() {
            insertAll(0, RACERS - 1);
            ImmutableList<WriteResult> results = Race.run(
                    2 * RACERS,
                    racer -> racer % 2 == 0
                            ? removePending(racer / 2)
                            : moveIfPending(racer / 2, OrderStatus.CONFIRMED));
            for (int number = 0; number < RACERS; number++) {
                assertEquals(1, count(results.subList(2 * number, 2 * number + 2), WriteResult.Kind.DONE));
            }
        }

        private WriteResult removePending(int number) {
            return store().remove(orderId(number), WriteContract::refusedUnlessPending, NONE);
        }

        @Test
        @Tag(RACE)
        void hasOneWinnerWhenManyRace() {
            insert(anOrder(1).pending());
            ImmutableList<WriteResult> results = Race.run(RACERS, racer -> remove(1));
            assertEquals(1, count(results, WriteResult.Kind.DONE));
            assertEquals(RACERS - 1, count(results, WriteResult.Kind.NOT_FOUND));
        }
    }
}
