package io.pteroorders.storage.json.table;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.storage.ChangePage.Change;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.UnknownCursorException;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.storage.json.table.OrderTable.Changes;
import io.pteroorders.storage.record.StoredOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OrderTableTest {

    private static final ImmutableList<OrderStatus> STATUSES = ImmutableList.copyOf(OrderStatus.values());
    private static final Comparator<Tombstone> BY_CREATION =
            Comparator.comparing(Tombstone::createdAt).thenComparing(Tombstone::id);

    /** What a table must know, in maps that are scanned. */
    private static final class Plain {

        private final Map<OrderId, StoredOrder> orders = new HashMap<>();
        private final Map<OrderId, Tombstone> removed = new HashMap<>();

        /** Each order that ever was with the number of its last change, by that number. */
        private final Map<OrderId, Long> changes = new LinkedHashMap<>();

        void put(StoredOrder stored, long sequence) {
            orders.put(stored.order().id(), stored);
            removed.remove(stored.order().id());
            changed(stored.order().id(), sequence);
        }

        void remove(OrderId id, long sequence) {
            Order before = Objects.requireNonNull(orders.remove(id)).order();
            removed.put(id, new Tombstone(id, before.createdAt(), sequence));
            changed(id, sequence);
        }

        private void changed(OrderId id, long sequence) {
            changes.remove(id);
            changes.put(id, sequence);
        }

        List<StoredOrder> byCreation() {
            return orders.values().stream()
                    .sorted(Comparator.comparing(
                                    (StoredOrder stored) -> stored.order().createdAt())
                            .thenComparing(stored -> stored.order().id()))
                    .toList();
        }

        List<Order> matching(OrderQuery query) {
            List<Order> matching = byCreation().stream()
                    .map(StoredOrder::order)
                    .filter(query::matches)
                    .toList();
            return query.direction() == OrderQuery.Direction.OLDEST_FIRST ? matching : Lists.reverse(matching);
        }

        Page page(OrderQuery query) {
            List<Order> rest = query.after().map(id -> after(id, query)).orElseGet(() -> matching(query));
            List<Order> page = rest.subList(0, Math.min(query.limit(), rest.size()));
            return new Page(ImmutableList.copyOf(page), page.size() < rest.size(), OptionalLong.empty());
        }

        private Instant createdAt(OrderId id) {
            Tombstone gone = removed.get(id);
            return gone != null
                    ? gone.createdAt()
                    : Objects.requireNonNull(orders.get(id)).order().createdAt();
        }

        private List<Order> after(OrderId id, OrderQuery query) {
            Instant created = createdAt(id);
            int sign = query.direction() == OrderQuery.Direction.OLDEST_FIRST ? 1 : -1;
            return matching(query).stream()
                    .filter(o -> !o.id().equals(id))
                    .filter(o -> sign
                                    * (o.createdAt().equals(created)
                                            ? o.id().compareTo(id)
                                            : o.createdAt().compareTo(created))
                            > 0)
                    .toList();
        }
    }

    /** Orders, people and questions as a random number makes them: of few kinds, so that they meet. */
    private static final class Dice {

        private final SplittableRandom random;
        private final int ids;
        private final int people;

        Dice(long seed, int ids, int people) {
            this.random = new SplittableRandom(seed);
            this.ids = ids;
            this.people = people;
        }

        boolean oneIn(int n) {
            return random.nextInt(n) == 0;
        }

        OrderId id() {
            return Fixtures.orderId(random.nextInt(ids));
        }

        /** Half of all orders are by one person. */
        Customer customer() {
            int number = random.nextBoolean() ? 0 : random.nextInt(people);
            String name = "Name " + random.nextInt(2);
            PersonId hidden = PersonId.of("hidden" + number + "@lid");
            return number % 7 == 6 ? new Customer(hidden, name, hidden.text()) : Fixtures.customer(name, phone(number));
        }

        private static String phone(int number) {
            return number % 3 == 0 ? "6281" + (1000 + number) + "6281" : "6285" + (10_000_000L + number * 37L);
        }

        Instant time() {
            return oneIn(3) ? NOON : NOON.plusMillis(random.nextInt(50));
        }

        OrderStatus status() {
            return STATUSES.get(random.nextInt(STATUSES.size()));
        }

        PackageInfo sold() {
            return PackageCatalog.PACKAGE_CATALOG.all().get(random.nextInt(5));
        }

        Sequel sequel(OrderItem item) {
            OrderId first = Fixtures.orderId(ids + random.nextInt(5));
            return item.durationMonths() == 1
                    ? new Sequel.Upgrade(first, item.pricePerMonth())
                    : new Sequel.Renewal(first);
        }

        StoredOrder order(OrderId id) {
            OrderItem item = OrderItem.of(sold(), 1 + random.nextInt(3));
            Order order = oneIn(4)
                    ? Order.create(id, customer(), item, sequel(item), "someone", time())
                    : Order.create(id, customer(), item, "someone", time());
            OrderStatus status = status();
            for (OrderStatus next : Fixtures.anOrder(0).in(status).statusHistory().stream()
                    .skip(1)
                    .map(StatusChange::status)
                    .toList()) {
                order = Fixtures.moved(order, next);
            }
            return new StoredOrder(order, Optional.empty());
        }

        StoredOrder next(StoredOrder stored) {
            Order order = stored.order();
            OrderStatus status = status();
            return OrderFlow.ORDER_STATUS_FLOW.allows(order.status(), status)
                    ? new StoredOrder(Fixtures.moved(order, status), stored.otherFields())
                    : new StoredOrder(order.withNote(order.updatedAt(), "someone", "again"), stored.otherFields());
        }

        OrderQuery.Builder query() {
            OrderQuery.Builder query = random.nextBoolean() ? OrderQuery.oldestFirst() : OrderQuery.newestFirst();
            query.limit(1 + random.nextInt(10));
            if (oneIn(3)) {
                query.status(Stream.generate(this::status)
                        .limit(1 + random.nextInt(3))
                        .toArray(OrderStatus[]::new));
            }
            if (oneIn(4)) {
                query.packageType(oneIn(5) ? new PackageType("never-sold") : sold().type());
            }
            if (oneIn(3)) {
                query.customer(oneIn(9) ? PersonId.of("nobody") : customer().id());
            }
            if (oneIn(5)) {
                query.createdFrom(NOON.plusNanos(random.nextInt(50_000_000)));
            }
            if (oneIn(5)) {
                query.createdBefore(oneIn(4) ? Instant.MAX : NOON.plusMillis(random.nextInt(50)));
            }
            if (oneIn(6)) {
                query.idPart("0" + random.nextInt(10));
            }
            if (oneIn(5)) {
                query.phoneDigits(List.of("6281", "6285", "0037", "1000", "62851000", "0006281", "6281628162816281")
                        .get(random.nextInt(7)));
            }
            if (oneIn(4)) {
                query.sequelsOf(Fixtures.orderId(ids + random.nextInt(6)));
            }
            return query;
        }
    }

    private final OrderTable table = new OrderTable(OrderFlow.ORDER_STATUS_FLOW);
    private final Plain plain = new Plain();
    private long sequence;

    @Property(tries = 80, shrinking = ShrinkingMode.OFF)
    void aTableAnswersLikeAScan(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int ids,
            @ForAll @IntRange(min = 1, max = 40) int people) {
        Dice dice = new Dice(seed, ids, people);
        for (int step = 0; step < 2 * ids; step++) {
            change(dice);
        }
        assertSameIndexes();
        for (int i = 0; i < 30; i++) {
            assertSameAnswers(dice);
        }
        assertSameFeed(1 + dice.random.nextInt(20));
    }

    private void change(Dice dice) {
        OrderId id = dice.id();
        StoredOrder before = plain.orders.get(id);
        sequence += 1 + dice.random.nextInt(3);
        if (before == null || dice.oneIn(10)) {
            put(dice.order(id));
        } else if (dice.oneIn(4)) {
            plain.remove(id, sequence);
            table.remove(id, sequence);
        } else {
            put(dice.next(before));
        }
    }

    private void put(StoredOrder stored) {
        plain.put(stored, sequence);
        table.put(stored, sequence);
    }

    private void assertSameIndexes() {
        List<StoredOrder> orders = plain.byCreation();
        assertEquals(orders, List.copyOf(Lists.newArrayList(table.freeze())));
        assertEquals(orders.size(), table.size());
        assertEquals(orders.size(), table.freeze().size());
        assertEquals(plain.removed.values().stream().sorted(BY_CREATION).toList(), table.tombstones());
        assertEquals(table.tombstones(), table.freeze().tombstones());
        table.check();
        for (StoredOrder stored : orders) {
            PersonId customer = stored.order().customer().id();
            OrderQuery pending = OrderQuery.oldestFirst()
                    .customer(customer)
                    .status(OrderStatus.PENDING)
                    .build();
            assertEquals(plain.matching(pending), table.pendingOf(customer));
        }
    }

    private void assertSameAnswers(Dice dice) {
        OrderId id = dice.id();
        assertEquals(plain.changes.containsKey(id), table.everHad(id));
        assertEquals(Optional.ofNullable(plain.orders.get(id)), table.getStored(id));
        assertEquals(Optional.ofNullable(plain.orders.get(id)).map(StoredOrder::order), table.get(id));
        OrderQuery query = dice.query().build();
        assertEquals(plain.matching(query).size(), table.count(query), query::toString);
        assertSamePages(query);
        if (plain.changes.containsKey(id)) {
            assertSamePages(dice.query().after(id).build());
        } else {
            OrderQuery lost = dice.query().after(id).build();
            assertThrows(UnknownCursorException.class, () -> table.query(lost));
        }
    }

    private void assertSamePages(OrderQuery query) {
        Page page = table.query(query);
        Page expected = plain.page(query);
        assertEquals(expected.orders(), page.orders(), query::toString);
        assertEquals(expected.more(), page.more(), query::toString);
        page.total().ifPresent(total -> assertEquals(plain.matching(query).size(), total, query::toString));
    }

    private void assertSameFeed(int limit) {
        List<Change> expected = new ArrayList<>();
        plain.changes
                .keySet()
                .forEach(id -> expected.add(
                        new Change(id, Optional.ofNullable(plain.orders.get(id)).map(StoredOrder::order))));
        List<Change> met = new ArrayList<>();
        Changes changes = table.changes(0, limit);
        met.addAll(changes.changes());
        while (changes.more()) {
            changes = table.changes(changes.last(), limit);
            met.addAll(changes.changes());
        }
        assertEquals(expected, met);
        assertEquals(sequence, table.lastSequence());
        assertEquals(new Changes(ImmutableList.of(), sequence, false), table.changes(sequence, limit));
        plain.changes.forEach((id, number) ->
                assertEquals(number, table.changes(number - 1, 1).last()));
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void aFrozenTableStaysAsItWas(@ForAll long seed) {
        Dice dice = new Dice(seed, 100, 10);
        List<FrozenOrders> frozen = new ArrayList<>();
        List<List<StoredOrder>> orders = new ArrayList<>();
        List<List<Tombstone>> tombstones = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            if (step % 40 == 0) {
                frozen.add(table.freeze());
                orders.add(plain.byCreation());
                tombstones.add(table.tombstones());
            }
            change(dice);
        }
        for (int i = 0; i < frozen.size(); i++) {
            assertEquals(orders.get(i), Lists.newArrayList(frozen.get(i)));
            assertEquals(tombstones.get(i), frozen.get(i).tombstones());
        }
    }

    @Test
    void aTombstoneThatIsPutBackHoldsItsPlace() {
        sequence = 4;
        put(new StoredOrder(Fixtures.anOrder(1).pending(), Optional.empty()));
        sequence++;
        table.restoreTombstone(new Tombstone(Fixtures.orderId(2), NOON.plusSeconds(120), sequence));
        assertTrue(table.everHad(Fixtures.orderId(2)));
        assertEquals(Optional.empty(), table.get(Fixtures.orderId(2)));
        assertEquals(1, table.size());
        assertEquals(5, table.lastSequence());
        assertEquals(
                ImmutableList.of(Fixtures.anOrder(1).pending()),
                table.query(OrderQuery.newestFirst().after(Fixtures.orderId(2)).build())
                        .orders());
        assertEquals(
                ImmutableList.of(new Change(Fixtures.orderId(2), Optional.empty())),
                table.changes(0, 100).changes().subList(1, 2));
    }

    @Test
    void whatIsNotThereCannotBeRemoved() {
        assertThrows(IllegalArgumentException.class, () -> table.remove(Fixtures.orderId(1), 1));
    }

    @Test
    void aCommonPartOfPhoneNumbersIsFoundAmongManyPeople() {
        for (int i = 0; i < 5_000; i++) {
            sequence++;
            put(new StoredOrder(
                    Fixtures.anOrder(i)
                            .by(Fixtures.customer("x", i % 10 == 0 ? "4499" + (100_000 + i) : "6281" + (100_000 + i)))
                            .pending(),
                    Optional.empty()));
        }
        for (String digits : List.of("6281", "4499", "0123", "628110")) {
            OrderQuery query = OrderQuery.newestFirst().phoneDigits(digits).build();
            assertSamePages(query);
            assertEquals(plain.matching(query).size(), table.count(query));
        }
    }
}
