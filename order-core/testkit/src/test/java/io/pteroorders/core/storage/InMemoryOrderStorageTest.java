package io.pteroorders.core.storage;

import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.OrderStorageContract;

class InMemoryOrderStorageTest extends OrderStorageContract {

    @Override
    protected OrderStorage open() {
        return InMemoryOrderStorage.create(Fixtures.JAKARTA);
    }
}
