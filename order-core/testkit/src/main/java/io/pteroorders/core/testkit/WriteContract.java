package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.customer;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.siti;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What {@link OrderStorage} promises of its writes. */
abstract class WriteContract extends StoreUnderTest {

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
                    .withPaymentProof(NOON, "media:0001");
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
        void holdsACapWhenManyRace() {
            ImmutableList<WriteResult> results = Race.run(RACERS, racer -> store().insert(
                            anOrder(racer).pending(),
                            pending -> pending.size() < 3 ? Optional.empty() : Optional.of(NO),
                            NONE));
            assertEquals(3, count(results, WriteResult.Kind.DONE));
            assertEquals(RACERS - 3, count(results, WriteResult.Kind.REFUSED));
            assertEquals(3, store().count(oldest().build()));
        }

        @Test
        void hasOneWinnerWhenManyRaceForAnId() {
            ImmutableList<WriteResult> results = Race.run(
                    RACERS, racer -> insert(anOrder(1).months(1 + racer % 12).pending()));
            assertEquals(1, count(results, WriteResult.Kind.DONE));
            assertEquals(RACERS - 1, count(results, WriteResult.Kind.ID_TAKEN));
            assertEquals(1, store().count(oldest().build()));
        }
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
            Page page = store().query(oldest().build());
            ChangePage changes = store().changes(ChangePage.Token.START, 10);
            move(1, OrderStatus.CONFIRMED);
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
        void losesNoneOfManyThatRace() {
            insert(anOrder(1).pending());
            Race.run(RACERS, racer -> update(1, order -> noted(order, "note " + racer)));
            assertEquals(
                    RACERS, store().get(orderId(1)).orElseThrow().notes().all().size());
        }

        @Test
        void seesTheResultOfTheOneBeforeWhenManyRace() {
            insert(anOrder(1).pending());
            ImmutableList<WriteResult> results = Race.run(RACERS, racer -> store().update(
                            orderId(1),
                            order -> order.status() == OrderStatus.PENDING
                                    ? Outcome.done(moved(
                                            order, racer % 2 == 0 ? OrderStatus.CONFIRMED : OrderStatus.CANCELLED))
                                    : Outcome.refused(NO),
                            NONE));
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
        void hasOneWinnerWhenManyRace() {
            insert(anOrder(1).pending());
            ImmutableList<WriteResult> results = Race.run(RACERS, racer -> remove(1));
            assertEquals(1, count(results, WriteResult.Kind.DONE));
            assertEquals(RACERS - 1, count(results, WriteResult.Kind.NOT_FOUND));
        }
    }
}
