package io.pteroorders.bot.cli;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command of the jar understands. */
final class CommonOptions {

    @Option(names = "--data", paramLabel = "DIR", description = "where orders are kept (default: DATA_DIR, or ./data)")
    private @Nullable Path data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this text")
    boolean help;

    /** The settings that were given as options. */
    ImmutableMap<String, String> settings() {
        return data == null ? ImmutableMap.of() : ImmutableMap.of("DATA_DIR", data.toString());
    }
}
