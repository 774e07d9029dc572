package io.pteroorders.core.testkit.wrong;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import java.time.Instant;

/** Has filters of its own; right until a subclass gets one wrong. */
class FilteringStorage extends ScanningStorage {

    @Override
    boolean passes(OrderQuery query, Order order) {
        return (query.statuses().isEmpty() || query.statuses().contains(order.status()))
                && query.packageType().map(order.item().packageType()::equals).orElse(true)
                && query.customer().map(wanted -> isOf(wanted, order)).orElse(true)
                && query.createdFrom().map(from -> isFrom(from, order)).orElse(true)
                && query.createdBefore().map(end -> isBefore(end, order)).orElse(true)
                && query.idPart().map(part -> hasId(part, order)).orElse(true)
                && query.phoneDigits().map(digits -> hasPhone(digits, order)).orElse(true)
                && query.sequelsOf().map(first -> isSequelOf(first, order)).orElse(true);
    }

    boolean isOf(PersonId wanted, Order order) {
        return wanted.equals(order.customer().id());
    }

    boolean isFrom(Instant from, Order order) {
        return !order.createdAt().isBefore(from);
    }

    boolean isBefore(Instant end, Order order) {
        return order.createdAt().isBefore(end);
    }

    boolean hasId(String part, Order order) {
        return order.id().toString().contains(part);
    }

    boolean hasPhone(String digits, Order order) {
        return phone(order).startsWith(digits) || phone(order).endsWith(digits);
    }

    boolean isSequelOf(OrderId first, Order order) {
        return order.sequel().filter(sequel -> sequel.first().equals(first)).isPresent();
    }

    static String phone(Order order) {
        return order.customer().id().phoneDigits().orElse("");
    }
}
