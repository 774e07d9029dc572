package io.pteroorders.storage.json.log;

import io.pteroorders.core.storage.DataRefusedException;
import org.jspecify.annotations.Nullable;

/** Why a data directory is not opened, and what can be done; nothing was changed then. */
public final class Refused {

    private static final String WITHOUT_WHAT_WAS_KNOWN =
            "Put the file back that was there, or `restore` one: a backup, or a copy of orders.json as it is now."
                    + " Requests that were carried out are forgotten then.";

    private Refused() {}

    static DataRefusedException newer(String file, String what) {
        return refused(
                file + " was written by a newer version (" + what + "). Use that version, or restore a backup with this"
                        + " one into an empty directory.",
                null);
    }

    public static DataRefusedException damaged(DamageException damage) {
        return refused(
                damage.getMessage()
                        + ". Copy the directory first. Then `salvage` writes what can be read to a new file,"
                        + " or `restore` goes back to a backup.",
                damage);
    }

    public static DataRefusedException journalsMissing(String file) {
        return refused(
                file + " is there, but the journals beside it are not, so changes are missing. Put the journals back,"
                        + " or `restore` a backup.",
                null);
    }

    /** @param known whether what was known can be put together without the file */
    public static DataRefusedException snapshotMissing(String file, boolean known) {
        return refused(
                file + " is missing. Put it back, "
                        + (known ? "`restore --roll-forward` to make it anew from what is beside it, " : "")
                        + "or `restore` a backup.",
                null);
    }

    /** @param known whether what was known can be put together without the file */
    public static DataRefusedException notOurs(String file, String differences, boolean known) {
        return refused(
                file + " is not the file that was written here: it was edited, or an older one was put in its place. "
                        + differences
                        + (known
                                ? " `adopt` takes it as it is after checking it; `restore --roll-forward` sets it aside"
                                        + " and goes on from what was known."
                                : " " + WITHOUT_WHAT_WAS_KNOWN),
                null);
    }

    public static DataRefusedException notReachable(String previous) {
        return refused(
                previous + " is not there, or the journals do not reach back to it, so what was known cannot be put"
                        + " together. " + WITHOUT_WHAT_WAS_KNOWN,
                null);
    }

    public static DataRefusedException unreadable(String file, @Nullable String problem, @Nullable Throwable cause) {
        return refused(
                file + " " + problem
                        + ". Nothing was changed. Mend the file, put a backup in its place, or move it away to begin with no"
                        + " orders.",
                cause);
    }

    /** That a record says what it must not, although its checksum is right. */
    public static String brokenRule(JournalLine line, Exception rule) {
        return line + ", which breaks a rule: " + rule.getMessage();
    }

    private static DataRefusedException refused(String message, @Nullable Throwable cause) {
        return new DataRefusedException(message, cause);
    }
}
