package io.pteroorders.bot.cli;

import io.pteroorders.bot.edit.CatalogText;
import io.pteroorders.bot.edit.Edited;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stands before the commands about the catalogue; alone it does nothing. */
@Command(
        name = "catalog",
        description = "About the catalogue that is saved in the shop: catalog export, import. The bot must be stopped.")
final class CatalogCommand implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this text")
    boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** With the commands that do something. */
    static CommandLine with(EditStore.Finder finder) {
        return new CommandLine(new CatalogCommand())
                .addSubcommand(new Export(finder))
                .addSubcommand(new Import(finder));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what is to be done: catalog export FILE or catalog import FILE");
    }

    /** Writes it to a file. */
    @Command(name = "export", description = "Writes the catalogue in force to a new file.")
    static final class Export extends EditCommand {

        @Parameters(paramLabel = "FILE", description = "a file that is not there yet")
        private Path file = Path.of("");

        Export(EditStore.Finder finder) {
            super(finder);
        }

        @Override
        void run(EditStore shop) throws IOException {
            Edited<?> catalog = shop.editors().catalog();
            write(DataCommand.unused(file), CatalogText.of(catalog.files()));
            DataCommand.say("The catalogue, " + which(catalog) + ", is in " + file + ".");
        }
    }

    /** Takes it from a file. */
    @Command(
            name = "import",
            description = "Saves the catalogue in a file as a new version, if nothing is wrong with it.")
    static final class Import extends EditCommand {

        @Parameters(paramLabel = "FILE", description = "a catalogue as in CATALOG_FILE")
        private Path file = Path.of("");

        Import(EditStore.Finder finder) {
            super(finder);
        }

        @Override
        void run(EditStore shop) throws IOException {
            bring(shop, shop.editors().catalog(), CatalogText.files(text()), "catalogue", "CATALOG_FILE", file);
        }

        private String text() throws IOException {
            try {
                return Files.readString(DataCommand.existing(file));
            } catch (CharacterCodingException e) {
                throw new CommandException(
                        ExitCodes.WRONG_USAGE,
                        file + " is not JSON in UTF-8; save it with that encoding. Nothing was changed.");
            }
        }
    }
}
