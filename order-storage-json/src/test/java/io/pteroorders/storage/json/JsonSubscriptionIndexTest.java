package io.pteroorders.storage.json;

import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.SubscriptionIndexContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;

class JsonSubscriptionIndexTest extends SubscriptionIndexContract {

    @TempDir
    Path parent;

    private final Map<OrderStorage, DataDirectory> directories = new HashMap<>();

    @Override
    protected OrderStorage open() throws Exception {
        return open(DataDirectory.in(Files.createTempDirectory(parent, "store")));
    }

    @Override
    protected OrderStorage reopen(OrderStorage store) {
        store.close();
        return open(Objects.requireNonNull(directories.get(store)));
    }

    private OrderStorage open(DataDirectory directory) {
        OrderStorage store = directory.open();
        directories.put(store, directory);
        return store;
    }
}
