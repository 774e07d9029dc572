package io.pteroorders.bot.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the bot until its transport ends. */
@Command(name = "run", description = "Runs the bot. This is the default command.")
public final class RunCommand implements Callable<Integer> {

    @Option(names = "--transport", paramLabel = "NAME", description = "console (default) or jsonl")
    private @Nullable String transport;

    @Option(names = "--data", paramLabel = "DIR", description = "where orders are kept (default: ./data)")
    private @Nullable Path data;

    @Option(names = "--acks", description = "jsonl: the other side acknowledges every message it is sent")
    private boolean acks;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this text")
    boolean help;

    private final Start start;

    /** Starts the bot. */
    @FunctionalInterface
    public interface Start {

        /**
         * Runs the bot to its end.
         *
         * @param overrides settings from the command line
         * @param acks whether the jsonl transport waits for acknowledgements
         */
        void run(Map<String, String> overrides, boolean acks) throws Exception;
    }

    public RunCommand(Start start) {
        this.start = start;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, String> overrides = new HashMap<>();
        Optional.ofNullable(transport).ifPresent(name -> overrides.put("TRANSPORT", name));
        Optional.ofNullable(data).ifPresent(directory -> overrides.put("DATA_DIR", directory.toString()));
        start.run(overrides, acks);
        return ExitCodes.DONE;
    }
}
