package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.OrderArbitraries;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnyOrderTest {

    // region property
    @Property(tries = 200)
    void isWrittenToTheLedger(@ForAll("orders") Order order) {
        Ledger ledger = new Ledger();
        new LedgerOrderStorage(ledger, Fixtures.JAKARTA).insert(order, InsertGuard.NONE, Optional.empty());
        assertEquals(List.of(order), ledger.orders());
    }

    @Provide
    Arbitrary<Order> orders() {
        return OrderArbitraries.orders();
    }
    // endregion
}
