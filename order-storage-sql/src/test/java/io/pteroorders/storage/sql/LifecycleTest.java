package io.pteroorders.storage.sql;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.OrderLifecycleModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Random stories, with races, and the store closed and opened in their midst. */
class LifecycleTest {

    private final Map<OrderStorage, SqlStorageOptions> databases = new HashMap<>();

    @Test
    void followsTheModel() {
        OrderLifecycleModel model = OrderLifecycleModel.of(() -> open(PostgreSql.newShop()))
                .reopening(this::reopen)
                .rememberingRequests()
                .racing()
                .stories(20);
        assertDoesNotThrow(model::check);
    }

    private OrderStorage open(SqlStorageOptions options) {
        OrderStorage store = SqlOrderStorage.open(options);
        databases.put(store, options);
        return store;
    }

    private OrderStorage reopen(OrderStorage store) {
        store.close();
        return open(Objects.requireNonNull(databases.get(store)));
    }
}
