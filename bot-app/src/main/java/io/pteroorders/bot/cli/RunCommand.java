package io.pteroorders.bot.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the bot until its transport ends. */
@Command(name = "run", description = "Runs the bot. This is the default command.")
final class RunCommand implements Callable<Integer> {

    @Option(names = "--transport", paramLabel = "NAME", description = "console (default), jsonl or whatsapp-cloud")
    private @Nullable String transport;

    @Option(names = "--acks", description = "jsonl: the other side acknowledges every message it is sent")
    private boolean acks;

    @Option(
            names = "--clock",
            paramLabel = "NAME",
            description = "system (default), or jsonl: it stands still, and lines of the jsonl transport move it")
    private Clock clock = Clock.SYSTEM;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "shows the version")
    boolean version;

    /** What the program knows the time by. */
    enum Clock {
        SYSTEM,
        JSONL
    }

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final JarCommands.Start start;

    RunCommand(JarCommands.Start start) {
        this.start = start;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, String> settings = new HashMap<>(common.settings());
        Optional.ofNullable(transport).ifPresent(name -> settings.put("TRANSPORT", name));
        start.run(settings, new JarCommands.Lines(acks, clock == Clock.JSONL));
        return ExitCodes.DONE;
    }
}
