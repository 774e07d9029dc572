package io.pteroorders.bot.cli;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.KeyChange;
import java.time.Clock;
import java.util.Map;

/** The keys of a shop, for the commands about them. */
public interface KeyStore extends AutoCloseable {

    /** What became of a change. */
    enum Fate {
        /** It holds. */
        DONE,
        /** There was nothing to change: the name is taken, or nobody's. */
        IN_VAIN,
        /** The process that answers makes it within half a minute. */
        SENT
    }

    /** Finds the keys of the shop that the configuration names. */
    @FunctionalInterface
    interface Finder {

        /**
         * Opens them.
         *
         * @param settings from the command line, before all others
         * @throws CommandException if the shop is open elsewhere, and cannot be shared
         */
        KeyStore open(Map<String, String> settings);
    }

    /** The time. */
    Clock clock();

    /** Changes them. */
    Fate change(KeyChange change);

    /**
     * All of them.
     *
     * @throws CommandException if only the process that answers can tell
     */
    ImmutableList<ApiKey> all();

    @Override
    void close();
}
