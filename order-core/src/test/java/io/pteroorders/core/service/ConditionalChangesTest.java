package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Refusal;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who says how they know an order changes it as that, or not at all. */
class ConditionalChangesTest extends ServiceTest {

    private OrderService knowing(Order known) {
        return service.onlyIf(known.id(), known::equals);
    }

    @Test
    void anOrderIsChangedThatIsAsItIsKnown() {
        Order known = given(OrderStatus.PENDING);

        assertEquals(
                OrderStatus.CONFIRMED,
                knowing(known).confirm(ADMIN, move(known.id())).get().status());
        assertEquals(1, events.size());
    }

    @Test
    void anOrderThatChangedMeanwhileStaysAsItIs() {
        Order known = given(OrderStatus.PENDING);
        service.addNote(ADMIN, new AddNote(known.id(), "seen", NO_REQUEST));

        Refusal changed = new Refusal.ChangedSince(known.id());
        assertEquals(changed, refused(() -> knowing(known).confirm(ADMIN, move(known.id()))));
        assertEquals(
                changed, refused(() -> knowing(known).addNote(ADMIN, new AddNote(known.id(), "more", NO_REQUEST))));
        assertEquals(changed, refused(() -> knowing(known)
                .setUsername(ADMIN, new SetUsername(known.id(), "budi", NO_REQUEST))));
    }

    @Test
    void anOrderThatChangedMeanwhileIsNotRemoved() {
        Order known = given(OrderStatus.CANCELLED);
        service.addNote(ADMIN, new AddNote(known.id(), "seen", NO_REQUEST));

        assertEquals(new Refusal.ChangedSince(known.id()), refused(() -> knowing(known)
                .delete(OWNER, new DeleteOrder(known.id(), NO_REQUEST))));
    }

    @Test
    void ofThoseWhoKnowAnOrderAlikeOneChangesIt() {
        Order known = given(OrderStatus.PENDING);
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, RACERS).parallel().forEach(racer -> {
            if (knowing(known)
                    .addNote(ADMIN, new AddNote(known.id(), "by " + racer, NO_REQUEST))
                    .isDone()) {
                done.incrementAndGet();
            }
        });

        assertEquals(1, done.get());
    }

    @Test
    void whatWasCarriedOutBeforeIsAnsweredThoughTheOrderChangedByIt() {
        Order known = given(OrderStatus.PENDING);
        ChangeStatus once = new ChangeStatus(known.id(), "", ONCE);
        knowing(known).confirm(ADMIN, once);

        assertTrue(knowing(known).confirm(ADMIN, once).isDone());
    }

    @Test
    void otherOrdersAreChangedAsEver() {
        Order known = given(OrderStatus.PENDING);
        service.addNote(ADMIN, new AddNote(known.id(), "seen", NO_REQUEST));
        Order other =
                service.create(SITI, new CreateOrder(Samples.siti(), "gold", 1)).get();

        assertTrue(knowing(known).confirm(ADMIN, move(other.id())).isDone());
    }
}
