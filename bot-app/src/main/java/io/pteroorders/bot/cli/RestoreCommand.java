package io.pteroorders.bot.cli;

import io.pteroorders.storage.json.Maintenance;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes back to a backup, or to what the journals say. */
@Command(
        name = "restore",
        description = "Puts a backup in the place of all orders, after a backup of these. The bot must be stopped.")
final class RestoreCommand extends DataCommand {

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    private static final class Source {

        @Parameters(paramLabel = "FILE", description = "a backup, or any file like orders.json")
        private Path file = Path.of("");

        @Option(
                names = "--roll-forward",
                description =
                        "instead of a backup: sets an edited, exchanged or lost orders.json aside and makes it anew"
                                + " from the journals")
        private boolean rollForward;
    }

    RestoreCommand(JarCommands.Finder finder) {
        super(finder);
    }

    @Override
    int run(DataDirectory data, Bar bar) throws IOException {
        Maintenance.Report report = source.rollForward
                ? data.existing().writable().maintenance(bar).rollForward()
                : data.writable().maintenance(bar).restore(existing(source.file));
        say(source.rollForward ? "orders.json was made anew from the journals." : source.file + " was restored.");
        CommandOutput.report(report).forEach(DataCommand::say);
        keepErasedOut(data);
        return ExitCodes.DONE;
    }
}
