package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import org.junit.jupiter.api.Test;

class AddNoteTest extends ServiceTest {

    private Outcome<Order> note(Actor actor, OrderId id) {
        return service.addNote(actor, new AddNote(id, "hello", NO_REQUEST));
    }

    private void fill(Actor actor, OrderId id) {
        for (int i = 0; i < 100; i++) {
            note(actor, id).get();
        }
    }

    @Test
    void theCustomerAndTheShopHaveRoomForAHundredNotesEach() {
        OrderId id = given(OrderStatus.PENDING).id();
        Refusal full = new Refusal.TooManyNotes(id, 100);
        fill(BUDI, id);
        assertEquals(full, refused(() -> note(BUDI, id)));
        fill(ADMIN, id);
        assertEquals(full, refused(() -> note(ADMIN, id)));
    }
}
