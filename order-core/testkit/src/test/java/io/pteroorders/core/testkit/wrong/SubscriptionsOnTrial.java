package io.pteroorders.core.testkit.wrong;

import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.SubscriptionPage;
import io.pteroorders.core.subscription.SubscriptionQuery;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.SubscriptionIndexContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, run by a test against an index that it chooses; its name keeps the build from running it by itself. */
@ExtendWith(UntilOneFails.class)
class SubscriptionsOnTrial extends SubscriptionIndexContract {

    private static final ThreadLocal<IndexFault> FAULT = new InheritableThreadLocal<>();

    /** What the contract makes of an index. */
    static Trial.Verdict of(IndexFault fault) {
        FAULT.set(fault);
        try {
            return Trial.of(SubscriptionsOnTrial.class);
        } finally {
            FAULT.remove();
        }
    }

    @Override
    protected OrderStorage open() {
        return InMemoryOrderStorage.create(Fixtures.JAKARTA);
    }

    @Override
    protected Index index(OrderStorage store, RenewalRules rules) {
        FaultyIndex index = new FaultyIndex(FAULT.get(), store, rules);
        return new Index() {

            @Override
            public SubscriptionPage query(SubscriptionQuery query) {
                return index.query(query);
            }

            @Override
            public long count(SubscriptionQuery query) {
                return index.count(query);
            }
        };
    }
}
