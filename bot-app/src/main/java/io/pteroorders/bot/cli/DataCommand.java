package io.pteroorders.bot.cli;

import io.pteroorders.storage.json.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import tools.jackson.core.exc.JacksonIOException;

/** A command that does something to the data directory, and says on standard output what it did. */
abstract class DataCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final JarCommands.Finder finder;

    DataCommand(JarCommands.Finder finder) {
        this.finder = finder;
    }

    @Override
    public final Integer call() {
        try (Bar bar = new Bar()) {
            return run(finder.find(common.settings()), bar);
        } catch (AccessDeniedException e) {
            throw new CommandException(
                    ExitCodes.DATA_REFUSED, "this user may not read or write " + e.getMessage() + ".");
        } catch (IOException | UncheckedIOException | JacksonIOException e) {
            throw new CommandException(ExitCodes.FAILED, "that failed: " + IoReason.of(e) + ".");
        }
    }

    /** Does it, and returns the exit code. */
    abstract int run(DataDirectory data, Bar bar) throws IOException;

    /** Whoever was erased stays so, whatever a file brings back. */
    static void keepErasedOut(DataDirectory data) {
        int orders = data.withoutErased();
        if (orders > 0) {
            say(orders + " orders named people who had been erased, and do not any more.");
        }
    }

    static void say(String line) {
        System.out.println(line);
    }

    /** @throws CommandException if it is not a file */
    static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(ExitCodes.WRONG_USAGE, "there is no file " + file + ".");
        }
        return file;
    }

    /** @throws CommandException if there is something of that name already */
    static Path unused(Path file) {
        if (Files.exists(file)) {
            throw new CommandException(
                    ExitCodes.WRONG_USAGE,
                    file + " is there already and was left as it is. Name another file, or move it away first.");
        }
        return file;
    }
}
