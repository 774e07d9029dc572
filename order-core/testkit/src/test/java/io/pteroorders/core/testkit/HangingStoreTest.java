package io.pteroorders.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.wrong.ForwardingStorage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody waits for ever for what does not come back: a story and a race end, and say where it stays. */
class HangingStoreTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        never.countDown();
    }

    /** Does not come back from an update. */
    private final class Stuck extends ForwardingStorage {

        Stuck(OrderStorage store) {
            super(store);
        }

        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            Uninterruptibles.awaitUninterruptibly(never);
            return super.update(id, change, request);
        }
    }

    @Test
    void aStoryTellsHowFarItCame() {
        OrderLifecycleModel model = OrderLifecycleModel.of(
                        () -> new Stuck(InMemoryOrderStorage.create(Fixtures.JAKARTA)))
                .patience(SHORT)
                .seed(2026);
        AssertionError hanging = assertThrows(AssertionError.class, model::check);
        String story = String.valueOf(hanging.getMessage());
        assertTrue(story.endsWith(": nothing came back in 1 s; the stack says where it stays (seed 2026)"), story);
        assertStaysInUpdate(hanging);
    }

    @Test
    void aRaceTellsWhereARacerStays() {
        OrderStorage store = new Stuck(InMemoryOrderStorage.create(Fixtures.JAKARTA));
        AssertionError hanging = assertThrows(
                AssertionError.class,
                () -> Race.run(
                        2,
                        SHORT,
                        racer -> racer == 0
                                ? store.count(StoreUnderTest.oldest().build())
                                : store.update(Fixtures.orderId(1), Outcome::done, Optional.empty())));
        assertEquals("nothing came back in 1 s; the stack says where it stays", hanging.getMessage());
        assertStaysInUpdate(hanging);
    }

    private static void assertStaysInUpdate(AssertionError hanging) {
        assertTrue(
                Arrays.stream(hanging.getStackTrace())
                        .anyMatch(call -> call.getClassName().equals(Stuck.class.getName())
                                && call.getMethodName().equals("update")),
                () -> Arrays.toString(hanging.getStackTrace()));
    }
}
