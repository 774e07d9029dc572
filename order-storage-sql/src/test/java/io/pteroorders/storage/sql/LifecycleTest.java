package io.pteroorders.storage.sql;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.OrderLifecycleModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Random stories, with races, and the store closed and opened in their midst. */
@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
@Tag("long")
@Tag("faults")
class LifecycleTest {

    private final Server server;

    private final Map<OrderStorage, SqlStorageOptions> databases = new HashMap<>();

    LifecycleTest(Server server) {
        this.server = server.installed();
    }

    @Test
    void followsTheModel() {
        OrderLifecycleModel model = OrderLifecycleModel.of(() -> open(server.newShop()))
                .reopening(this::reopen)
                .rememberingRequests()
                .racing()
                .stories(!System.getProperty("faults", "false").equals("false") ? 10 : 5);
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
