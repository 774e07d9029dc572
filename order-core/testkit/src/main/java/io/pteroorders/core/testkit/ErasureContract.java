package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.budi;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.siti;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link OrderStorage} promises of taking a person out of their orders. */
abstract class ErasureContract extends FeedContract {

    private static final PersonId PSEUDONYM = PersonId.of("erased:abcdefghijklmnop");
    private static final Erasure BUDI = new Erasure(budi().id(), PSEUDONYM);

    private static Optional<Refusal> agree(ImmutableList<Order> ignored) {
        return Optional.empty();
    }

    private Outcome<Integer> erase(Erasure erasure) {
        return store().erase(erasure, ErasureContract::agree);
    }

    private static Order noted(int number, OrderStatus status) {
        return anOrder(number)
                .in(status)
                .withNote(NOON, budi().id().text(), "call me at 0812-3456")
                .withAdminNote(NOON, "6289990000001@s.whatsapp.net", "Budi is a friend")
                .withPaymentProof(NOON, "media:budi.jpg")
                .withUsername(NOON, "budi");
    }

    /** Two of the person, one of another, in this order. */
    private List<Order> threeOrders() {
        List<Order> orders = List.of(
                noted(1, OrderStatus.COMPLETED),
                anOrder(2).by(siti()).in(OrderStatus.COMPLETED),
                noted(3, OrderStatus.CANCELLED));
        orders.forEach(this::insert);
        return orders;
    }

    private static List<Order> erased(List<Order> three) {
        return List.of(BUDI.in(three.get(0)), three.get(1), BUDI.in(three.get(2)));
    }

    @Nested
    @DisplayName("An erasure")
    class Erasures {

        @Test
        void takesThePersonOutOfAllTheirOrdersAndOutOfNoOthers() {
            List<Order> orders = threeOrders();
            assertEquals(Outcome.done(2), erase(BUDI));
            assertHolds(erased(orders));
        }

        @Test
        void takesThePersonOutOfEveryPartOfAnOrder() {
            List<Order> rest = new ArrayList<>();
            for (Order order : OrdersInFull.all()) {
                insert(order);
            }
            ImmutableSet<PersonId> people = OrdersInFull.all().stream()
                    .map(order -> order.customer().id())
                    .collect(ImmutableSet.toImmutableSet());
            for (PersonId person : people) {
                Erasure erasure = new Erasure(person, PersonId.of("erased:" + rest.size()));
                erase(erasure);
                OrdersInFull.all().stream()
                        .filter(order -> order.customer().id().equals(person))
                        .map(erasure::in)
                        .forEach(rest::add);
            }
            for (Order order : rest) {
                Compared.orders(List.of(order), store().get(order.id()).stream().toList());
            }
        }

        @Test
        void leavesNothingToBeFoundByThePerson() {
            threeOrders();
            erase(BUDI);
            String digits = budi().id().phoneDigits().orElseThrow();
            assertEquals(ids(), found(oldest().customer(budi().id())));
            assertEquals(ids(), found(oldest().phoneDigits(digits)));
            assertEquals(ids(), found(oldest().phoneDigits(digits.substring(digits.length() - 4))));
            assertEquals(ids(1, 3), found(oldest().customer(PSEUDONYM)));
            assertEquals(
                    ids(1, 3),
                    found(oldest().customer(PSEUDONYM).status(OrderStatus.COMPLETED, OrderStatus.CANCELLED)));
            assertEquals(ids(1, 2), found(oldest().status(OrderStatus.COMPLETED)));
        }

        @Test
        void leavesAllFiguresAsTheyWere() {
            threeOrders();
            OrderStatistics before = store().statistics(StatisticsPeriod.Unit.ALL, NOON);
            erase(BUDI);
            Compared.figures(before, store().statistics(StatisticsPeriod.Unit.ALL, NOON));
            remove(3);
            assertEquals(2, store().statistics(StatisticsPeriod.Unit.ALL, NOON).totalOrders());
        }

        @Test
        void isDecidedOnThePersonsOrdersOldestFirst() {
            List<Order> orders = threeOrders();
            List<Order> shown = new ArrayList<>();
            Outcome<Integer> refused = store().erase(BUDI, seen -> {
                shown.addAll(seen);
                return Optional.of(NO);
            });
            assertEquals(Outcome.refused(NO), refused);
            Compared.orders(List.of(orders.get(0), orders.get(2)), shown);
            assertHolds(orders);
        }

        @Test
        void doesNothingIfItsGuardHasABug() {
            List<Order> orders = threeOrders();
            assertThrows(ArithmeticException.class, () -> store().erase(BUDI, StoreUnderTest::failingGuard));
            assertHolds(orders);
        }

        @Test
        void isToldByTheFeedOnceForEachOrder() {
            List<Order> orders = erased(threeOrders());
            ChangePage.Token before = store().changes(ChangePage.Token.END, 1).next();
            erase(BUDI);
            ImmutableList<ChangePage.Change> told =
                    store().changes(before, OrderQuery.MAX_LIMIT).changes();
            assertEquals(ImmutableSet.of(change(orders.get(0)), change(orders.get(2))), ImmutableSet.copyOf(told));
            assertEquals(2, told.size());
            assertEquals(
                    ImmutableList.of(), store().changes(ChangePage.Token.END, 1).changes());
        }

        private ChangePage.Change change(Order order) {
            return new ChangePage.Change(order.id(), Optional.of(order));
        }

        @Test
        void isToldByTheFeedPageByPage() {
            insertAll(1, 5);
            ChangePage.Token place = store().changes(ChangePage.Token.END, 1).next();
            erase(BUDI);
            List<Object> told = new ArrayList<>();
            for (int page = 1; page <= 5; page++) {
                ChangePage next = store().changes(place, 1);
                told.add(Iterables.getOnlyElement(next.changes()).id());
                place = next.next();
            }
            assertEquals(ImmutableSet.copyOf(ids(1, 2, 3, 4, 5)), ImmutableSet.copyOf(told));
        }

        @Test
        void leavesWhatTheirOrdersHold() {
            Claim slot = new Claim("slots", "1", NOON.plus(Duration.ofDays(1)));
            Order order = anOrder(1).pending().withClaims(NOON, List.of(slot));
            insert(order);
            erase(BUDI);
            assertEquals(Optional.of(BUDI.in(order)), store().holder("slots", "1"));
        }

        @Test
        void doneAgainFindsNothing() {
            List<Order> orders = erased(threeOrders());
            erase(BUDI);
            assertEquals(Outcome.done(0), erase(new Erasure(budi().id(), PersonId.of("erased:other"))));
            assertHolds(orders);
        }

        @Test
        void outlivesTheStore() throws Exception {
            List<Order> orders = erased(threeOrders());
            erase(BUDI);
            reopenStore();
            assertHolds(orders);
            assertEquals(ids(), found(oldest().customer(budi().id())));
            assertEquals(ids(1, 3), found(oldest().customer(PSEUDONYM)));
            assertEquals(Outcome.done(0), erase(BUDI));
        }

        @Test
        void letsTheOrdersGoOn() {
            insert(anOrder(1).in(OrderStatus.COMPLETED));
            erase(BUDI);
            move(1, OrderStatus.REFUNDED);
            assertEquals(
                    OrderStatus.REFUNDED, store().get(orderId(1)).orElseThrow().status());
            remove(1);
            assertEquals(ids(), found(oldest()));
        }

        @Test
        void isNoReasonNotToComeBack() {
            List<Order> orders = new ArrayList<>(erased(threeOrders()));
            erase(BUDI);
            Order fresh = anOrder(4).pending();
            insert(fresh);
            orders.add(fresh);
            assertHolds(orders);
            assertEquals(ids(4), found(oldest().customer(budi().id())));
        }

        @Test
        void leavesWhatWasOrderedSince() {
            List<Order> orders = List.of(anOrder(1).pending(), anOrder(2).pending());
            orders.forEach(ErasureContract.this::insert);
            Erasure old = new Erasure(budi().id(), PSEUDONYM, orders.get(1).createdAt());
            assertEquals(Outcome.done(1), erase(old));
            assertHolds(old.in(orders.get(0)), orders.get(1));
            assertEquals(ids(2), found(oldest().customer(budi().id())));
        }

        @Test
        void takesOtherNamesOfThePersonToo() {
            Customer other = new Customer(budi().id(), "Budi at work", "group@g.us");
            insert(anOrder(1).pending());
            insert(anOrder(2).by(other).pending());
            assertEquals(Outcome.done(2), erase(BUDI));
            assertEquals(ids(1, 2), found(oldest().customer(PSEUDONYM)));
            assertHolds(
                    BUDI.in(anOrder(1).pending()), BUDI.in(anOrder(2).by(other).pending()));
        }

        @Test
        @Tag(RACE)
        void isSeenWhollyOrNotAtAll() {
            insertAll(1, 40);
            ImmutableList<Boolean> seen = race(8, racer -> {
                if (racer == 0) {
                    letOthersIn();
                    erase(BUDI);
                    return true;
                }
                return Stream.generate(() -> store().query(oldest().build()).orders().stream()
                                .map(order -> order.customer().id())
                                .distinct()
                                .count())
                        .limit(100)
                        .allMatch(people -> people == 1);
            });
            assertTrue(seen.stream().allMatch(whole -> whole), "some orders had lost the person before others");
        }

        @Test
        @Tag(RACE)
        void missesNoOrderThatIsMadeMeanwhile() {
            race(8, racer -> {
                if (racer == 0) {
                    return erase(BUDI).get();
                }
                insert(anOrder(racer).pending());
                return 0;
            });
            erase(BUDI);
            assertEquals(ids(), found(oldest().customer(budi().id())));
            assertEquals(ids(1, 2, 3, 4, 5, 6, 7), found(oldest().customer(PSEUDONYM)));
        }
    }
}
