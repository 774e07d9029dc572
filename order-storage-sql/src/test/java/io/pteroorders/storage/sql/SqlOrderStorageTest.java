package io.pteroorders.storage.sql;

import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.OrderStorageContract;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

class SqlOrderStorageTest extends OrderStorageContract {

    private final Map<OrderStorage, SqlStorageOptions> databases = new HashMap<>();

    @Override
    protected OrderStorage open() {
        return open(PostgreSql.newShop());
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
