package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.UnknownCursorException;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Stores that are wrong in a query. */
final class WrongQueries {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("finds orders by the status they were inserted in", StaleStatus::new)
                    .put("finds by the first of several statuses", FirstStatusOnly::new)
                    .put("counts removed orders in the total of a customer", StaleTotalOfCustomer::new)
                    .put("counts removed orders in the total of a package", StaleTotalOfPackage::new)
                    .put("counts removed orders in the total of sequels", StaleTotalOfSequels::new)
                    .put("tells the total of a package whatever its status", TotalOfOneFilter::new)
                    .put("tells the total of sequels whatever their status", TotalOfSequels::new)
                    .put("fails on the phone of an order that went", PhoneOfWentOrder::new)
                    .put("sorts equal times backwards", EqualTimesBackwards::new)
                    .put("sorts equal times by id in both directions", EqualTimesNotReversed::new)
                    .put("sorts by last change", SortsByLastChange::new)
                    .put("skips an order at a page border", SkipsAtBorder::new)
                    .put("gives the last order of a page again", DoublesAtBorder::new)
                    .put("goes on after the time of the cursor", PagesByTime::new)
                    .put("begins again when the cursor went", RestartsWhenCursorWent::new)
                    .put("begins again when the cursor no longer passes", RestartsWhenCursorMoved::new)
                    .put("fails when the cursor went", FailsWhenCursorWent::new)
                    .put("takes a cursor that it never had", TakesAnyCursor::new)
                    .put("ignores the limit", IgnoresLimit::new)
                    .put("says that a full page is never the last", MoreWhenFull::new)
                    .put("tells the total of what is left", TotalOfRest::new)
                    .put("counts one page", CountsPage::new)
                    .put("counts without the filters", CountsAll::new)
                    .buildOrThrow();

    private WrongQueries() {}

    private static final class StaleStatus extends ScanningStorage {
        @Override
        boolean passes(OrderQuery query, Order order) {
            return query.matches(cursor(order.id()));
        }
    }

    private static final class FirstStatusOnly extends ScanningStorage {
        @Override
        boolean passes(OrderQuery query, Order order) {
            return query.matches(order)
                    && query.statuses().stream()
                            .findFirst()
                            .map(order.status()::equals)
                            .orElse(true);
        }
    }

    private abstract static class StaleTotal extends RememberingStorage {
        abstract boolean isStale(OrderQuery query);

        @Override
        public Page query(OrderQuery query) {
            Page page = real.query(query);
            long total = inserted.values().stream().filter(query::matches).count();
            return isStale(query) ? new Page(page.orders(), page.more(), OptionalLong.of(total)) : page;
        }
    }

    private static final class StaleTotalOfCustomer extends StaleTotal {
        @Override
        boolean isStale(OrderQuery query) {
            return query.customer().isPresent();
        }
    }

    private static final class StaleTotalOfPackage extends StaleTotal {
        @Override
        boolean isStale(OrderQuery query) {
            return query.packageType().isPresent();
        }
    }

    private static final class StaleTotalOfSequels extends StaleTotal {
        @Override
        boolean isStale(OrderQuery query) {
            return query.sequelsOf().isPresent();
        }
    }

    private static final class TotalOfSequels extends ForwardingStorage {
        @Override
        public Page query(OrderQuery query) {
            Page page = real.query(query);
            return query.sequelsOf()
                    .map(first -> OrderQuery.oldestFirst().sequelsOf(first).build())
                    .map(ofFirst -> new Page(page.orders(), page.more(), OptionalLong.of(real.count(ofFirst))))
                    .orElse(page);
        }
    }

    private static final class TotalOfOneFilter extends ForwardingStorage {
        @Override
        public Page query(OrderQuery query) {
            Page page = real.query(query);
            return query.packageType()
                    .map(type -> OrderQuery.oldestFirst().packageType(type).build())
                    .map(ofType -> new Page(page.orders(), page.more(), OptionalLong.of(real.count(ofType))))
                    .orElse(page);
        }
    }

    private static final class PhoneOfWentOrder extends RememberingStorage {
        @Override
        public Page query(OrderQuery query) {
            if (query.phoneDigits().isPresent()
                    && inserted.values().stream()
                            .anyMatch(order ->
                                    query.matches(order) && real.get(order.id()).isEmpty())) {
                throw new IllegalStateException("the index names an order that is not there");
            }
            return real.query(query);
        }
    }

    private static final class EqualTimesBackwards extends ScanningStorage {
        @Override
        Comparator<Order> inOrder(OrderQuery query) {
            Comparator<Order> order =
                    Comparator.comparing(Order::createdAt).thenComparing(Order::id, Comparator.reverseOrder());
            return query.direction() == OrderQuery.Direction.OLDEST_FIRST ? order : order.reversed();
        }
    }

    private static final class EqualTimesNotReversed extends ScanningStorage {
        @Override
        Comparator<Order> inOrder(OrderQuery query) {
            Comparator<Order> byTime = Comparator.comparing(Order::createdAt);
            return (query.direction() == OrderQuery.Direction.OLDEST_FIRST ? byTime : byTime.reversed())
                    .thenComparing(Order::id);
        }
    }

    private static final class SortsByLastChange extends ScanningStorage {
        @Override
        Comparator<Order> inOrder(OrderQuery query) {
            Comparator<Order> order = Comparator.comparing(Order::updatedAt).thenComparing(Order::id);
            return query.direction() == OrderQuery.Direction.OLDEST_FIRST ? order : order.reversed();
        }
    }

    private static final class SkipsAtBorder extends ScanningStorage {
        @Override
        public Page query(OrderQuery query) {
            Page page = super.query(query);
            return query.after().isPresent() && page.orders().size() > 1
                    ? new Page(page.orders().subList(1, page.orders().size()), page.more(), page.total())
                    : page;
        }
    }

    private static final class DoublesAtBorder extends ScanningStorage {
        @Override
        boolean follows(OrderQuery query, Order cursor, Order order) {
            return inOrder(query).compare(cursor, order) <= 0;
        }
    }

    private static final class PagesByTime extends ScanningStorage {
        @Override
        boolean follows(OrderQuery query, Order cursor, Order order) {
            return super.follows(query, cursor, order) && !cursor.createdAt().equals(order.createdAt());
        }
    }

    private static final class RestartsWhenCursorWent extends ScanningStorage {
        @Override
        boolean follows(OrderQuery query, Order cursor, Order order) {
            return get(cursor.id()).isEmpty() || super.follows(query, cursor, order);
        }
    }

    private static final class RestartsWhenCursorMoved extends ScanningStorage {
        @Override
        boolean follows(OrderQuery query, Order cursor, Order order) {
            return get(cursor.id()).filter(now -> !query.matches(now)).isPresent()
                    || super.follows(query, cursor, order);
        }
    }

    private static final class FailsWhenCursorWent extends ScanningStorage {
        @Override
        Order cursor(OrderId after) {
            return get(after).orElseThrow(() -> new UnknownCursorException(after));
        }
    }

    private static final class TakesAnyCursor extends ForwardingStorage {
        @Override
        public Page query(OrderQuery query) {
            try {
                return real.query(query);
            } catch (UnknownCursorException e) {
                return new Page(ImmutableList.of(), false, OptionalLong.empty());
            }
        }
    }

    private static final class IgnoresLimit extends ScanningStorage {
        @Override
        int limit(OrderQuery query) {
            return OrderQuery.MAX_LIMIT;
        }
    }

    private static final class MoreWhenFull extends ScanningStorage {
        @Override
        boolean more(OrderQuery query, ImmutableList<Order> page, ImmutableList<Order> rest) {
            return page.size() == query.limit();
        }
    }

    private static final class TotalOfRest extends ScanningStorage {
        @Override
        long total(ImmutableList<Order> passing, ImmutableList<Order> rest) {
            return rest.size();
        }
    }

    private static final class CountsPage extends ForwardingStorage {
        @Override
        public long count(OrderQuery query) {
            return real.query(query).orders().size();
        }
    }

    private static final class CountsAll extends ForwardingStorage {
        @Override
        public long count(OrderQuery query) {
            return real.count(OrderQuery.oldestFirst().build());
        }
    }
}
