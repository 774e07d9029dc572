package io.pteroorders.core.testkit.wrong;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.wrong.JournalStorage.Entry;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Stores that do not find what they wrote when they are opened again, or do not end when they are closed. */
final class WrongDisks {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("loses what was in its buffer", () -> opening(all -> first(all, all.size() - 1)))
                    .put("reads a hundred records", () -> opening(all -> first(all, 100)))
                    .put("reads fifty records", () -> opening(all -> first(all, 50)))
                    .put("brings removed orders back", () -> opening(WrongDisks::withoutRemovals))
                    .put("forgets removed ids", () -> opening(WrongDisks::withoutRemoved))
                    .put("forgets request ids", () -> opening(WrongDisks::withoutRequests))
                    .put("forgets request ids but those of new orders", () -> opening(WrongDisks::requestsOfInserts))
                    .put("forgets request ids of removed orders", () -> opening(WrongDisks::requestsOfLiving))
                    .put("keeps one of orders that came at the same time", () -> opening(WrongDisks::oneATime))
                    .put("takes customers for the same in any case", () -> opening(WrongDisks::oneSpelling))
                    .put("reads each order as it was last, by id", () -> opening(WrongDisks::byId))
                    .put("begins its file anew", BeginsAnew::new)
                    .put("reads the file of the first time again", WritesAreNotKept::new)
                    .put("reads when it is closed", () -> new Half(Call.GET))
                    .put("finds when it is closed", () -> new Half(Call.QUERY))
                    .put("counts when it is closed", () -> new Half(Call.COUNT))
                    .put("adds up when it is closed", () -> new Half(Call.STATISTICS))
                    .put("tells changes when it is closed", () -> new Half(Call.CHANGES))
                    .put("inserts when it is closed", () -> new Half(Call.INSERT))
                    .put("updates when it is closed", () -> new Half(Call.UPDATE))
                    .put("removes when it is closed", () -> new Half(Call.REMOVE))
                    .put("fails in its own words when it is closed", ClosedBadly::new)
                    .buildOrThrow();

    private WrongDisks() {}

    private static ForwardingStorage opening(Function<List<Entry>, List<Entry>> fault) {
        return JournalStorage.opening(fault::apply);
    }

    private static List<Entry> first(List<Entry> all, int most) {
        return all.subList(0, Math.max(0, Math.min(most, all.size())));
    }

    private static List<Entry> withoutRemovals(List<Entry> all) {
        return all.stream().filter(entry -> entry.after().isPresent()).toList();
    }

    private static Set<OrderId> removed(List<Entry> all) {
        return all.stream()
                .filter(entry -> entry.after().isEmpty())
                .map(Entry::id)
                .collect(Collectors.toSet());
    }

    private static List<Entry> withoutRemoved(List<Entry> all) {
        Set<OrderId> removed = removed(all);
        return all.stream().filter(entry -> !removed.contains(entry.id())).toList();
    }

    private static Entry without(Entry entry) {
        return new Entry(entry.id(), entry.after(), Optional.empty());
    }

    private static List<Entry> withoutRequests(List<Entry> all) {
        return all.stream().map(WrongDisks::without).toList();
    }

    private static List<Entry> requestsOfInserts(List<Entry> all) {
        Set<OrderId> seen = new HashSet<>();
        return all.stream()
                .map(entry -> seen.add(entry.id()) ? entry : without(entry))
                .toList();
    }

    private static List<Entry> requestsOfLiving(List<Entry> all) {
        Set<OrderId> removed = removed(all);
        return all.stream()
                .map(entry -> removed.contains(entry.id()) ? without(entry) : entry)
                .toList();
    }

    private static List<Entry> oneATime(List<Entry> all) {
        Map<Instant, OrderId> byTime = new HashMap<>();
        all.forEach(entry -> entry.after().ifPresent(order -> byTime.put(order.createdAt(), order.id())));
        Set<OrderId> kept = ImmutableSet.copyOf(byTime.values());
        return all.stream()
                .filter(entry -> kept.contains(entry.id()) || entry.after().isEmpty())
                .toList();
    }

    private static List<Entry> oneSpelling(List<Entry> all) {
        Map<String, String> spellings = new HashMap<>();
        Function<Order, Order> respelled = OrderCopy.edit(
                copy -> copy.person = spellings.computeIfAbsent(Ascii.toLowerCase(copy.person), fresh -> copy.person));
        return all.stream()
                .map(entry -> new Entry(entry.id(), entry.after().map(respelled), entry.request()))
                .toList();
    }

    /** Keeps everything but the order of changes, and the requests but the last of each order. */
    private static List<Entry> byId(List<Entry> all) {
        Map<OrderId, Entry> last = new LinkedHashMap<>();
        all.forEach(entry -> last.put(entry.id(), entry));
        return all.stream()
                .filter(entry -> removed(all).contains(entry.id()) || last.containsValue(entry))
                .sorted(Comparator.comparing(Entry::id))
                .toList();
    }

    /** What it reads it does not write again, so that it is gone the next time. */
    private static final class BeginsAnew extends ForwardingStorage {
        private ImmutableSet<OrderId> before = ImmutableSet.of();

        @Override
        OrderStorage reopened() {
            restore(all().stream().filter(order -> !before.contains(order.id())).toList());
            before = all().stream().map(Order::id).collect(ImmutableSet.toImmutableSet());
            return this;
        }
    }

    /** Writes to a file that is read the first time only. */
    private static final class WritesAreNotKept extends ForwardingStorage {
        private Optional<Collection<Order>> first = Optional.empty();

        @Override
        OrderStorage reopened() {
            if (first.isEmpty()) {
                first = Optional.of(all());
            } else {
                restore(first.get());
            }
            return this;
        }
    }

    private enum Call {
        GET,
        QUERY,
        COUNT,
        STATISTICS,
        CHANGES,
        INSERT,
        UPDATE,
        REMOVE
    }

    /** Takes one kind of call although it is closed. */
    private static final class Half extends ForwardingStorage {
        private final Call open;
        private boolean closed;

        Half(Call open) {
            this.open = open;
        }

        private OrderStorage to(Call call) {
            if (closed && call != open) {
                throw StorageException.rejected("the store is closed", null);
            }
            return real;
        }

        @Override
        public Optional<Order> get(OrderId id) {
            return to(Call.GET).get(id);
        }

        @Override
        public Page query(OrderQuery query) {
            return to(Call.QUERY).query(query);
        }

        @Override
        public long count(OrderQuery query) {
            return to(Call.COUNT).count(query);
        }

        @Override
        public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
            return to(Call.STATISTICS).statistics(unit, asOf);
        }

        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            return to(Call.CHANGES).changes(after, limit);
        }

        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            return to(Call.INSERT).insert(order, guard, request);
        }

        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            return to(Call.UPDATE).update(id, change, request);
        }

        @Override
        public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            return to(Call.REMOVE).remove(id, guard, request);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Fails with what its connection says, not with what the port says. */
    private static final class ClosedBadly extends ForwardingStorage {
        private boolean closed;

        @Override
        public Optional<Order> get(OrderId id) {
            if (closed) {
                throw new IllegalStateException("connection closed");
            }
            return real.get(id);
        }

        @Override
        public void close() {
            closed = true;
            real.close();
        }
    }
}
