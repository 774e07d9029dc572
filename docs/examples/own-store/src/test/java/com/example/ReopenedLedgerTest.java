package com.example;

import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.OrderStorageContract;
import java.time.ZoneId;

class ReopenedLedgerTest extends OrderStorageContract {

    @Override
    protected OrderStorage open() {
        return new LedgerOrderStorage(new Ledger(), zone());
    }

    // region hooks
    @Override
    protected OrderStorage reopen(OrderStorage store) {
        store.close();
        return new LedgerOrderStorage(((LedgerOrderStorage) store).ledger(), zone());
    }

    @Override
    protected ZoneId zone() {
        return ZoneId.of("Europe/Berlin");
    }
    // endregion
}
