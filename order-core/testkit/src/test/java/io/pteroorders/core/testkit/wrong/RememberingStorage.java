package io.pteroorders.core.testkit.wrong;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.UnknownCursorException;
import io.pteroorders.core.storage.WriteResult;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Knows every order as it was inserted, also those that went. */
class RememberingStorage extends ForwardingStorage {

    final Map<OrderId, Order> inserted = new ConcurrentHashMap<>();

    @Override
    public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        inserted.putIfAbsent(order.id(), order);
        WriteResult result = real.insert(order, guard, request);
        if (result.kind() != WriteResult.Kind.DONE && result.kind() != WriteResult.Kind.ID_TAKEN) {
            inserted.remove(order.id(), order);
        }
        return result;
    }

    Order cursor(OrderId after) {
        return Optional.ofNullable(inserted.get(after)).orElseThrow(() -> new UnknownCursorException(after));
    }
}
