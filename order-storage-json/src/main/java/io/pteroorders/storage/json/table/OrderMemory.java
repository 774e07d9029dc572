package io.pteroorders.storage.json.table;

import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ClaimIndex;
import io.pteroorders.core.storage.ClaimIndex.Holder;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.RequestLog;
import io.pteroorders.storage.record.StoredOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * The durable state as it stands: the orders, the sums over them, who holds what, and the requests that were carried
 * out. One thread changes it, holding the write lock for a moment and never while the disk works; any thread reads.
 */
public final class OrderMemory {

    private final ZoneId zone;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final RequestLog requests = new RequestLog();
    private OrderTable table;
    private StatisticsCollector statistics;
    private ClaimIndex claims;
    private volatile long numbering;
    private volatile long lastRestore;

    /**
     * A memory without orders.
     *
     * @param flow that the history of every order follows
     * @param zone in which the days of its statistics begin
     */
    public OrderMemory(OrderFlow flow, ZoneId zone) {
        this(zone, new OrderTable(flow), new StatisticsCollector(zone), new ClaimIndex(), 0);
    }

    public OrderMemory(
            ZoneId zone, OrderTable table, StatisticsCollector statistics, ClaimIndex claims, long numbering) {
        this.zone = zone;
        this.table = table;
        this.statistics = statistics;
        this.claims = claims;
        this.numbering = numbering;
    }

    /** Changes things so that readers see all of it or nothing. */
    public void changing(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** What a function finds in a table that stands still. */
    public <T> T reading(Function<OrderTable, T> read) {
        lock.readLock().lock();
        try {
            return read.apply(table);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The order that a request changed earlier. */
    public Optional<OrderId> find(RequestId request) {
        return reading(ignored -> requests.find(request));
    }

    /** Who holds what a claim is on. */
    public Optional<Holder> holder(Claim claim) {
        return reading(ignored -> claims.holder(claim));
    }

    /** The order that holds the key of a space. */
    public Optional<Order> holder(String space, String key) {
        return reading(orders -> claims.holder(space, key).flatMap(holder -> orders.get(holder.order())));
    }

    public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
        StatisticsPeriod period = StatisticsPeriod.containing(LocalDate.ofInstant(asOf, zone), unit);
        return reading(ignored -> statistics.statistics(period, asOf));
    }

    /** Only for the thread that changes it. */
    public OrderTable table() {
        return table;
    }

    /** Only for the thread that changes it. */
    public RequestLog requests() {
        return requests;
    }

    /** Takes over an order from a snapshot. */
    public void load(StoredOrder order, long number) {
        statistics.add(order.order());
        claims.changed(Optional.empty(), Optional.of(order.order()));
        table.put(order, number);
    }

    /** All orders were taken over that a snapshot holds; see {@link Feed}. */
    public void numbered(long[] changedAt, long sequence) {
        table.numberByTime(changedAt);
        numbering = sequence;
    }

    /** Takes a snapshot for that of an earlier change. */
    public void numberedAt(long sequence) {
        numbering = sequence;
    }

    /** The last record of the journal that changed an order. */
    public long lastChange() {
        return Math.max(numbering, Feed.sequenceOf(table.lastSequence()));
    }

    /** The orders are those that a restore put in place, and what changed since. */
    public void restoredBy(long sequence) {
        lastRestore = sequence;
    }

    /** The number of the last restore; 0 if there was none. */
    public long lastRestore() {
        return lastRestore;
    }

    public long numbering() {
        return numbering;
    }

    /** An order is now so. */
    public void put(Optional<Order> before, StoredOrder after, Optional<RequestId> request, long sequence) {
        before.ifPresent(statistics::remove);
        statistics.add(after.order());
        claims.changed(before, Optional.of(after.order()));
        table.put(after, Feed.numberOf(sequence));
        carriedOut(request, after.order().id(), after.order().updatedAt());
    }

    /**
     * Orders are now so, all by one record of the journal.
     *
     * @param sequence of that record; those before it are numbers for the other orders
     */
    public void erased(List<StoredOrder> before, Function<StoredOrder, StoredOrder> erasure, long sequence) {
        long number = sequence - before.size();
        for (StoredOrder order : before) {
            StoredOrder after = erasure.apply(order);
            statistics.remove(order.order());
            statistics.add(after.order());
            claims.changed(Optional.of(order.order()), Optional.of(after.order()));
            table.put(after, Feed.numberOf(++number));
        }
    }

    /** An order is gone. */
    public void remove(Optional<Order> before, OrderId id, Optional<RequestId> request, Instant at, long sequence) {
        before.ifPresent(statistics::remove);
        claims.changed(before, Optional.empty());
        table.remove(id, Feed.numberOf(sequence));
        carriedOut(request, id, at);
    }

    /** A change took place, whether or not the orders show it. */
    public void carriedOut(Optional<RequestId> request, OrderId id, Instant at) {
        requests.passed(at);
        request.ifPresent(done -> requests.add(done, id));
    }

    /** Takes another memory's orders for its own; requests stay. */
    public void replaceBy(OrderMemory other) {
        table = other.table;
        statistics = other.statistics;
        claims = other.claims;
        numbering = other.numbering;
    }
}
