package io.pteroorders.core.testkit;

import static io.pteroorders.core.order.OrderStatus.CANCELLED;
import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PENDING;
import static io.pteroorders.core.order.OrderStatus.PROCESSING;
import static io.pteroorders.core.order.OrderStatus.REFUNDED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.testkit.OrderLifecycleModel.Summary;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service on the store in memory follows the model, in the shop's flow and in changed ones. */
@Tag("long")
@Tag("faults")
class OrderLifecycleModelTest {

    private static OrderLifecycleModel model() {
        return OrderLifecycleModel.of(() -> InMemoryOrderStorage.create(Fixtures.JAKARTA));
    }

    /** Stories of chance, enough to go along every arrow; in every build a few that are known to. */
    private static OrderLifecycleModel racing() {
        OrderLifecycleModel model = model().racing();
        return !System.getProperty("faults", "false").equals("false")
                ? model
                : model.stories(80).seed(1);
    }

    @Test
    void theServiceFollowsTheLifecycleAlongEveryArrow() {
        Summary summary = racing().check();
        assertEquals(
                ImmutableSetMultimap.<OrderStatus, OrderStatus>builder()
                        .putAll(PENDING, CONFIRMED, CANCELLED)
                        .putAll(CONFIRMED, PROCESSING, CANCELLED)
                        .putAll(PROCESSING, COMPLETED, CANCELLED)
                        .putAll(COMPLETED, REFUNDED)
                        .build(),
                summary.arrows());
        assertEquals(ImmutableSet.copyOf(OrderStatus.values()), summary.statuses());
    }

    @Test
    void aRunTellsWhatItCameTo() {
        assertEquals(
                "7 stories, 105 operations, 69 of them refused; 4 statuses and 3 arrows reached; 3 states of payments",
                model().stories(7).seed(1).check().toString());
    }

    @Test
    void paymentsGetToEveryState() {
        Summary summary = model().racing().stories(80).seed(40).check();
        assertEquals(ImmutableSet.copyOf(PaymentState.values()), summary.payments());
    }

    @Test
    void aShopWithoutWaysToPayIsFollowed() {
        Summary summary = model().shop(parts -> parts.service()
                        .payBy(List.of())
                        .listener(parts.listener(), Runnable::run)
                        .build())
                .stories(20)
                .seed(1)
                .check();
        assertEquals(ImmutableSet.copyOf(OrderStatus.values()), summary.statuses());
    }

    @Test
    void aFlowWithAShortcutIsFollowed() {
        var shortcut = ImmutableSetMultimap.of(
                PENDING, CONFIRMED, PENDING, CANCELLED, CONFIRMED, COMPLETED, CONFIRMED, CANCELLED);
        assertEquals(shortcut, racing().flow(shortcut).check().arrows());
    }

    @Test
    void aFlowThatGoesBackAndRefundsNothingIsFollowed() {
        var back = ImmutableSetMultimap.of(
                PENDING, CONFIRMED, CONFIRMED, PROCESSING, PROCESSING, CONFIRMED, PROCESSING, COMPLETED);
        assertEquals(back, racing().flow(back).check().arrows());
    }
}
