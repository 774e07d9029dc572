package io.pteroorders.bot.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Stands before the commands about a panel; alone it does nothing. */
@Command(name = "panel", description = "About the panel that makes servers: panel adopt.")
final class PanelCommand implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this text")
    boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** With the command that adopts servers. */
    static CommandLine with(PanelAdoptCommand adopt) {
        return new CommandLine(new PanelCommand()).addSubcommand(adopt);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what is to be done: panel adopt FILE");
    }
}
