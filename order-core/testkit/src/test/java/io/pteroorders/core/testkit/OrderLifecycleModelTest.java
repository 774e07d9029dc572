package io.pteroorders.core.testkit;

import static io.pteroorders.core.order.OrderStatus.CANCELLED;
import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PENDING;
import static io.pteroorders.core.order.OrderStatus.PROCESSING;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import org.junit.jupiter.api.Test;

/** The service on the store in memory follows the model, in the shop's flow and in changed ones. */
class OrderLifecycleModelTest {

    private static OrderStorage open() {
        return InMemoryOrderStorage.create(Fixtures.JAKARTA);
    }

    @Test
    void theServiceFollowsTheLifecycle() {
        assertDoesNotThrow(OrderLifecycleModel.of(OrderLifecycleModelTest::open).racing()::check);
    }

    @Test
    void aFlowWithAShortcutIsFollowed() {
        var shortcut = ImmutableSetMultimap.of(
                PENDING, CONFIRMED, PENDING, CANCELLED, CONFIRMED, COMPLETED, CONFIRMED, CANCELLED);
        assertDoesNotThrow(OrderLifecycleModel.of(OrderLifecycleModelTest::open)
                .flow(shortcut)
                .racing()::check);
    }

    @Test
    void aFlowThatGoesBackAndRefundsNothingIsFollowed() {
        var back = ImmutableSetMultimap.of(
                PENDING, CONFIRMED, CONFIRMED, PROCESSING, PROCESSING, CONFIRMED, PROCESSING, COMPLETED);
        assertDoesNotThrow(
                OrderLifecycleModel.of(OrderLifecycleModelTest::open).flow(back).racing()::check);
    }
}
