package io.pteroorders.bot.cli;

import io.pteroorders.bot.edit.Editors;
import io.pteroorders.bot.edit.Version;
import java.util.Map;

/** What people of a shop edit, for commands of the jar. */
public interface EditStore extends AutoCloseable {

    /** Finds it. */
    @FunctionalInterface
    interface Finder {

        /**
         * That of the shop that the configuration names.
         *
         * @param settings from the command line, before all others
         * @throws CommandException if a bot runs on it
         */
        EditStore open(Map<String, String> settings);
    }

    /** By which it is changed. */
    Editors editors();

    /**
     * Keeps in the audit trail that something was brought in.
     *
     * @param what it was
     */
    void imported(String what, Version version);

    @Override
    void close();
}
