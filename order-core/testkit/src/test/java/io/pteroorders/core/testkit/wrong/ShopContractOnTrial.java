package io.pteroorders.core.testkit.wrong;

import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.ShopStorageContract;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of shops, run by a test against one that it chooses; its name keeps the build from running it by itself. */
@ExtendWith(UntilOneFails.class)
class ShopContractOnTrial extends ShopStorageContract {

    private static final ThreadLocal<ShopFault> FAULT = new InheritableThreadLocal<>();

    /** What the contract makes of a shop. */
    static Trial.Verdict of(ShopFault fault) {
        FAULT.set(fault);
        try {
            return Trial.of(ShopContractOnTrial.class);
        } finally {
            FAULT.remove();
        }
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(2);
    }

    @Override
    protected ShopStorage open() {
        return FaultyShop.with(FAULT.get());
    }

    @Override
    protected Optional<ShopStorage> again(ShopStorage shop) {
        return Optional.of(((FaultyShop) shop).again());
    }
}
