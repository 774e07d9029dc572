package io.pteroorders.bot.cli;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.storage.json.JsonShopStorage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Records of a data directory by a copy of them, since whoever opens them changes them: also beside a running bot. */
public final class RecordsCopy {

    private static final String HOLDER = "records-copy";
    private static final String LOCK = "LOCK";

    private RecordsCopy() {}

    /**
     * Reads some of them.
     *
     * @param names of the records; those that are not there are empty
     */
    public static <T> T read(DataDirectory data, List<String> names, Function<Lease, T> reading) throws IOException {
        Path copy = Files.createTempDirectory(HOLDER);
        try {
            for (String name : names) {
                copy(data.path().resolve(name), copy.resolve(name));
            }
            try (ShopStorage shop = JsonShopStorage.withoutOrders(copy, data.options(), BotState.PLAIN);
                    Lease lease = shop.lease(HOLDER).orElseThrow()) {
                return reading.apply(lease);
            }
        } finally {
            MoreFiles.deleteRecursively(copy, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    /** All but the lock, which is the running bot's. */
    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.createDirectory(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (!name.startsWith(LOCK)) {
                    Files.copy(file, to.resolve(name));
                }
            }
        }
    }
}
