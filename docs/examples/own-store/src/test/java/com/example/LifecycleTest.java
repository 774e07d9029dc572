package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.OrderLifecycleModel;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    // region model
    @Test
    void aShopOnTheLedgerFollowsTheLifecycle() {
        int stories = Integer.getInteger("stories", 60);
        OrderLifecycleModel model = OrderLifecycleModel.of(() -> open(new Ledger()))
                .reopening(LifecycleTest::reopen)
                .rememberingRequests()
                .racing()
                .stories(stories);
        assertEquals(stories, model.check().stories());
    }

    private static OrderStorage open(Ledger ledger) {
        return new LedgerOrderStorage(ledger, Fixtures.JAKARTA);
    }

    private static OrderStorage reopen(OrderStorage store) {
        store.close();
        return open(((LedgerOrderStorage) store).ledger());
    }
    // endregion
}
