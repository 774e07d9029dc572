package io.pteroorders.core.storage;

import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ShopStorageContract;
import java.time.Clock;

class InMemoryShopStorageTest extends ShopStorageContract {

    @Override
    protected ShopStorage open() {
        return InMemoryShopStorage.create(Fixtures.JAKARTA, Clock.systemUTC());
    }
}
