package io.pteroorders.bot.command;

import java.util.Optional;

/** Makes backups of the orders. */
@FunctionalInterface
public interface BackupMaker {

    /**
     * A backup that was read again and found right.
     *
     * @param name of its file
     * @param bytes its length
     * @param orders how many it holds
     */
    record Made(String name, long bytes, long orders) {}

    /** Makes one now; empty if that failed, and the log says why. */
    Optional<Made> make();
}
