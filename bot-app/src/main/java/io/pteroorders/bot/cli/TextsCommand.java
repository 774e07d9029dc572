package io.pteroorders.bot.cli;

import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.bot.edit.Edited;
import io.pteroorders.bot.edit.TextFiles;
import io.pteroorders.notify.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stands before the commands about texts; alone it does nothing. */
@Command(
        name = "texts",
        description = "About the texts that are saved in the shop: texts export, import. The bot must be stopped.")
final class TextsCommand implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this text")
    boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** With the commands that do something. */
    static CommandLine with(EditStore.Finder finder) {
        return new CommandLine(new TextsCommand())
                .addSubcommand(new Export(finder))
                .addSubcommand(new Import(finder));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what is to be done: texts export DIR or texts import DIR");
    }

    /** Writes them to a directory. */
    @Command(name = "export", description = "Writes the shop's own texts in force to a new directory.")
    static final class Export extends EditCommand {

        @Parameters(paramLabel = "DIR", description = "a directory that is not there yet")
        private Path directory = Path.of("");

        @Option(names = "--all", description = "with them the texts that come with the program")
        private boolean all;

        Export(EditStore.Finder finder) {
            super(finder);
        }

        @Override
        void run(EditStore shop) throws IOException {
            Edited<Texts> texts = shop.editors().texts();
            TextFiles known = shop.editors().textFiles();
            ImmutableSortedMap<String, String> files = all ? known.whole(texts.files()) : texts.files();
            Files.createDirectories(DataCommand.unused(directory));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = directory.resolve(file.getKey());
                Files.createDirectories(path.resolveSibling(""));
                write(path, file.getValue());
            }
            DataCommand.say("The texts, " + which(texts) + ": " + CommandOutput.count(files.size(), "file") + " in "
                    + directory + ".");
        }
    }

    /** Takes them from a directory. */
    @Command(
            name = "import",
            description = "Saves the texts in a directory as a new version, if nothing is wrong with any.")
    static final class Import extends EditCommand {

        @Parameters(
                paramLabel = "DIR",
                description = "texts as in TEMPLATES_DIR; what is not there comes with the program")
        private Path directory = Path.of("");

        Import(EditStore.Finder finder) {
            super(finder);
        }

        @Override
        void run(EditStore shop) {
            if (!Files.isDirectory(directory)) {
                throw new CommandException(ExitCodes.WRONG_USAGE, "there is no directory " + directory + ".");
            }
            bring(
                    shop,
                    shop.editors().texts(),
                    shop.editors().textFiles().ownOnly(Texts.files(directory)),
                    "texts",
                    "TEMPLATES_DIR",
                    directory);
        }
    }
}
