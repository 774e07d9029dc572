package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {

    @Test
    void everyChangeLeavesALine() {
        Ledger ledger = new Ledger();
        try (OrderStorage store = new LedgerOrderStorage(ledger, Fixtures.JAKARTA)) {
            store.insert(Fixtures.anOrder(7).pending(), OrderStorage.InsertGuard.NONE, Optional.empty());
            store.update(
                    Fixtures.orderId(7),
                    order -> Outcome.done(Fixtures.moved(order, OrderStatus.CANCELLED)),
                    Optional.empty());
            store.remove(Fixtures.orderId(7), order -> Optional.empty(), Optional.empty());
        }
        assertEquals(
                List.of(
                        "ORD-TEST0-00007: nothing -> pending",
                        "ORD-TEST0-00007: pending -> cancelled",
                        "ORD-TEST0-00007: cancelled -> nothing"),
                ledger.lines());
    }
}
