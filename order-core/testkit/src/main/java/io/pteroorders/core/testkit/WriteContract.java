package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.siti;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.WriteResult;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link OrderStorage} promises of updates and removals. */
abstract class WriteContract extends InsertContract {

    static final LocalDate DAY = LocalDate.of(2026, 2, 15);

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

    static Payment waiting(OrderId order) {
        return Payment.begin(new PaymentId(order, 1), "midtrans", Fixtures.rupiah(24_863), NOON)
                .build();
    }

    static Payment paid(OrderId order) {
        return waiting(order).with(arrival("r-1")).moved(PaymentState.PAID, NOON);
    }

    private static PaymentArrival arrival(String report) {
        return new PaymentArrival(Fixtures.rupiah(24_863), NOON, "system:midtrans", Optional.of(report));
    }

    private static Order confirmed(Order order) {
        return moved(order.withPayment(NOON, paid(order.id())), OrderStatus.CONFIRMED);
    }

    /** The order as a sequel. */
    static Order following(Order order, Sequel sequel) {
        return Order.restore(order.id(), order.customer(), order.item(), order.createdAt(), order.statusHistory())
                .updatedAt(order.updatedAt())
                .sequel(sequel)
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    static SubscriptionEntry given(int days) {
        return new SubscriptionEntry.Given(NOON, "admin", days, "");
    }

    static TakenStep reminder(LocalDate paidUntil, int days) {
        return new TakenStep(paidUntil, new RenewalStep(RenewalStep.Kind.REMINDER, days), NOON, false);
    }

    /** The order with an item that a panel makes servers for. */
    private static Order planned(Order order) {
        OrderItem sold = order.item();
        ServerPlan plan = new ServerPlan(
                15,
                Optional.empty(),
                ImmutableSortedSet.of(),
                ImmutableSortedSet.of(),
                new ServerLimits(1024, 0, 2048, ServerLimits.USUAL_IO, 100),
                ServerFeatures.NONE,
                ServerStartup.OF_THE_EGG,
                true);
        OrderItem item = new OrderItem(
                sold.packageType(),
                sold.packageName(),
                sold.durationMonths(),
                sold.pricePerMonth(),
                sold.specifications(),
                Optional.of(plan));
        return Order.restore(order.id(), order.customer(), item, order.createdAt(), order.statusHistory())
                .build(OrderFlow.ORDER_STATUS_FLOW);
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
        void mustKeepAttemptsToPayAndWhatCameIn() {
            Order plain = anOrder(1).pending();
            Order order = plain.withPayment(NOON, paid(plain.id()));
            insert(order);
            Payment waiting = waiting(plain.id());
            List<Order> others = List.of(
                    plain,
                    plain.withPayment(NOON, waiting),
                    plain.withPayment(NOON, waiting.with(arrival("another")).moved(PaymentState.PAID, NOON)),
                    plain.withPayment(
                            NOON,
                            Payment.begin(waiting.id(), "manual", waiting.amountDue(), NOON)
                                    .build()));
            for (Order other : others) {
                assertThrows(IllegalArgumentException.class, () -> update(1, now -> other));
            }
            assertHolds(order);
        }

        @Test
        void mustKeepTheServerAndItsRounds() {
            Order planned = planned(anOrder(1).in(OrderStatus.CONFIRMED));
            Server again = Server.wanted("shop-1", NOON)
                    .failed(ServerTrouble.of(ServerTrouble.Kind.GIVEN_UP), NOON)
                    .moved(ServerState.WANTED, NOON);
            Order order = planned.withServer(NOON, again);
            insert(order);
            List<Order> others = List.of(
                    planned,
                    planned.withServer(NOON, Server.wanted("shop-2", NOON)),
                    planned.withServer(NOON, Server.wanted("shop-1", NOON)));
            for (Order other : others) {
                assertThrows(IllegalArgumentException.class, () -> update(1, now -> other));
            }
            assertHolds(order);
            Order next = order.withServer(NOON, again.moved(ServerState.CREATING, NOON));
            assertResult(WriteResult.done(order.id(), Optional.of(order), Optional.of(next)), update(1, now -> next));
            assertHolds(next);
        }

        @Test
        void mustKeepWhatTheOrderGoesOnWith() {
            Order plain = anOrder(1).pending();
            Sequel.Upgrade upgrade = new Sequel.Upgrade(orderId(2), Fixtures.rupiah(50_000));
            Order order = following(plain, upgrade);
            insert(order);
            List<Order> others = List.of(
                    plain,
                    following(plain, new Sequel.Renewal(orderId(2))),
                    following(plain, new Sequel.Upgrade(orderId(3), upgrade.pricePerMonth())),
                    following(plain, new Sequel.Upgrade(orderId(2), Fixtures.rupiah(50_001))));
            for (Order other : others) {
                assertThrows(IllegalArgumentException.class, () -> update(1, now -> other));
            }
            assertHolds(order);
            insert(anOrder(4).pending());
            Order late = following(anOrder(4).pending(), upgrade);
            assertThrows(IllegalArgumentException.class, () -> update(4, now -> late));
            assertHolds(order, anOrder(4).pending());
        }

        @Test
        void mustKeepWhatHappenedToASubscription() {
            Order plain = anOrder(1).in(OrderStatus.COMPLETED);
            SubscriptionLog log =
                    SubscriptionLog.NONE.with(given(7)).with(given(8)).with(reminder(DAY, 7));
            Order order = plain.withSubscription(NOON, log);
            insert(order);
            List<SubscriptionLog> others = List.of(
                    SubscriptionLog.NONE,
                    SubscriptionLog.of(List.of(given(7)), log.steps()),
                    SubscriptionLog.of(List.of(given(8), given(7)), log.steps()),
                    SubscriptionLog.of(List.of(given(7), given(9)), log.steps()),
                    SubscriptionLog.of(log.entries(), List.of(reminder(DAY, 3))));
            for (SubscriptionLog other : others) {
                Order changed = plain.withSubscription(NOON, other);
                assertThrows(IllegalArgumentException.class, () -> update(1, now -> changed));
            }
            assertHolds(order);
            Order next = order.withSubscription(NOON, log.with(given(9)).with(reminder(DAY, 3)));
            assertResult(WriteResult.done(order.id(), Optional.of(order), Optional.of(next)), update(1, now -> next));
            assertHolds(next);
            Order later = next.withSubscription(NOON, next.subscription().with(reminder(DAY.plusMonths(1), 7)));
            assertResult(WriteResult.done(order.id(), Optional.of(next), Optional.of(later)), update(1, now -> later));
            assertHolds(later);
        }

        @Test
        void changesPaymentAndStatusInOneStep() {
            Order before = anOrder(1).pending().withPayment(NOON, waiting(orderId(1)));
            insert(before);
            Order after = confirmed(before);
            assertResult(
                    WriteResult.done(before.id(), Optional.of(before), Optional.of(after)),
                    update(1, WriteContract::confirmed));
            assertHolds(after);
        }

        @Test
        @Tag(RACE)
        void showsPaymentAndStatusTogetherWhileOthersRead() {
            for (int round = 0; round < ROUNDS; round++) {
                int number = round;
                insert(anOrder(number).pending().withPayment(NOON, waiting(orderId(number))));
                race(RACERS, racer -> {
                    if (racer == 0) {
                        return update(number, WriteContract::confirmed).after().orElseThrow();
                    }
                    Order seen = store().get(orderId(number)).orElseThrow();
                    assertEquals(
                            seen.status() == OrderStatus.CONFIRMED,
                            seen.payments().paid().isPresent(),
                            "confirmed by its payment");
                    return seen;
                });
            }
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
