package io.pteroorders.storage.json;

import static io.pteroorders.core.order.OrderStatus.CANCELLED;
import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PENDING;
import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.StatusChange;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store takes only what it will open again: histories of the flow that it was opened with. */
class FlowTest {

    private static final OrderFlow WITHOUT_PROCESSING =
            OrderFlow.of(ImmutableSetMultimap.<OrderStatus, OrderStatus>builder()
                    .putAll(PENDING, CONFIRMED, CANCELLED)
                    .putAll(CONFIRMED, COMPLETED, CANCELLED)
                    .build());

    private static final Order CONFIRMED_ORDER = anOrder(1).in(CONFIRMED);

    @TempDir
    Path parent;

    private static Order completed() {
        return CONFIRMED_ORDER
                .transition(WITHOUT_PROCESSING, new StatusChange(COMPLETED, NOON.plusSeconds(9_000), "admin", ""))
                .get();
    }

    @Test
    void aStepOfAnotherFlowIsRefusedAtTheWrite() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        try (JsonOrderStorage store = data.open()) {
            DataDirectory.insert(store, CONFIRMED_ORDER);
            String complaint = assertThrows(
                            IllegalArgumentException.class,
                            () -> store.update(
                                    CONFIRMED_ORDER.id(), order -> Outcome.done(completed()), Optional.empty()))
                    .getMessage();
            assertTrue(String.valueOf(complaint).contains(CONFIRMED_ORDER.id() + " breaks the flow"), complaint);
            store.checkpoint();
            assertEquals(Optional.of(CONFIRMED_ORDER), store.get(CONFIRMED_ORDER.id()));
            assertEquals(ImmutableList.of(), store.notices());
        }
        assertEquals(ImmutableList.of(CONFIRMED_ORDER), data.reopened());
    }

    @Test
    void anOrderOfAnotherFlowIsRefusedAtTheWrite() {
        DataDirectory data = DataDirectory.in(parent);
        try (JsonOrderStorage store = data.open()) {
            assertThrows(IllegalArgumentException.class, () -> DataDirectory.insert(store, completed()));
        }
        assertEquals(ImmutableList.of(), data.reopened());
    }
}
