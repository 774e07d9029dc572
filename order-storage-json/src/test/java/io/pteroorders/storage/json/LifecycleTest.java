package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.OrderLifecycleModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random stories, with races, and the store closed and opened in their midst. */
@Tag("faults")
class LifecycleTest {

    @TempDir
    Path parent;

    private final Map<OrderStorage, DataDirectory> directories = new HashMap<>();

    @Test
    void followsTheModel() {
        OrderLifecycleModel model = OrderLifecycleModel.of(
                        () -> open(DataDirectory.in(Files.createTempDirectory(parent, "store"))))
                .reopening(this::reopen)
                .rememberingRequests()
                .racing()
                .stories(Faults.amount(12, 30, 500));
        assertDoesNotThrow(model::check);
    }

    private OrderStorage open(DataDirectory data) {
        OrderStorage store = data.open();
        directories.put(store, data);
        return store;
    }

    private OrderStorage reopen(OrderStorage store) {
        store.close();
        return open(Objects.requireNonNull(directories.get(store)));
    }
}
