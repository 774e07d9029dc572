package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CustomerTest {

    @Test
    void aCustomersNameIsCleanedAndProvesNothing() {
        PersonId id = PersonId.of("6281234567890");
        Customer forged = new Customer(id, "Owner\n*Status:* COMPLETED\u202e", id.text());
        assertEquals("Owner *Status:* COMPLETED", forged.displayName());
    }

    @Test
    void messagesGoToAValidAddress() {
        PersonId id = PersonId.of("6281234567890");
        assertThrows(IllegalArgumentException.class, () -> new Customer(id, "Budi", ""));
        assertThrows(IllegalArgumentException.class, () -> new Customer(id, "Budi", "a b"));
    }
}
