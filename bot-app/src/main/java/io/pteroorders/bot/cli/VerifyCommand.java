package io.pteroorders.bot.cli;

import io.pteroorders.storage.json.Verification;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Checks everything that can be checked. */
@Command(name = "verify", description = "Checks all data and backups; works beside a running bot.")
final class VerifyCommand extends DataCommand {

    VerifyCommand(JarCommands.Finder finder) {
        super(finder);
    }

    @Override
    int run(DataDirectory data, Bar bar) throws IOException {
        Verification found = data.existing().maintenance(bar).verify();
        say("All is in order: " + Words.count(found.orders(), "order") + ", " + Words.count(found.records(), "record")
                + " in " + Words.count(found.journals(), "journal") + ", "
                + Words.count(found.backups() - found.damagedBackups().size(), "good backup") + ".");
        found.damagedBackups().forEach(name -> say("damaged backup: " + name));
        return found.damagedBackups().isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
}
