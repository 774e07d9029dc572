package com.example;

import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.OrderStorageContract;

class LedgerOrderStorageTest extends OrderStorageContract {

    @Override
    protected OrderStorage open() {
        return new LedgerOrderStorage(new Ledger(), Fixtures.JAKARTA);
    }
}
