package io.pteroorders.bot.json;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;

/** A shop in a directory, and its lease. */
public record OpenShop(ShopStorage storage, Lease lease) implements AutoCloseable {

    /** Opens it. */
    public static OpenShop in(Path data, Clock clock) {
        ShopStorage storage = JsonShopStorage.open(data, JsonStorageOptions.defaults(clock), ImmutableSet.of("audit"));
        try {
            return new OpenShop(storage, storage.lease("a test").orElseThrow());
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /** Opens what a killed process leaves: the files as they are at this moment, copied to another directory. */
    public static OpenShop asLeftByAKill(Path data, Path copy, Clock clock) throws Exception {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(path -> !path.startsWith(copy)).toList()) {
                Path there = copy.resolve(data.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else if (!file.getFileName().toString().startsWith("LOCK")) {
                    Files.copy(file, there);
                }
            }
        }
        return in(copy, clock);
    }

    @Override
    public void close() {
        storage.close();
    }
}
