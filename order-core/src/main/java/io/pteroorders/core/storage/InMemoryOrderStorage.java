package io.pteroorders.core.storage;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps orders in memory: for tests, for embedding, and as the memory of a store that writes each change somewhere
 * first. Nothing outlives the process unless a {@link WriteAhead} makes it.
 *
 * <p>Thread-safe. Writers wait for each other; readers wait for no {@link WriteAhead}.
 */
public final class InMemoryOrderStorage implements OrderStorage {

    /** Makes a change durable before anyone can see it. */
    @FunctionalInterface
    public interface WriteAhead {

        /** Does nothing: changes live in memory only. */
        WriteAhead NONE = new WriteAhead() {
            @Override
            public void write(Optional<Order> before, Optional<Order> after, Optional<RequestId> request) {
                // Nothing is written.
            }

            @Override
            public void erase(Erasure erasure, ImmutableList<Order> orders) {
                // Nothing is written.
            }
        };

        /**
         * Called by one thread at a time. If it throws, the change does not take place.
         *
         * @param before the order as it was; empty if it is new
         * @param after the order as it is to be; empty if it is to go: then its id, and when it was made, are to be
         *     remembered
         * @param request the request that the change belongs to, to be remembered with the order's id, in the same step as
         *     the change; see {@link RequestLog}
         */
        void write(Optional<Order> before, Optional<Order> after, Optional<RequestId> request);

        /**
         * Takes a person out of their orders, in one step; like {@link #write} otherwise. Where it is not overridden nobody
         * can be erased.
         *
         * @param orders what takes the place of all the person's orders, in the order of the feed; there may be none, and
         *     then what is left of the person elsewhere is to go
         */
        default void erase(Erasure erasure, ImmutableList<Order> orders) {
            throw StorageException.rejected("this store cannot take a person out of several orders at once", null);
        }
    }

    private final ZoneId zone;
    private final WriteAhead writeAhead;
    private final ReentrantLock writers = new ReentrantLock();
    private final ReadWriteLock memory = new ReentrantReadWriteLock();
    private final OrderIndex index = new OrderIndex();
    private final StatisticsCollector statistics;
    private final ChangeFeed feed;
    private final RequestLog requests;
    private final ClaimIndex claims = new ClaimIndex();
    private volatile boolean closed;

    private InMemoryOrderStorage(Builder from) {
        this.zone = from.zone;
        this.writeAhead = from.writeAhead;
        this.statistics = new StatisticsCollector(zone);
        this.feed = new ChangeFeed(from.store, from.opening);
        this.requests = from.requests.copy();
        from.removed.forEach(this::restoreRemoved);
        from.orders.forEach(this::restore);
    }

    private void restoreRemoved(OrderId id, Instant createdAt) {
        index.addRemoved(id, createdAt);
        feed.add(id);
    }

    private void restore(Order order) {
        Preconditions.checkArgument(!index.everHad(order.id()), "two orders have the id %s", order.id());
        apply(Optional.empty(), Optional.of(order));
    }

    /**
     * An empty store.
     *
     * @param zone in which the days of its statistics begin
     */
    public static InMemoryOrderStorage create(ZoneId zone) {
        return builder(zone).build();
    }

    /**
     * Collects what a store holds from the beginning, such as one that was closed and goes on.
     *
     * @param zone in which the days of its statistics begin
     */
    public static Builder builder(ZoneId zone) {
        return new Builder(zone);
    }

    @Override
    public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        return writing(request, () -> {
            if (index.everHad(order.id())) {
                return WriteResult.idTaken(order.id());
            }
            Optional<Refusal> refusal =
                    guard.check(index.pendingOf(order.customer().id()));
            return refusal.map(no -> WriteResult.refused(order.id(), Optional.empty(), no))
                    .orElseGet(() -> put(Optional.empty(), order, request));
        });
    }

    @Override
    public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        return writing(request, () -> {
            Order now = index.get(id);
            if (now == null) {
                return WriteResult.notFound(id);
            }
            return change.apply(now)
                    .fold(
                            next -> put(Optional.of(now), continuing(now, next), request),
                            refusal -> WriteResult.refused(id, Optional.of(now), refusal));
        });
    }

    private static Order continuing(Order before, Order after) {
        Preconditions.checkArgument(after.continues(before), "the change of %s does not continue it", before.id());
        return after;
    }

    @Override
    public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
        return writing(request, () -> {
            Order now = index.get(id);
            if (now == null) {
                return WriteResult.notFound(id);
            }
            return guard.apply(now)
                    .map(refusal -> WriteResult.refused(id, Optional.of(now), refusal))
                    .orElseGet(() -> commit(id, Optional.of(now), Optional.empty(), request));
        });
    }

    @Override
    public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
        Preconditions.checkState(!writers.isHeldByCurrentThread(), "what decides on a change asked for another");
        writers.lock();
        try {
            checkOpen();
            ImmutableList<Order> orders = index.of(erasure.person()).stream()
                    .filter(erasure::concerns)
                    .collect(ImmutableList.toImmutableList());
            return guard.apply(orders).map(Outcome::<Integer>refused).orElseGet(() -> erase(erasure, orders));
        } finally {
            writers.unlock();
        }
    }

    private Outcome<Integer> erase(Erasure erasure, ImmutableList<Order> orders) {
        ImmutableList<Order> erased = orders.stream().map(erasure::in).collect(ImmutableList.toImmutableList());
        writeAhead.erase(erasure, erased);
        memory.writeLock().lock();
        try {
            for (int i = 0; i < orders.size(); i++) {
                apply(Optional.of(orders.get(i)), Optional.of(erased.get(i)));
            }
        } finally {
            memory.writeLock().unlock();
        }
        return Outcome.done(orders.size());
    }

    /** Only writers change the memory, and there is one at a time, so it reads without the memory's lock. */
    private WriteResult writing(Optional<RequestId> request, Supplier<WriteResult> write) {
        Preconditions.checkState(!writers.isHeldByCurrentThread(), "what decides on a change asked for another");
        writers.lock();
        try {
            checkOpen();
            return request.flatMap(requests::find)
                    .map(id -> WriteResult.replayed(id, Optional.ofNullable(index.get(id))))
                    .orElseGet(write);
        } finally {
            writers.unlock();
        }
    }

    private WriteResult put(Optional<Order> before, Order after, Optional<RequestId> request) {
        return claims.taken(before, after)
                .map(claim -> WriteResult.refused(after.id(), before, new Refusal.Claimed(claim)))
                .orElseGet(() -> commit(after.id(), before, Optional.of(after), request));
    }

    private WriteResult commit(OrderId id, Optional<Order> before, Optional<Order> after, Optional<RequestId> request) {
        writeAhead.write(before, after, request);
        memory.writeLock().lock();
        try {
            apply(before, after);
        } finally {
            memory.writeLock().unlock();
        }
        requests.changed(before, after, request);
        return WriteResult.done(id, before, after);
    }

    private void apply(Optional<Order> before, Optional<Order> after) {
        before.ifPresent(statistics::remove);
        after.ifPresent(statistics::add);
        after.ifPresentOrElse(index::put, () -> before.ifPresent(index::remove));
        claims.changed(before, after);
        feed.add(after.or(() -> before).orElseThrow().id());
    }

    @Override
    public Optional<Order> get(OrderId id) {
        return reading(() -> Optional.ofNullable(index.get(id)));
    }

    @Override
    public Optional<Order> holder(String space, String key) {
        return reading(
                () -> claims.holder(space, key).map(holder -> Objects.requireNonNull(index.get(holder.order()))));
    }

    @Override
    public Page query(OrderQuery query) {
        return reading(() -> index.query(query));
    }

    @Override
    public long count(OrderQuery query) {
        return reading(() -> index.count(query));
    }

    @Override
    public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
        StatisticsPeriod period = StatisticsPeriod.containing(LocalDate.ofInstant(asOf, zone), unit);
        return reading(() -> statistics.statistics(period, asOf));
    }

    @Override
    public ChangePage changes(ChangePage.Token after, int limit) {
        Preconditions.checkArgument(
                limit >= 1 && limit <= OrderQuery.MAX_LIMIT, "a page has 1 to %s changes", OrderQuery.MAX_LIMIT);
        return reading(() -> feed.after(after, limit, id -> Optional.ofNullable(index.get(id))));
    }

    private <T> T reading(Supplier<T> read) {
        checkOpen();
        memory.readLock().lock();
        try {
            return read.get();
        } finally {
            memory.readLock().unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw StorageException.rejected("the store is closed", null);
        }
    }

    @Override
    public void close() {
        writers.lock();
        try {
            closed = true;
        } finally {
            writers.unlock();
        }
    }

    /** Collects what a store holds from the beginning. Not thread-safe. */
    public static final class Builder {

        private final ZoneId zone;
        private String store = UUID.randomUUID().toString();
        private String opening = "";
        private ImmutableList<Order> orders = ImmutableList.of();
        private ImmutableMap<OrderId, Instant> removed = ImmutableMap.of();
        private RequestLog requests = new RequestLog();
        private WriteAhead writeAhead = WriteAhead.NONE;

        private Builder(ZoneId zone) {
            this.zone = Objects.requireNonNull(zone);
        }

        /**
         * What tells its feed tokens from those of others; a store of its own each time if not given.
         *
         * @param nameOfStore the same at each opening
         * @param nameOfOpening another at each opening
         */
        public Builder named(String nameOfStore, String nameOfOpening) {
            this.store = Objects.requireNonNull(nameOfStore);
            this.opening = Objects.requireNonNull(nameOfOpening);
            return this;
        }

        /** Its orders, in the order in which the change feed is to give them; none if not given. */
        public Builder orders(Iterable<Order> value) {
            this.orders = ImmutableList.copyOf(value);
            return this;
        }

        /**
         * The orders that it had once, and when each was made; none if not given. Their ids stay taken, and the change feed
         * gives them first.
         */
        public Builder removed(Map<OrderId, Instant> value) {
            this.removed = ImmutableMap.copyOf(value);
            return this;
        }

        /** The requests that were carried out; none if not given. The store makes a copy. */
        public Builder requests(RequestLog value) {
            this.requests = Objects.requireNonNull(value);
            return this;
        }

        /** What makes each change durable; nothing if not given. */
        public Builder writeAhead(WriteAhead value) {
            this.writeAhead = Objects.requireNonNull(value);
            return this;
        }

        /**
         * The store.
         *
         * @throws IllegalArgumentException if two orders have the same id, or one has that of a removed order
         */
        public InMemoryOrderStorage build() {
            return new InMemoryOrderStorage(this);
        }
    }
}
