package io.pteroorders.core.subscription;

import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.SubscriptionIndexContract;

class SubscriptionIndexTest extends SubscriptionIndexContract {

    @Override
    protected OrderStorage open() {
        return InMemoryOrderStorage.create(Fixtures.JAKARTA);
    }
}
