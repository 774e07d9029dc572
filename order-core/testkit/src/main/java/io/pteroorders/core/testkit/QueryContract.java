package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.budi;
import static io.pteroorders.core.testkit.Fixtures.customer;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.siti;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.UnknownCursorException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link OrderStorage} promises of its queries. */
abstract class QueryContract extends ClaimContract {

    private static final Money UPGRADED = Fixtures.rupiah(50_000);

    private static final ImmutableList<String> ALIKE = ImmutableList.of(
            "aa@lid",
            "AA@lid",
            "Aa@lid",
            "BB@lid",
            "a_a@lid",
            "aXa@lid",
            "a%@lid",
            "'@lid",
            "aa@LID",
            "6281234567@lid",
            "6281234567@s.whatsapp.net",
            "81234567@s.whatsapp.net",
            "0081234567@s.whatsapp.net");

    @Nested
    @DisplayName("A query")
    class Queries {

        @Test
        void findsNothingInAnEmptyStore() {
            Page page = store().query(oldest().build());
            assertEquals(new Page(ImmutableList.of(), false, OptionalLong.of(0)), page);
        }

        @Test
        void sortsByCreationAndEqualTimesById() {
            insert(anOrder(4).at(NOON).pending());
            insert(anOrder(3).at(NOON.minusMillis(1)).pending());
            insert(anOrder(1).at(NOON).pending());
            insert(anOrder(2).at(NOON.plusMillis(1)).pending());
            assertEquals(ids(3, 1, 4, 2), found(oldest()));
            assertEquals(ids(2, 4, 1, 3), found(OrderQuery.newestFirst()));
        }

        @Test
        void keepsItsOrderWhenOrdersChange() {
            insertAll(1, 3);
            move(1, OrderStatus.CONFIRMED);
            assertEquals(ids(1, 2, 3), found(oldest()));
        }

        @Test
        void filtersByStatus() {
            insertAll(0, 0);
            insert(anOrder(1).in(OrderStatus.CONFIRMED));
            insert(anOrder(2).in(OrderStatus.PROCESSING));
            insert(anOrder(3).in(OrderStatus.COMPLETED));
            insert(anOrder(4).in(OrderStatus.CANCELLED));
            insert(anOrder(5).in(OrderStatus.REFUNDED));
            move(0, OrderStatus.CONFIRMED);
            assertEquals(ids(), found(oldest().status(OrderStatus.PENDING)));
            assertEquals(ids(0, 1), found(oldest().status(OrderStatus.CONFIRMED)));
            assertEquals(ids(0, 1, 3), found(oldest().status(OrderStatus.COMPLETED, OrderStatus.CONFIRMED)));
            assertEquals(ids(0, 1, 2, 3, 4, 5), found(oldest().status(OrderStatus.values())));
        }

        @Test
        void filtersByPackage() {
            insert(anOrder(1).of(PackageType.GOLD).pending());
            insert(anOrder(2).of(PackageType.SILVER).pending());
            assertEquals(ids(1), found(oldest().packageType(PackageType.GOLD)));
            assertEquals(ids(), found(oldest().packageType(PackageType.DIAMOND)));
        }

        @Test
        void filtersByExactlyOneCustomer() {
            insert(anOrder(1).by(customer("Short", "281234567")).pending());
            insert(anOrder(2).by(customer("Long", "6281234567")).pending());
            insert(anOrder(3).by(customer("Longer", "62812345678")).pending());
            assertEquals(ids(1), found(oldest().customer(PersonId.phone("281234567"))));
            assertEquals(ids(2), found(oldest().customer(PersonId.phone("6281234567:12@s.whatsapp.net"))));
            assertEquals(ids(), found(oldest().customer(PersonId.of("281234567@lid"))));
        }

        @Test
        void keepsCustomersApart() {
            insertAlike();
            assertApart();
        }

        @Test
        void keepsPackagesApart() {
            ImmutableList<String> codes = ImmutableList.of("gold", "gold-plus", "gold_plus", "goldxplus", "g");
            for (int number = 0; number < codes.size(); number++) {
                insert(ofPackage(number, new PackageType(codes.get(number))));
            }
            for (int number = 0; number < codes.size(); number++) {
                String code = codes.get(number);
                assertEquals(ids(number), found(oldest().packageType(new PackageType(code))), code);
            }
        }

        private static Order ofPackage(int number, PackageType type) {
            Order plain = anOrder(number).pending();
            OrderItem item = plain.item();
            return Order.create(
                    plain.id(),
                    plain.customer(),
                    new OrderItem(type, item.packageName(), 1, item.pricePerMonth(), item.specifications()),
                    "system",
                    plain.createdAt());
        }

        @Test
        void sortsEqualTimesByTheCharactersOfTheirIds() {
            List<OrderId> sorted = Stream.of("ORD-0AAA-Z", "ORD-9AAAA-A", "ORD-AAAA-BZ", "ORD-AAAA0-A", "ORD-AAAAA-AA")
                    .map(OrderId::of)
                    .toList();
            Order plain = anOrder(1).pending();
            Lists.reverse(sorted)
                    .forEach(id -> insert(Order.create(id, plain.customer(), plain.item(), "system", NOON)));
            assertEquals(sorted, found(oldest()));
            assertEquals(Lists.reverse(sorted), found(OrderQuery.newestFirst()));
        }

        @Test
        void filtersByTimeOfCreation() {
            insertAll(1, 4);
            Instant second = NOON.plus(Duration.ofMinutes(2));
            Instant fourth = NOON.plus(Duration.ofMinutes(4));
            assertEquals(ids(2, 3, 4), found(oldest().createdFrom(second)));
            assertEquals(ids(1, 2, 3), found(oldest().createdBefore(fourth)));
            assertEquals(ids(2, 3), found(oldest().createdFrom(second).createdBefore(fourth)));
            assertEquals(ids(3, 4), found(oldest().createdFrom(second.plusMillis(1))));
            assertEquals(ids(3, 4), found(oldest().createdFrom(second.plusNanos(1))));
            assertEquals(ids(1, 2), found(oldest().createdBefore(second.plusNanos(1))));
            assertEquals(ids(), found(oldest().createdFrom(fourth).createdBefore(second)));
        }

        @Test
        void filtersByMillisecondsOfCreation() {
            insert(anOrder(1).at(NOON.plusMillis(1)).pending());
            insert(anOrder(2).at(NOON.plusMillis(2)).pending());
            assertEquals(ids(2), found(oldest().createdFrom(NOON.plusMillis(2))));
            assertEquals(ids(1), found(oldest().createdBefore(NOON.plusMillis(2))));
        }

        @Test
        void filtersByAnySpanOfTime() {
            insertAll(1, 2);
            assertEquals(ids(1, 2), found(oldest().createdFrom(Instant.MIN).createdBefore(Instant.MAX)));
            assertEquals(ids(), found(oldest().createdFrom(Instant.MAX)));
            assertEquals(ids(), found(oldest().createdBefore(Instant.MIN)));
        }

        @Test
        void filtersByAPartOfTheIdInAnyCase() {
            insert(anOrder(12).pending());
            insert(anOrder(123).pending());
            assertEquals(ids(12, 123), found(oldest().idPart("test0-00")));
            assertEquals(ids(12), found(oldest().idPart("00012")));
            for (String nowhere : List.of("%", "TEST_", ".", "T.ST", "[0-9]", "*", "\\", "'", "\"", "00012 ", "(")) {
                assertEquals(ids(), found(oldest().idPart(nowhere)), nowhere);
            }
        }

        @Test
        void filtersByLeadingOrTrailingDigitsOfThePhone() {
            insert(anOrder(1).by(customer("One", "628111222333")).pending());
            insert(anOrder(2).by(customer("Two", "628333444555")).pending());
            insert(anOrder(3)
                    .by(new Customer(PersonId.of("628111222333@lid"), "Lid", "chat"))
                    .pending());
            assertEquals(ids(1), found(oldest().phoneDigits("2333")));
            assertEquals(ids(2), found(oldest().phoneDigits("6283")));
            assertEquals(ids(1), found(oldest().phoneDigits("628111222333")));
            assertEquals(ids(), found(oldest().phoneDigits("3344")), "in the middle");
            insert(anOrder(4).by(customer("Nought", "0085551234")).pending());
            assertEquals(ids(4), found(oldest().phoneDigits("00855")));
            assertEquals(ids(), found(oldest().phoneDigits("8555")));
        }

        @Test
        void filtersBySequelsOfAnOrder() {
            insertSequels();
            assertSequels();
            assertEquals(ids(), found(oldest().sequelsOf(orderId(99))), "of an order that never was");
            assertEquals(ids(8, 4, 3, 2), found(OrderQuery.newestFirst().sequelsOf(orderId(1))));
            assertEquals(ids(4, 8), found(oldest().sequelsOf(orderId(1)).after(orderId(3))));
            assertEquals(ids(3), found(oldest().sequelsOf(orderId(1)).customer(siti().id())));
            assertEquals(ids(4), found(oldest().sequelsOf(orderId(1)).packageType(PackageType.GOLD)));
        }

        @Test
        void findsSequelsByWhatTheyAreNow() {
            insertSequels();
            OrderQuery.Builder pending = oldest().sequelsOf(orderId(1)).status(OrderStatus.PENDING);
            move(2, OrderStatus.CONFIRMED);
            remove(4);
            assertEquals(ids(3, 8), found(pending));
            assertEquals(ids(2, 3, 8), found(oldest().sequelsOf(orderId(1))));
            assertEquals(3, store().count(oldest().sequelsOf(orderId(1)).build()));
            assertEquals(2, store().count(pending.build()));
            remove(1);
            assertEquals(ids(2, 3, 8), found(oldest().sequelsOf(orderId(1))), "of an order that went");
        }

        @Test
        void knowsTheTotalOfSequelsAndTellsNoWrongOne() {
            insertSequels();
            assertEquals(OptionalLong.of(4), total(oldest().sequelsOf(orderId(1))));
            assertEquals(OptionalLong.of(0), total(oldest().sequelsOf(orderId(3))));
            remove(4);
            assertEquals(OptionalLong.of(3), total(oldest().sequelsOf(orderId(1))));
            move(2, OrderStatus.CONFIRMED);
            total(oldest().sequelsOf(orderId(1)).status(OrderStatus.PENDING))
                    .ifPresent(total -> assertEquals(2, total));
        }

        /** The same questions each time. */
        @Test
        void answersAnyQuestionLikeAScan() {
            List<Order> orders = AnyQuestions.orders();
            orders.forEach(QueryContract.this::insert);
            AnyQuestions questions = new AnyQuestions(2026);
            for (int question = 0; question < 150; question++) {
                OrderQuery query = questions.next();
                List<Order> passing = AnyQuestions.passing(orders, query);
                Page page = store().query(query);
                Compared.orders(passing.stream().limit(query.limit()).toList(), page.orders());
                assertEquals(passing.size() > query.limit(), page.more(), query::toString);
                page.total().ifPresent(total -> assertEquals(passing.size(), total, query::toString));
                assertEquals(passing.size(), store().count(query), query::toString);
            }
        }

        @Test
        void findsNoOrderThatWent() {
            insert(anOrder(1).pending());
            insert(anOrder(2).by(siti()).of(PackageType.GOLD).in(OrderStatus.CONFIRMED));
            insert(anOrder(3).by(siti()).of(PackageType.GOLD).in(OrderStatus.CONFIRMED));
            remove(1);
            assertEquals(ids(), found(oldest().status(OrderStatus.PENDING)));
            assertEquals(ids(), found(oldest().packageType(PackageType.BRONZE)));
            assertEquals(ids(), found(oldest().customer(budi().id())));
            assertEquals(ids(), found(oldest().phoneDigits("6281")));
            assertEquals(ids(), found(oldest().phoneDigits("7890")));
            assertEquals(ids(), found(oldest().idPart("00001")));
        }

        @Test
        void passesOnlyWhatPassesEveryFilter() {
            insert(anOrder(1).of(PackageType.GOLD).pending());
            insert(anOrder(2).of(PackageType.GOLD).by(siti()).pending());
            insert(anOrder(3).of(PackageType.GOLD).in(OrderStatus.CONFIRMED));
            insert(anOrder(4).pending());
            OrderQuery.Builder all = oldest().status(OrderStatus.PENDING)
                    .packageType(PackageType.GOLD)
                    .customer(budi().id())
                    .createdFrom(NOON)
                    .createdBefore(NOON.plus(Duration.ofDays(1)))
                    .idPart("TEST0")
                    .phoneDigits("6281");
            assertEquals(ids(1), found(all));
            assertEquals(1, store().count(all.build()));
        }

        @Test
        void countsAllPages() {
            insertAll(1, 25);
            assertEquals(25, store().count(oldest().limit(3).after(orderId(20)).build()));
            assertEquals(11, store().count(oldest().limit(3).idPart("0001").build()));
            assertEquals(25, store().count(oldest().after(orderId(99)).build()), "after an order that never was");
        }

        @Test
        void knowsTheTotalForNoFilterAndForASingleOne() {
            insertAll(1, 12);
            insert(anOrder(13).by(siti()).of(PackageType.GOLD).in(OrderStatus.CONFIRMED));
            assertEquals(OptionalLong.of(13), total(OrderQuery.newestFirst()));
            assertEquals(OptionalLong.of(12), total(OrderQuery.newestFirst().status(OrderStatus.PENDING)));
            assertEquals(OptionalLong.of(1), total(OrderQuery.newestFirst().packageType(PackageType.GOLD)));
            assertEquals(OptionalLong.of(12), total(OrderQuery.newestFirst().customer(budi().id())));
            assertEquals(OptionalLong.of(13), total(OrderQuery.newestFirst().after(orderId(3))), "of all pages");
            remove(13);
            assertEquals(OptionalLong.of(12), total(OrderQuery.newestFirst()));
            assertEquals(OptionalLong.of(0), total(OrderQuery.newestFirst().status(OrderStatus.CONFIRMED)));
            assertEquals(OptionalLong.of(0), total(OrderQuery.newestFirst().packageType(PackageType.GOLD)));
            assertEquals(OptionalLong.of(0), total(OrderQuery.newestFirst().customer(siti().id())));
        }

        @Test
        void tellsNoWrongTotal() {
            insertAll(1, 12);
            insert(anOrder(13).by(siti()).of(PackageType.GOLD).in(OrderStatus.CONFIRMED));
            OrderQuery.Builder pendingGold =
                    OrderQuery.newestFirst().status(OrderStatus.PENDING).packageType(PackageType.GOLD);
            total(pendingGold).ifPresent(total -> assertEquals(0, total));
            assertEquals(0, store().count(pendingGold.build()));
            total(OrderQuery.newestFirst().idPart("0001")).ifPresent(total -> assertEquals(5, total));
        }

        @Test
        void followsEveryChange() {
            insertAll(1, 2);
            OrderQuery.Builder confirmed = oldest().status(OrderStatus.CONFIRMED);
            assertEquals(ids(), found(confirmed));
            move(1, OrderStatus.CONFIRMED);
            assertEquals(ids(1), found(confirmed));
            remove(1);
            assertEquals(ids(), found(confirmed));
        }

        private OptionalLong total(OrderQuery.Builder query) {
            return store().query(query.limit(5).build()).total();
        }
    }

    /** Orders of which some go on with the subscription of the first, some with one whose id is alike. */
    final void insertSequels() {
        insert(anOrder(1).in(OrderStatus.COMPLETED));
        insert(following(anOrder(2).pending(), new Sequel.Renewal(orderId(1))));
        insert(following(anOrder(3).by(siti()).pending(), new Sequel.Renewal(orderId(1))));
        insert(following(anOrder(4).of(PackageType.GOLD).pending(), new Sequel.Upgrade(orderId(1), UPGRADED)));
        insert(following(anOrder(5).pending(), new Sequel.Renewal(OrderId.of("ORD-TEST0-000010"))));
        insert(following(anOrder(6).pending(), new Sequel.Renewal(OrderId.of("ORD-OTHER-00001"))));
        insert(following(anOrder(7).pending(), new Sequel.Renewal(orderId(2))));
        insert(following(anOrder(8).pending(), new Sequel.Upgrade(orderId(1), UPGRADED)));
        insert(anOrder(9).pending());
    }

    final void assertSequels() {
        assertEquals(ids(2, 3, 4, 8), found(oldest().sequelsOf(orderId(1))));
        assertEquals(ids(5), found(oldest().sequelsOf(OrderId.of("ORD-TEST0-000010"))));
        assertEquals(ids(6), found(oldest().sequelsOf(OrderId.of("ORD-OTHER-00001"))));
        assertEquals(ids(7), found(oldest().sequelsOf(orderId(2))));
        assertEquals(ids(), found(oldest().sequelsOf(orderId(9))));
    }

    /** Customers of whom each is one of their own, however they are compared; an order of each. */
    final void insertAlike() {
        for (int number = 0; number < ALIKE.size(); number++) {
            insert(anOrder(number).by(alike(number)).pending());
        }
    }

    private static Customer alike(int number) {
        return new Customer(PersonId.of(ALIKE.get(number)), "Name", "chat");
    }

    final void assertApart() {
        for (int number = 0; number < ALIKE.size(); number++) {
            String customer = ALIKE.get(number);
            assertEquals(ids(number), found(oldest().customer(PersonId.of(customer))), customer);
            Order another = anOrder(99).by(alike(number)).pending();
            assertEquals(
                    ids(number), seenByGuard(another).stream().map(Order::id).toList(), customer);
        }
    }

    @Nested
    @DisplayName("Paging")
    class Paging {

        @Test
        void goesOnAfterTheLastOrderOfThePage() {
            insertAll(1, 5);
            Page first = store().query(OrderQuery.oldestFirst().limit(2).build());
            Page second = store().query(
                            OrderQuery.oldestFirst().limit(2).after(orderId(2)).build());
            Page third = store().query(
                            OrderQuery.oldestFirst().limit(2).after(orderId(4)).build());
            assertEquals(List.of(ids(1, 2), ids(3, 4), ids(5)), List.of(idsOf(first), idsOf(second), idsOf(third)));
            assertEquals(List.of(true, true, false), List.of(first.more(), second.more(), third.more()));
            assertEquals(Optional.of(orderId(2)), first.next());
            assertEquals(Optional.empty(), third.next());
        }

        @Test
        void knowsThatAFullPageIsTheLast() {
            insertAll(1, 4);
            assertFalse(store().query(OrderQuery.oldestFirst().limit(4).build()).more());
            assertTrue(store().query(OrderQuery.oldestFirst().limit(3).build()).more());
        }

        @Test
        void goesOnAfterAnOrderThatNoLongerPasses() {
            insertAll(1, 4);
            move(2, OrderStatus.CANCELLED);
            OrderQuery.Builder pending = oldest().status(OrderStatus.PENDING).after(orderId(2));
            assertEquals(ids(3, 4), found(pending));
        }

        @Test
        void goesOnAfterAnOrderThatWent() {
            insertAll(1, 4);
            remove(2);
            assertEquals(ids(3, 4), found(oldest().after(orderId(2))));
            assertEquals(ids(1), found(OrderQuery.newestFirst().after(orderId(2))));
        }

        @Test
        void isRefusedAfterAnOrderThatNeverWas() {
            insertAll(1, 2);
            OrderQuery query = oldest().after(orderId(9)).build();
            assertThrows(UnknownCursorException.class, () -> store().query(query));
        }

        @Test
        void meetsEveryOrderOfOneMomentOnce() {
            for (int number = 1; number <= 10; number++) {
                insert(anOrder(number).at(NOON).pending());
            }
            assertEquals(ids(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), walk(OrderQuery.oldestFirst()));
            assertEquals(ids(10, 9, 8, 7, 6, 5, 4, 3, 2, 1), walk(OrderQuery.newestFirst()));
        }

        @Test
        void meetsEveryOrderThatPassesOnce() {
            for (int number = 1; number <= 6; number++) {
                insert(anOrder(number).at(NOON).pending());
                insert(anOrder(10 + number).at(NOON).of(PackageType.GOLD).in(OrderStatus.CONFIRMED));
                insert(anOrder(20 + number).by(siti()).in(OrderStatus.CANCELLED));
            }
            ImmutableList<OrderId> met = ids(1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16);
            OrderStatus[] open = {OrderStatus.CONFIRMED, OrderStatus.PENDING};
            assertEquals(met, walk(OrderQuery.oldestFirst().status(open)));
            assertEquals(met.reverse(), walk(OrderQuery.newestFirst().status(open)));
            assertEquals(met, walk(OrderQuery.oldestFirst().customer(budi().id())));
            assertEquals(met.reverse(), walk(OrderQuery.newestFirst().phoneDigits("6281")));
            assertEquals(
                    ids(16, 15, 14, 13, 12, 11), walk(OrderQuery.newestFirst().packageType(PackageType.GOLD)));
        }

        @Test
        @Tag(RACE)
        void meetsEveryOrderOnceWhileOthersWrite() {
            insertAll(100, 159);
            List<ImmutableList<OrderId>> walks = race(4, racer -> switch (racer) {
                case 0 -> walk(OrderQuery.oldestFirst());
                case 1 -> walk(OrderQuery.newestFirst());
                case 2 -> write(0);
                default -> write(200);
            });
            for (ImmutableList<OrderId> walked : walks.subList(0, 2)) {
                assertEquals(walked.size(), ImmutableSet.copyOf(walked).size(), "each once");
                assertTrue(walked.containsAll(
                        IntStream.range(100, 160).mapToObj(Fixtures::orderId).toList()));
            }
        }

        private ImmutableList<OrderId> write(int first) {
            for (int step = 0; step < 60; step++) {
                insert(anOrder(first + step).pending());
                update(100 + step, order -> noted(order, "racing"));
            }
            return ids();
        }

        private ImmutableList<OrderId> walk(OrderQuery.Builder query) {
            ImmutableList.Builder<OrderId> met = ImmutableList.builder();
            Page page = store().query(query.limit(3).build());
            met.addAll(idsOf(page));
            for (int pages = 1; page.more(); pages++) {
                assertTrue(pages < 1_000, "the pages never end");
                page = store().query(query.after(page.next().orElseThrow()).build());
                met.addAll(idsOf(page));
            }
            return met.build();
        }
    }
}
