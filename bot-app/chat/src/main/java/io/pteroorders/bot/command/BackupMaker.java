package io.pteroorders.bot.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Makes backups of the orders. */
public interface BackupMaker {

    /** One that makes none. */
    BackupMaker NONE = new BackupMaker() {

        @Override
        public Optional<Made> make() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> failingSince() {
            return Optional.empty();
        }
    };

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

    /** Until when backups are kept that are there now, at the latest; empty if there are none, or nobody here knows. */
    default Optional<LocalDate> keptUntil() {
        return Optional.empty();
    }

    /** Since when the backups that are made by themselves fail; empty while they do not. */
    Optional<Instant> failingSince();
}
