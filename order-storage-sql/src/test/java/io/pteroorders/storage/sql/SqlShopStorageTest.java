package io.pteroorders.storage.sql;

import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.ShopStorageContract;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
@Tag("long")
class SqlShopStorageTest extends ShopStorageContract {

    private final Server server;
    private final Map<ShopStorage, SqlStorageOptions> databases = new HashMap<>();

    SqlShopStorageTest(Server server) {
        this.server = server.installed();
    }

    @Override
    protected ShopStorage open() {
        return open(server.newShop());
    }

    @Override
    protected Optional<ShopStorage> again(ShopStorage shop) {
        return Optional.of(open(Objects.requireNonNull(databases.get(shop))));
    }

    private ShopStorage open(SqlStorageOptions options) {
        ShopStorage shop = SqlShopStorage.open(options);
        databases.put(shop, options);
        return shop;
    }
}
