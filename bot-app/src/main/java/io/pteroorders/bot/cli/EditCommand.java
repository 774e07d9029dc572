package io.pteroorders.bot.cli;

import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.bot.edit.Edited;
import io.pteroorders.bot.edit.Problem;
import io.pteroorders.bot.edit.Saving;
import io.pteroorders.bot.edit.Version;
import io.pteroorders.storage.json.IoReason;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;

/** A command about what people of a shop edit. */
abstract class EditCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final EditStore.Finder finder;

    EditCommand(EditStore.Finder finder) {
        this.finder = finder;
    }

    @Override
    public final Integer call() {
        try (EditStore shop = finder.open(common.settings())) {
            run(shop);
            return ExitCodes.DONE;
        } catch (IOException | UncheckedIOException e) {
            throw new CommandException(ExitCodes.FAILED, "that failed: " + IoReason.of(e) + ".");
        }
    }

    abstract void run(EditStore shop) throws IOException;

    static void write(Path file, String text) throws IOException {
        try (OutputStream out = NewFile.create(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Which version something is. */
    static String which(Edited<?> edited) {
        return edited.number() == 0 ? "as the settings say" : "version " + edited.number();
    }

    /**
     * Saves files as a new version.
     *
     * @param what they are
     * @param setting that is ignored from then on
     * @param where they were read
     */
    static void bring(
            EditStore shop,
            Edited<?> edited,
            ImmutableSortedMap<String, String> files,
            String what,
            String setting,
            Path where) {
        Saving saving = edited.save(Version.IMPORT, edited.number(), all -> all, before -> files);
        if (saving instanceof Saving.Refused refused) {
            throw new CommandException(
                    ExitCodes.WRONG_USAGE,
                    refused.problems().stream()
                            .map(Problem::inEnglish)
                            .collect(Collectors.joining(
                                    "\n  - ", where + " was not imported, and nothing was changed:\n  - ", "")));
        }
        if (saving instanceof Saving.Saved saved) {
            shop.imported(what, saved.version());
            DataCommand.say("Version " + saved.version().number() + " of the " + what
                    + " is saved, and in force when the bot starts. " + setting + " is ignored from now on.");
        } else {
            DataCommand.say("The " + what + " in force: the same already. Nothing was changed.");
        }
    }
}
