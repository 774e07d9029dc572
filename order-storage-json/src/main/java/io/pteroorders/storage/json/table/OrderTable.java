package io.pteroorders.storage.json.table;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.ChangePage.Change;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.storage.json.table.CustomerTable.Person;
import io.pteroorders.storage.json.table.FrozenOrders.Entry;
import io.pteroorders.storage.json.table.Ranking.Place;
import io.pteroorders.storage.record.StoredOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The table of all orders, packed, behind indexes. Each has an ordinal, which stands for it in every index; a removed
 * order keeps its own, and is a tombstone there.
 *
 * <p>Not thread-safe: one thread changes it under a write lock, readers hold a read lock.
 */
public final class OrderTable {

    /** The most orders that are numbered by time in whole seconds, as a power of two. */
    private static final int ORDINAL_BITS = 24;

    private static final byte[] GONE = {};

    private final CustomerTable people = new CustomerTable();
    private final Packer packer;
    private final HashIndex ids = new HashIndex();

    /** By ordinal. */
    private byte[][] packed = new byte[16][];

    private long[] createdAt = new long[16];
    private int used;

    private final Ranking byCreation = new ByCreation();
    private final OrdinalSet all = new OrdinalSet(byCreation);
    private final OrdinalSet removed = new OrdinalSet(byCreation);
    private final Map<OrderStatus, OrdinalSet> byStatus = new EnumMap<>(OrderStatus.class);
    private final Map<PackageType, OrdinalSet> byPackage = new HashMap<>();

    /** By the order that began the subscription; no other order than a sequel has a place here. */
    private final Map<OrderId, SortedOrdinals> byFirst = new HashMap<>();

    private final OrdinalSet nothing = new OrdinalSet(byCreation);
    private OrdinalSet byLastChange = new OrdinalSet(new ByLastChange());
    private long lastSequence;

    private final class ByCreation implements Ranking {

        @Override
        public long key(int ordinal) {
            return createdAt[ordinal];
        }

        @Override
        public int breakTie(int a, int b) {
            return PackedOrder.compareIds(packed[a], packed[b]);
        }
    }

    private final class ByLastChange implements Ranking {

        @Override
        public long key(int ordinal) {
            return PackedOrder.sequence(packed[ordinal]);
        }

        @Override
        public int breakTie(int a, int b) {
            return Integer.compare(a, b);
        }
    }

    OrderTable(OrderFlow flow) {
        this.packer = new Packer(flow, people);
        for (OrderStatus status : OrderStatus.values()) {
            byStatus.put(status, new OrdinalSet(byCreation));
        }
    }

    /** An order at its last change, or empty if it was removed; and the number of that change. */
    record Changes(ImmutableList<Change> changes, long last, boolean more) {}

    /**
     * Adds an order, or puts it in the place of the one with its id.
     *
     * @param sequence the number of the change, over 0 and unlike any other; the greatest comes last in the feed
     */
    public void put(StoredOrder stored, long sequence) {
        passed(sequence);
        Order order = stored.order();
        byte[] now = packer.pack(stored, sequence);
        int ordinal = place(order.id(), order.createdAt().toEpochMilli());
        replace(ordinal, now);
    }

    /**
     * Removes an order that is there; its id stays taken.
     *
     * @param sequence the number of the change, like that of {@link #put}
     */
    public void remove(OrderId id, long sequence) {
        passed(sequence);
        int ordinal = find(id);
        Preconditions.checkArgument(ordinal >= 0 && !isRemoved(ordinal), "there is no order %s", id);
        replace(ordinal, PackedOrder.tombstone(id, sequence));
    }

    /**
     * Numbers the orders of a table that was filled with nothing else: by times, equal ones as they were put.
     *
     * @param seconds the time of each, as they were put
     */
    void numberByTime(long[] seconds) {
        long[] sorted = new long[used];
        for (int ordinal = 0; ordinal < used; ordinal++) {
            sorted[ordinal] = seconds[ordinal] << ORDINAL_BITS | ordinal;
        }
        Arrays.sort(sorted);
        byLastChange = new OrdinalSet(new ByLastChange());
        for (int i = 0; i < used; i++) {
            int ordinal = (int) (sorted[i] & ((1 << ORDINAL_BITS) - 1));
            PackedOrder.number(packed[ordinal], i + 1);
            byLastChange.add(ordinal);
        }
    }

    /** Puts back what was left of an order that was removed before the table was filled. */
    public void restoreTombstone(Tombstone tombstone) {
        passed(tombstone.sequence());
        int ordinal = place(tombstone.id(), tombstone.createdAt().toEpochMilli());
        replace(ordinal, PackedOrder.tombstone(tombstone.id(), tombstone.sequence()));
    }

    private void passed(long sequence) {
        lastSequence = Math.max(lastSequence, sequence);
    }

    /** The ordinal for an id and time of creation; what an order of another time had is given up. */
    private int place(OrderId id, long created) {
        int known = find(id);
        if (known >= 0 && createdAt[known] == created) {
            return known;
        }
        int ordinal = append(created);
        if (known < 0) {
            ids.add(id.hashCode(), ordinal);
        } else {
            replace(known, GONE);
            ids.replace(id.hashCode(), known, ordinal);
        }
        return ordinal;
    }

    private int append(long created) {
        if (used == packed.length) {
            int room = used + used / 2;
            packed = Arrays.copyOf(packed, room);
            createdAt = Arrays.copyOf(createdAt, room);
        }
        packed[used] = GONE;
        createdAt[used] = created;
        return used++;
    }

    private void replace(int ordinal, byte[] now) {
        byte[] before = packed[ordinal];
        if (before != GONE) {
            byLastChange.remove(ordinal);
        }
        if (!standsAlike(before, now)) {
            unlink(ordinal);
            packed[ordinal] = now;
            link(ordinal);
        }
        packed[ordinal] = now;
        if (now != GONE) {
            byLastChange.add(ordinal);
        }
    }

    /** Whether two states of an order stand in the same indexes. */
    private boolean standsAlike(byte[] before, byte[] now) {
        return isOrder(before)
                && isOrder(now)
                && PackedOrder.status(before) == PackedOrder.status(now)
                && packageOf(before).equals(packageOf(now))
                && personOf(before) == personOf(now)
                && standAlikeAsSequels(before, now);
    }

    private static boolean standAlikeAsSequels(byte[] before, byte[] now) {
        return PackedOrder.isSequel(before) == PackedOrder.isSequel(now)
                && (!PackedOrder.isSequel(now) || PackedOrder.isSequelOf(before, PackedOrder.first(now)));
    }

    private static boolean isOrder(byte[] packed) {
        return packed != GONE && !PackedOrder.isRemoved(packed);
    }

    private void link(int ordinal) {
        byte[] now = packed[ordinal];
        if (now == GONE) {
            return;
        }
        if (PackedOrder.isRemoved(now)) {
            removed.add(ordinal);
            return;
        }
        all.add(ordinal);
        of(PackedOrder.status(now)).add(ordinal);
        byPackage
                .computeIfAbsent(packageOf(now), type -> new OrdinalSet(byCreation))
                .add(ordinal);
        personOf(now).orders.add(byCreation, ordinal);
        if (PackedOrder.status(now) == OrderStatus.PENDING) {
            personOf(now).pending().add(byCreation, ordinal);
        }
        if (PackedOrder.isSequel(now)) {
            byFirst.computeIfAbsent(PackedOrder.first(now), first -> new SortedOrdinals())
                    .add(byCreation, ordinal);
        }
    }

    private void unlink(int ordinal) {
        byte[] before = packed[ordinal];
        if (before == GONE) {
            return;
        }
        if (PackedOrder.isRemoved(before)) {
            removed.remove(ordinal);
            return;
        }
        all.remove(ordinal);
        of(PackedOrder.status(before)).remove(ordinal);
        of(packageOf(before)).remove(ordinal);
        personOf(before).orders.remove(byCreation, ordinal);
        if (PackedOrder.status(before) == OrderStatus.PENDING) {
            personOf(before).pending().remove(byCreation, ordinal);
        }
        if (PackedOrder.isSequel(before)) {
            byFirst.computeIfPresent(PackedOrder.first(before), (first, sequels) -> {
                sequels.remove(byCreation, ordinal);
                return sequels.size() == 0 ? null : sequels;
            });
        }
    }

    public int size() {
        return all.size();
    }

    /** Whether an order with this id is there or was removed. */
    public boolean everHad(OrderId id) {
        return find(id) >= 0;
    }

    public Optional<Order> get(OrderId id) {
        int ordinal = find(id);
        return ordinal < 0 ? Optional.empty() : at(ordinal);
    }

    public Optional<StoredOrder> getStored(OrderId id) {
        int ordinal = find(id);
        return ordinal < 0 || isRemoved(ordinal)
                ? Optional.empty()
                : Optional.of(packer.unpacker().stored(packed[ordinal], createdAt[ordinal]));
    }

    /** The pending orders of a customer, oldest first. */
    ImmutableList<Order> pendingOf(PersonId customer) {
        Person person = people.find(customer);
        ImmutableList.Builder<Order> pending = ImmutableList.builder();
        for (int i = 0; person != null && i < person.pendingCount(); i++) {
            pending.add(order(person.pendingAt(i)));
        }
        return pending.build();
    }

    /** All orders of a customer, oldest first. */
    public ImmutableList<StoredOrder> of(PersonId customer) {
        Person person = people.find(customer);
        ImmutableList.Builder<StoredOrder> orders = ImmutableList.builder();
        for (int i = 0; person != null && i < person.orders.size(); i++) {
            int ordinal = person.orders.get(i);
            orders.add(packer.unpacker().stored(packed[ordinal], createdAt[ordinal]));
        }
        return orders.build();
    }

    /** Like {@link io.pteroorders.core.storage.OrderStorage#query}. */
    public Page query(OrderQuery query) {
        return new TableQuery(this, query).page();
    }

    /** Like {@link io.pteroorders.core.storage.OrderStorage#count}. */
    public long count(OrderQuery query) {
        return new TableQuery(this, query).count();
    }

    /** The orders that changed last after a change, each once, in the order of their last changes. */
    public Changes changes(long afterSequence, int limit) {
        ImmutableList.Builder<Change> changes = ImmutableList.builder();
        OrdinalIterator walk = byLastChange.up(Place.before(afterSequence + 1));
        long last = afterSequence;
        int ordinal = walk.next();
        for (int taken = 0; taken < limit && ordinal != OrdinalIterator.END; taken++) {
            changes.add(new Change(id(ordinal), at(ordinal)));
            last = PackedOrder.sequence(packed[ordinal]);
            ordinal = walk.next();
        }
        return new Changes(changes.build(), last, ordinal != OrdinalIterator.END);
    }

    /** The greatest number of a change, 0 if there was none. */
    long lastSequence() {
        return lastSequence;
    }

    /** The removed orders, by creation. */
    public ImmutableList<Tombstone> tombstones() {
        ImmutableList.Builder<Tombstone> tombstones = ImmutableList.builder();
        for (int ordinal : removed.toArray()) {
            tombstones.add(PackedOrder.tombstone(packed[ordinal], createdAt[ordinal]));
        }
        return tombstones.build();
    }

    /** The table as it is now, for any thread and for good. */
    public FrozenOrders freeze() {
        return new FrozenOrders(
                packer.unpacker(), Arrays.copyOf(packed, used), createdAt, all.toArray(), removed.toArray());
    }

    /**
     * A table of these orders and tombstones, of no two with one id or number of the last change.
     *
     * @param unpacker of what they are packed with
     * @throws RuntimeException if one of them is damaged
     */
    static OrderTable restored(Unpacker unpacker, List<Entry> entries) {
        OrderTable table = new OrderTable(unpacker.flow());
        table.packer.restore(unpacker);
        entries.forEach(table::restore);
        table.indexChanges();
        return table;
    }

    private void restore(Entry entry) {
        String id = PackedOrder.idText(entry.packed());
        Preconditions.checkArgument(find(id) < 0, "%s stands twice", id);
        int ordinal = append(entry.createdAt());
        ids.add(id.hashCode(), ordinal);
        packed[ordinal] = entry.packed();
        link(ordinal);
    }

    /** Fills the index by last change, in its order. */
    private void indexChanges() {
        long[] sequences = new long[used];
        Arrays.setAll(sequences, ordinal -> PackedOrder.sequence(packed[ordinal]));
        long[] sorted = sequences.clone();
        Arrays.sort(sorted);
        int[] ordinals = new int[used];
        for (int ordinal = 0; ordinal < used; ordinal++) {
            ordinals[Arrays.binarySearch(sorted, sequences[ordinal])] = ordinal;
        }
        for (int i = 0; i < used; i++) {
            Preconditions.checkArgument(
                    i == 0 || sorted[i - 1] < sorted[i], "two changes have the number %s", sorted[i]);
            byLastChange.add(ordinals[i]);
            lastSequence = sorted[i];
        }
    }

    /**
     * Compares the sizes of all indexes.
     *
     * @throws IllegalStateException if they do not agree
     */
    public void check() {
        checkSize(
                "status", byStatus.values().stream().mapToInt(OrdinalSet::size).sum());
        checkSize(
                "package",
                byPackage.values().stream().mapToInt(OrdinalSet::size).sum());
        checkSize("customer", people.orders());
        checkSize("last change", byLastChange.size() - removed.size());
        checkSize("id", ids.size() - removed.size());
        int pending = of(OrderStatus.PENDING).size();
        Preconditions.checkState(people.pendingOrders() == pending, "indexes of pending orders differ");
        int sequels = byFirst.values().stream().mapToInt(SortedOrdinals::size).sum();
        Preconditions.checkState(sequels == countSequels(), "the index of sequels lacks some");
    }

    private long countSequels() {
        return Arrays.stream(packed, 0, used)
                .filter(order -> isOrder(order) && PackedOrder.isSequel(order))
                .count();
    }

    private void checkSize(String index, int found) {
        Preconditions.checkState(
                found == all.size(), "there are %s orders, but %s in the index by %s", all.size(), found, index);
    }

    /** The ordinal with an id, or -1. */
    int find(OrderId id) {
        return find(id.toString());
    }

    private int find(String text) {
        return ids.find(text.hashCode(), ordinal -> PackedOrder.hasId(packed[ordinal], text));
    }

    Order order(int ordinal) {
        return packer.unpacker().order(packed[ordinal], createdAt[ordinal]);
    }

    private Optional<Order> at(int ordinal) {
        return isRemoved(ordinal) ? Optional.empty() : Optional.of(order(ordinal));
    }

    private OrderId id(int ordinal) {
        return OrderId.of(PackedOrder.idText(packed[ordinal]));
    }

    private boolean isRemoved(int ordinal) {
        return PackedOrder.isRemoved(packed[ordinal]);
    }

    byte[] packed(int ordinal) {
        return packed[ordinal];
    }

    long createdAt(int ordinal) {
        return createdAt[ordinal];
    }

    Person personOf(byte[] order) {
        return people.person(PackedOrder.customer(order));
    }

    PackageType packageOf(byte[] order) {
        return packer.item(PackedOrder.item(order)).packageType();
    }

    Ranking byCreation() {
        return byCreation;
    }

    CustomerTable people() {
        return people;
    }

    OrdinalSet all() {
        return all;
    }

    OrdinalSet of(OrderStatus status) {
        return Objects.requireNonNull(byStatus.get(status));
    }

    OrdinalSet of(PackageType type) {
        return byPackage.getOrDefault(type, nothing);
    }

    Ordinals sequelsOf(OrderId first) {
        SortedOrdinals sequels = byFirst.get(first);
        return sequels == null ? nothing : sequels.in(byCreation);
    }
}
