package io.pteroorders.bot.cli;

import io.pteroorders.storage.json.Maintenance;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds the orders of a file. */
@Command(
        name = "import",
        description = "Adds the orders of a file, also of the earlier bot's orders.json. The bot must be stopped.")
final class ImportCommand extends DataCommand {

    @Parameters(paramLabel = "FILE", description = "a JSON array of orders")
    private Path file = Path.of("");

    @Option(
            names = "--repair",
            description =
                    "keeps orders whose history has illegal steps, with a history made legal; otherwise they are set"
                            + " aside")
    private boolean repair;

    ImportCommand(JarCommands.Finder finder) {
        super(finder);
    }

    @Override
    int run(DataDirectory data, Bar bar) throws IOException {
        Maintenance.Report report = data.writable().maintenance(bar).importFrom(existing(file), repair);
        say(file + " was imported.");
        CommandOutput.report(report).forEach(DataCommand::say);
        keepErasedOut(data);
        return ExitCodes.DONE;
    }
}
