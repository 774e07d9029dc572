package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.UnknownCursorException;
import io.pteroorders.core.storage.WriteResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stores whose pages come out of a cache, a copy that lags behind, or the wrong order. */
final class WrongPages {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("sorts equal times as they came", AsTheyCame::new)
                    .put("goes on from the time of the cursor", FromTheTime::new)
                    .put("gives the first page after a cursor that it never had", FirstPageAgain::new)
                    .put("has pages of at most fifty", PagesOfFifty::new)
                    .put("counts what comes after the cursor", CountsAfterCursor::new)
                    .put("counts without the span", CountsWithoutSpan::new)
                    .put("counts at most a hundred", CountsPageOfHundred::new)
                    .put("keeps the total of a status", KeepsTotals::new)
                    .put("keeps that an order is not there", KeepsAbsence::new)
                    .put("finds a removed order in its cache", KeepsRemoved::new)
                    .put("keeps pages until the next order comes", KeepsPages::new)
                    .put("asks a copy that is one change behind", AsksACopy::new)
                    .put("says nothing of what follows", NeverMore::new)
                    .put("tells no total of a status", NoTotal::new)
                    .buildOrThrow();

    private WrongPages() {}

    private static final class AsTheyCame extends ScanningStorage {
        private final List<OrderId> came = new ArrayList<>();

        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            came.add(order.id());
            return super.insert(order, guard, request);
        }

        @Override
        synchronized Comparator<Order> inOrder(OrderQuery query) {
            List<OrderId> known = List.copyOf(came);
            Comparator<Order> order =
                    Comparator.comparing(Order::createdAt).thenComparing(each -> known.indexOf(each.id()));
            return query.direction() == OrderQuery.Direction.OLDEST_FIRST ? order : order.reversed();
        }
    }

    private static final class FromTheTime extends ScanningStorage {
        @Override
        boolean follows(OrderQuery query, Order cursor, Order order) {
            return super.follows(query, cursor, order)
                    || (cursor.createdAt().equals(order.createdAt())
                            && !cursor.id().equals(order.id()));
        }
    }

    private static final class FirstPageAgain extends ForwardingStorage {
        @Override
        public Page query(OrderQuery query) {
            try {
                return real.query(query);
            } catch (UnknownCursorException e) {
                return real.query(without(query));
            }
        }

        private static OrderQuery without(OrderQuery query) {
            return new OrderQuery(
                    query.direction(),
                    query.statuses(),
                    query.packageType(),
                    query.customer(),
                    query.createdFrom(),
                    query.createdBefore(),
                    query.idPart(),
                    query.phoneDigits(),
                    query.sequelsOf(),
                    Optional.empty(),
                    query.limit());
        }
    }

    private static final class PagesOfFifty extends ScanningStorage {
        @Override
        int limit(OrderQuery query) {
            return Math.min(50, query.limit());
        }
    }

    private static final class CountsAfterCursor extends ScanningStorage {
        @Override
        public long count(OrderQuery query) {
            Optional<Order> after = query.after().map(this::cursor);
            return all().stream()
                    .filter(query::matches)
                    .filter(order ->
                            after.map(cursor -> follows(query, cursor, order)).orElse(true))
                    .count();
        }
    }

    private static final class CountsWithoutSpan extends ForwardingStorage {
        @Override
        public long count(OrderQuery query) {
            return real.count(new OrderQuery(
                    query.direction(),
                    query.statuses(),
                    query.packageType(),
                    query.customer(),
                    Optional.empty(),
                    Optional.empty(),
                    query.idPart(),
                    query.phoneDigits(),
                    query.sequelsOf(),
                    query.after(),
                    query.limit()));
        }
    }

    private static final class CountsPageOfHundred extends ForwardingStorage {
        @Override
        public long count(OrderQuery query) {
            return Math.min(100, real.count(query));
        }
    }

    private static final class KeepsTotals extends ForwardingStorage {
        private final Map<OrderQuery, OptionalLong> totals = new ConcurrentHashMap<>();

        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            WriteResult result = real.insert(order, guard, request);
            totals.clear();
            return result;
        }

        @Override
        public Page query(OrderQuery query) {
            Page page = real.query(query);
            return new Page(page.orders(), page.more(), totals.computeIfAbsent(query, fresh -> page.total()));
        }
    }

    private static final class KeepsAbsence extends ForwardingStorage {
        private final Set<OrderId> absent = ConcurrentHashMap.newKeySet();

        @Override
        public Optional<Order> get(OrderId id) {
            Optional<Order> found = absent.contains(id) ? Optional.empty() : real.get(id);
            if (found.isEmpty()) {
                absent.add(id);
            }
            return found;
        }
    }

    private static final class KeepsRemoved extends ForwardingStorage {
        private final Map<OrderId, Order> cache = new ConcurrentHashMap<>();

        @Override
        public Optional<Order> get(OrderId id) {
            Optional<Order> found = real.get(id);
            found.ifPresent(order -> cache.put(id, order));
            return found.or(() -> Optional.ofNullable(cache.get(id)));
        }
    }

    private static final class KeepsPages extends ForwardingStorage {
        private final Map<OrderQuery, Page> pages = new ConcurrentHashMap<>();

        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            WriteResult result = real.insert(order, guard, request);
            pages.clear();
            return result;
        }

        @Override
        public Page query(OrderQuery query) {
            return pages.computeIfAbsent(query, real::query);
        }
    }

    /** Its queries see the state before the last change. */
    private static final class AsksACopy extends ForwardingStorage {
        private ImmutableList<Order> copy = ImmutableList.of();

        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            copy = all();
            return real.insert(order, guard, request);
        }

        @Override
        public synchronized WriteResult update(
                OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            copy = all();
            return real.update(id, change, request);
        }

        @Override
        public synchronized WriteResult remove(
                OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            copy = all();
            return real.remove(id, guard, request);
        }

        @Override
        public synchronized long count(OrderQuery query) {
            return Math.min(
                    real.count(query), copy.stream().filter(query::matches).count());
        }
    }

    private static final class NeverMore extends ForwardingStorage {
        @Override
        public Page query(OrderQuery query) {
            Page page = real.query(query);
            return new Page(page.orders(), false, page.total());
        }
    }

    private static final class NoTotal extends ForwardingStorage {
        @Override
        public Page query(OrderQuery query) {
            Page page = real.query(query);
            return query.statuses().isEmpty() ? page : new Page(page.orders(), page.more(), OptionalLong.empty());
        }
    }
}
