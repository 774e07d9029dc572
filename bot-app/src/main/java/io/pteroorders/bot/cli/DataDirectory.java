package io.pteroorders.bot.cli;

import io.pteroorders.storage.json.JsonStorageOptions;
import io.pteroorders.storage.json.Maintenance;
import io.pteroorders.storage.json.Progress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory where the orders are. Immutable and thread-safe.
 *
 * @param path the directory
 * @param options how orders are kept there
 */
public record DataDirectory(Path path, JsonStorageOptions options) {

    Maintenance maintenance(Progress progress) {
        return Maintenance.of(path, options, progress);
    }

    /** @throws CommandException if it is not there */
    DataDirectory existing() {
        if (!Files.isDirectory(path)) {
            throw new CommandException(
                    ExitCodes.DATA_REFUSED,
                    "there is no data directory " + path + ". Name it with --data DIR or DATA_DIR.");
        }
        return this;
    }
}
