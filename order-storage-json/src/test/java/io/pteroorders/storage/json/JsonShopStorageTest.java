package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.ShopStorageContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class JsonShopStorageTest extends ShopStorageContract {

    @TempDir
    private Path directory;

    private final Map<ShopStorage, Path> directories = new HashMap<>();

    @Override
    protected ShopStorage open() {
        return open(directory.resolve("shop-" + directories.size()));
    }

    @Override
    protected Optional<ShopStorage> again(ShopStorage shop) {
        return Optional.of(open(Objects.requireNonNull(directories.get(shop))));
    }

    private ShopStorage open(Path data) {
        ShopStorage shop = JsonShopStorage.open(
                data, JsonStorageOptions.defaults(Clock.systemUTC()), ImmutableSet.of("people-as-text"));
        directories.put(shop, data);
        return shop;
    }
}
