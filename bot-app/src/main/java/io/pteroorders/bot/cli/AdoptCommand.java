package io.pteroorders.bot.cli;

import io.pteroorders.storage.json.Maintenance;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Takes an edited file for what it is. */
@Command(
        name = "adopt",
        description = "Takes an orders.json that was edited or exchanged, after checking it. The bot must be stopped.")
final class AdoptCommand extends DataCommand {

    AdoptCommand(JarCommands.Finder finder) {
        super(finder);
    }

    @Override
    int run(DataDirectory data, Bar bar) throws IOException {
        Maintenance.Report report = data.existing().writable().maintenance(bar).adopt();
        say("orders.json was taken as it is.");
        CommandOutput.report(report).forEach(DataCommand::say);
        keepErasedOut(data);
        return ExitCodes.DONE;
    }
}
