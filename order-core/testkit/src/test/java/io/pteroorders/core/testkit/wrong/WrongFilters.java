package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import java.time.Instant;
import java.util.function.Supplier;

/** Stores that are wrong in one filter. */
final class WrongFilters {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("finds a phone by digits in the middle", PhoneInTheMiddle::new)
                    .put("finds a phone by its end only", PhoneByEndOnly::new)
                    .put("finds phone digits in identities without a phone", PhoneOfAnyIdentity::new)
                    .put("finds a customer by the end of the number", CustomerBySuffix::new)
                    .put("finds a customer by the beginning of the number", CustomerByPrefix::new)
                    .put("takes an id part as a pattern", IdPartAsPattern::new)
                    .put("finds an id part at the end only", IdPartAtEnd::new)
                    .put("takes the end of a span as inside", EndInclusive::new)
                    .put("takes the beginning of a span as outside", BeginningExclusive::new)
                    .put("lets one filter suffice", AnyFilter::new)
                    .put("finds any order as a sequel", AnySequel::new)
                    .put("finds sequels of any order", SequelsOfAny::new)
                    .put("finds the first order among its sequels", FirstAmongSequels::new)
                    .put("finds sequels by the beginning of the first id", SequelsByPrefix::new)
                    .put("finds sequels by the end of the first id", SequelsBySuffix::new)
                    .put("finds no upgrades among the sequels", RenewalsOnly::new)
                    .put("finds sequels of sequels", SequelsOfSequels::new)
                    .put("finds no sequels when opened again", ForgetsSequels::new)
                    .buildOrThrow();

    private WrongFilters() {}

    private static final class PhoneInTheMiddle extends FilteringStorage {
        @Override
        boolean hasPhone(String digits, Order order) {
            return phone(order).contains(digits);
        }
    }

    private static final class PhoneByEndOnly extends FilteringStorage {
        @Override
        boolean hasPhone(String digits, Order order) {
            return phone(order).endsWith(digits);
        }
    }

    private static final class PhoneOfAnyIdentity extends FilteringStorage {
        @Override
        boolean hasPhone(String digits, Order order) {
            return super.hasPhone(digits, order) || order.customer().id().text().startsWith(digits);
        }
    }

    private static final class CustomerBySuffix extends FilteringStorage {
        @Override
        boolean isOf(PersonId wanted, Order order) {
            return order.customer().id().text().endsWith(wanted.text());
        }
    }

    private static final class CustomerByPrefix extends FilteringStorage {
        @Override
        boolean isOf(PersonId wanted, Order order) {
            return super.isOf(wanted, order)
                    || phone(order).startsWith(wanted.phoneDigits().orElse("no phone"));
        }
    }

    private static final class IdPartAsPattern extends FilteringStorage {
        @Override
        boolean hasId(String part, Order order) {
            String pattern = part.replace("_", ".").replace("%", ".*");
            return order.id().toString().matches(".*" + pattern + ".*");
        }
    }

    private static final class IdPartAtEnd extends FilteringStorage {
        @Override
        boolean hasId(String part, Order order) {
            return order.id().toString().endsWith(part);
        }
    }

    private static final class EndInclusive extends FilteringStorage {
        @Override
        boolean isBefore(Instant end, Order order) {
            return !order.createdAt().isAfter(end);
        }
    }

    private static final class BeginningExclusive extends FilteringStorage {
        @Override
        boolean isFrom(Instant from, Order order) {
            return order.createdAt().isAfter(from);
        }
    }

    private static final class AnyFilter extends FilteringStorage {
        @Override
        boolean passes(OrderQuery query, Order order) {
            return super.passes(query, order)
                    || query.customer().filter(order.customer().id()::equals).isPresent();
        }
    }

    private static final class AnySequel extends FilteringStorage {
        @Override
        boolean isSequelOf(OrderId first, Order order) {
            return true;
        }
    }

    private static final class SequelsOfAny extends FilteringStorage {
        @Override
        boolean isSequelOf(OrderId first, Order order) {
            return order.sequel().isPresent();
        }
    }

    private static final class FirstAmongSequels extends FilteringStorage {
        @Override
        boolean isSequelOf(OrderId first, Order order) {
            return order.first().equals(first);
        }
    }

    private static final class SequelsByPrefix extends FilteringStorage {
        @Override
        boolean isSequelOf(OrderId first, Order order) {
            return order.sequel()
                    .filter(sequel -> sequel.first().toString().startsWith(first.toString()))
                    .isPresent();
        }
    }

    private static final class SequelsBySuffix extends FilteringStorage {
        @Override
        boolean isSequelOf(OrderId first, Order order) {
            return order.sequel()
                    .filter(sequel -> end(sequel.first()).equals(end(first)))
                    .isPresent();
        }

        private static String end(OrderId id) {
            return id.toString().substring(id.toString().lastIndexOf('-'));
        }
    }

    private static final class RenewalsOnly extends FilteringStorage {
        @Override
        boolean isSequelOf(OrderId first, Order order) {
            return super.isSequelOf(first, order) && order.sequel().orElseThrow() instanceof Sequel.Renewal;
        }
    }

    private static final class SequelsOfSequels extends FilteringStorage {
        @Override
        boolean isSequelOf(OrderId first, Order order) {
            return super.isSequelOf(first, order)
                    || order.sequel()
                            .flatMap(sequel -> get(sequel.first()))
                            .filter(before -> super.isSequelOf(first, before))
                            .isPresent();
        }
    }

    private static final class ForgetsSequels extends FilteringStorage {
        private boolean again;

        @Override
        boolean isSequelOf(OrderId first, Order order) {
            return !again && super.isSequelOf(first, order);
        }

        @Override
        OrderStorage reopened() {
            restore(all());
            again = true;
            return this;
        }
    }
}
