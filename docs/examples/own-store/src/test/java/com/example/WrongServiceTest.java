package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.OrderOperations;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ForwardingOperations;
import io.pteroorders.core.testkit.OrderLifecycleModel;
import io.pteroorders.core.testkit.OrderLifecycleModel.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WrongServiceTest {

    private static final Path STORY = Path.of("src", "test", "resources", "story.txt");

    // region service
    /** Says "done" to whoever confirms a confirmed order again. */
    private record ConfirmsTwice(OrderService service) implements ForwardingOperations {

        static OrderOperations of(Parts parts) {
            return new ConfirmsTwice(
                    parts.service().listener(parts.listener(), Runnable::run).build());
        }

        @Override
        public Outcome<Order> confirm(Actor actor, ChangeStatus request) {
            Outcome<Order> now = service.get(actor, request.id());
            boolean confirmed = now.isDone() && now.get().status() == OrderStatus.CONFIRMED;
            return confirmed ? now : service.confirm(actor, request);
        }
    }

    @Test
    void theModelTellsInAFewStepsWhatIsWrong() throws IOException {
        OrderLifecycleModel model = OrderLifecycleModel.of(() -> new LedgerOrderStorage(new Ledger(), Fixtures.JAKARTA))
                .shop(ConfirmsTwice::of)
                .seed(2026);
        AssertionError wrong = assertThrows(AssertionError.class, model::check);
        assertEquals(Files.readString(STORY).strip(), wrong.getMessage());
    }
    // endregion
}
