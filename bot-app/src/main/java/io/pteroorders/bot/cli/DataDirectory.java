package io.pteroorders.bot.cli;

import io.pteroorders.bot.privacy.ErasedPeople;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import io.pteroorders.storage.json.Maintenance;
import io.pteroorders.storage.json.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The directory where the orders are. Immutable and thread-safe.
 *
 * @param path the directory
 * @param options how orders are kept there
 */
public record DataDirectory(Path path, JsonStorageOptions options) {

    private static final String ROOT = "root";

    Maintenance maintenance(Progress progress) {
        return Maintenance.of(path, options, progress);
    }

    /**
     * For a command that makes files in it.
     *
     * @throws CommandException if this is root and the directory is another user's, who could not use what root makes
     */
    public DataDirectory writable() {
        refusal(path, System.getProperty("user.name", "")).ifPresent(why -> {
            throw new CommandException(ExitCodes.DATA_REFUSED, why);
        });
        return this;
    }

    /**
     * Why a user should make no files in a directory.
     *
     * @return empty if they may, or if there is no directory
     */
    static Optional<String> refusal(Path directory, String user) {
        return user.equals(ROOT)
                ? owner(directory)
                        .filter(owner -> !owner.equals(ROOT))
                        .map(owner ->
                                "the data directory " + directory + " belongs to " + owner + ", and this is " + ROOT
                                        + ", whose files " + owner + " could not use. Do it as " + owner
                                        + ": sudo -u " + owner + " .. Nothing was changed.")
                : Optional.empty();
    }

    private static Optional<String> owner(Path directory) {
        try {
            return Optional.of(Files.getOwner(directory).getName());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
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

    /**
     * Takes those out of the orders again who were erased before, which a backup or another file brought back.
     *
     * @return how many orders named them
     */
    int withoutErased() {
        ErasedPeople erased = ErasedPeople.open(path);
        if (erased.isEmpty()) {
            return 0;
        }
        try (JsonOrderStorage orders = JsonOrderStorage.open(path, options)) {
            return erased.takeOutOf(orders);
        }
    }
}
