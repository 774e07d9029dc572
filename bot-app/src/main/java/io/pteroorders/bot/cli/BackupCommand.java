package io.pteroorders.bot.cli;

import io.pteroorders.storage.json.Backup;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Makes a backup. */
@Command(name = "backup", description = "Makes a backup and checks it; works beside a running bot.")
final class BackupCommand extends DataCommand {

    BackupCommand(JarCommands.Finder finder) {
        super(finder);
    }

    @Override
    int run(DataDirectory data, Bar bar) throws IOException {
        Backup made = data.existing().writable().maintenance(bar).backup();
        say("The backup was made, read again and found right: " + CommandOutput.backup(made));
        say("SHA-256 " + made.sha256());
        return ExitCodes.DONE;
    }
}
