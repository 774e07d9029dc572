package io.pteroorders.core.storage;

import static io.pteroorders.core.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a store remembers requests when its clock goes right, and when it jumps. */
class RequestLogTest {

    private static final Duration DECADE = Duration.ofDays(3652);

    private InMemoryOrderStorage storage = InMemoryOrderStorage.create(Samples.JAKARTA);
    private Instant now = NOON;
    private int orders;

    private WriteResult.Kind order(Optional<RequestId> request) {
        Order order = Samples.pending(orders++, Samples.budi(), now);
        return storage.insert(order, OrderStorage.InsertGuard.NONE, request).kind();
    }

    private void request(String name) {
        assertEquals(WriteResult.Kind.DONE, order(Optional.of(RequestId.of(name))));
    }

    /** Orders with request ids of their own, one each six hours. */
    private void pass(int days) {
        for (int quarter = 0; quarter < 4 * days; quarter++) {
            now = now.plus(Duration.ofHours(6));
            request("order " + orders);
        }
    }

    private void jump(Duration by) {
        now = now.plus(by);
        request("order " + orders);
    }

    private boolean remembers(String name) {
        return order(Optional.of(RequestId.of(name))) == WriteResult.Kind.REPLAYED;
    }

    @Test
    void aRequestIsRememberedForThirtyDaysAndNoLonger() {
        request("first");
        pass(30);
        assertTrue(remembers("first"));
        pass(1);
        assertFalse(remembers("first"));
    }

    @Test
    void aJumpForwardCountsAsADay() {
        request("first");
        jump(DECADE);
        pass(29);
        assertTrue(remembers("first"));
        pass(1);
        assertFalse(remembers("first"));
    }

    @Test
    void aJumpBackForgetsNothing() {
        request("first");
        jump(DECADE.negated());
        pass(30);
        assertTrue(remembers("first"));
        pass(1);
        assertFalse(remembers("first"));
    }

    @Test
    void whatIsAskedAfterAJumpForwardAndBackIsNotKeptForEver() {
        jump(DECADE);
        jump(DECADE.negated());
        request("after");
        pass(30);
        assertTrue(remembers("after"));
        pass(1);
        assertFalse(remembers("after"));
    }

    @Test
    void requestsThatOvertakeEachOtherMakeNoTimePass() {
        request("first");
        for (int i = 0; i < 100; i++) {
            jump(Duration.ofHours(-12));
            jump(Duration.ofHours(12));
        }
        pass(30);
        assertTrue(remembers("first"));
    }

    @Test
    void anOrderFromTheFutureThatIsChangedAgainTellsNoTime() {
        now = now.plus(DECADE);
        order(Optional.empty());
        OrderId future = Samples.orderId(0);
        now = NOON;
        request("first");
        for (int i = 0; i < 100; i++) {
            storage.update(
                    future, order -> Outcome.done(order.withServerId(order.updatedAt(), "srv-1")), Optional.empty());
            jump(Duration.ofSeconds(1));
        }
        assertTrue(remembers("first"));
    }

    @Test
    void anOrderFromTheFutureThatWasThereAlreadyTellsNoTime() {
        Order future = Samples.pending(orders++, Samples.budi(), now.plus(DECADE));
        storage = InMemoryOrderStorage.builder(Samples.JAKARTA)
                .orders(List.of(future))
                .build();
        request("first");
        pass(31);
        assertFalse(remembers("first"));
    }
}
