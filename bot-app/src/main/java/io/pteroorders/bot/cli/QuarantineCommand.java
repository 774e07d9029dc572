package io.pteroorders.bot.cli;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Lists what was set aside. */
@Command(name = "quarantine", description = "Lists what was set aside, with how large it is.")
final class QuarantineCommand extends DataCommand {

    QuarantineCommand(JarCommands.Finder finder) {
        super(finder);
    }

    @Override
    int run(DataDirectory data, Bar bar) throws IOException {
        ImmutableList<Path> files = data.existing().maintenance(bar).quarantine();
        say(files.isEmpty() ? "Nothing was set aside." : CommandOutput.count(files.size(), "file") + " set aside:");
        for (Path file : files) {
            say(file + " (" + CommandOutput.count(Files.size(file), "byte") + ")");
        }
        return ExitCodes.DONE;
    }
}
