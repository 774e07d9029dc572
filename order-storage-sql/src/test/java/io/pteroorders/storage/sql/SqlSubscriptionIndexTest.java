package io.pteroorders.storage.sql;

import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.SubscriptionIndexContract;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
@Tag("long")
class SqlSubscriptionIndexTest extends SubscriptionIndexContract {

    private final Server server;

    private final Map<OrderStorage, SqlStorageOptions> databases = new HashMap<>();

    SqlSubscriptionIndexTest(Server server) {
        this.server = server.installed();
    }

    @Override
    protected OrderStorage open() {
        return open(server.newShop());
    }

    @Override
    protected OrderStorage reopen(OrderStorage store) {
        store.close();
        return open(Objects.requireNonNull(databases.get(store)));
    }

    private OrderStorage open(SqlStorageOptions options) {
        OrderStorage store = SqlOrderStorage.open(options);
        databases.put(store, options);
        return store;
    }
}
