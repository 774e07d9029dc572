package io.pteroorders.bot.cli;

import io.pteroorders.storage.json.Salvaged;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Saves what can be saved from a damaged directory. */
@Command(
        name = "salvage",
        description = "Writes all orders that can still be read from a damaged directory to a new file.")
final class SalvageCommand extends DataCommand {

    @Parameters(paramLabel = "FILE", description = "the new file")
    private Path file = Path.of("");

    SalvageCommand(JarCommands.Finder finder) {
        super(finder);
    }

    @Override
    int run(DataDirectory data, Bar bar) throws IOException {
        Salvaged result = data.existing().maintenance(bar).salvage(unused(file));
        say(CommandOutput.count(result.orders(), "order") + " written to " + file + ".");
        result.notices().forEach(notice -> say("not read: " + notice));
        return ExitCodes.DONE;
    }
}
