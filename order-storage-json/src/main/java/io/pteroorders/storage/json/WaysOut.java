package io.pteroorders.storage.json;

import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.storage.json.log.AckedMark;
import io.pteroorders.storage.json.log.BadFileException;
import io.pteroorders.storage.json.log.CloseMark;
import io.pteroorders.storage.json.log.Disk;
import java.io.IOException;

/** What an operator can do about a data directory that is not opened: whether a way leads out is tried, changing nothing. */
final class WaysOut {

    private static final String RESTORE = "`restore FILE` goes back to a backup";
    private static final String SALVAGE = "`salvage FILE` writes what can be read to a new file";

    private final Disk disk;
    private final JsonStorageOptions options;

    private WaysOut(Disk disk, JsonStorageOptions options) {
        this.disk = disk;
        this.options = options;
    }

    /** The refusal to use a data directory, with the ways out. */
    static DataRefusedException refused(Disk disk, JsonStorageOptions options, BadFileException bad) {
        return refused(bad, new WaysOut(disk, options).of(bad));
    }

    /** The refusal to use a file that is no part of a data directory. */
    static DataRefusedException refused(BadFileException bad) {
        return refused(bad, "");
    }

    private static DataRefusedException refused(BadFileException bad, String ways) {
        return new DataRefusedException((bad.getMessage() + ". Nothing was changed. " + ways).strip(), bad);
    }

    private String of(BadFileException bad) {
        return switch (bad.problem()) {
            case NEWER -> "Use that version, or restore a backup with this one into an empty directory.";
            case EDITED ->
                rollsForward()
                        ? "`adopt` takes it as it is after checking it; `restore --roll-forward` sets it aside and goes on"
                                + " from what was known."
                        : withoutWhatWasKnown();
            case MISSING ->
                rollsForward()
                        ? "`restore --roll-forward` makes it anew from what is beside it. Or put it back; or " + RESTORE
                                + "."
                        : "Put it back; or " + SALVAGE + "; or " + RESTORE + ".";
            case WITHOUT_JOURNALS ->
                "Put the journals back. Or " + SALVAGE + ", and `restore` takes that, or a backup.";
            case NOT_REACHABLE -> withoutWhatWasKnown();
            case NOT_REGULAR -> ofWhatIsNoFile(bad.file());
            case UNREADABLE -> bad.file().equals(Snapshots.FILE) ? ofAnUnreadableSnapshot() : ofDamage();
            case DAMAGED -> ofDamage();
        };
    }

    private static String ofDamage() {
        return "Copy the directory first. Then " + SALVAGE + ", or " + RESTORE + ".";
    }

    private static String withoutWhatWasKnown() {
        return "Put the file back that was there, or `restore` one: a backup, a copy of orders.json as it is now, or what"
                + " `salvage FILE` writes. Requests that were carried out are forgotten then.";
    }

    private String ofAnUnreadableSnapshot() {
        if (rollsForward()) {
            return "`restore --roll-forward` sets it aside and makes it anew from what is beside it; nothing that was"
                    + " acknowledged is lost. Or mend the file; or " + RESTORE + ".";
        }
        String ways = "Mend the file; or " + SALVAGE + "; or " + RESTORE;
        return isFresh() ? ways + "; or move it away to begin with no orders." : ways + ".";
    }

    private String ofWhatIsNoFile(String file) {
        if (file.equals(AckedMark.FILE) || file.equals(CloseMark.FILE)) {
            return "Move it away; it is made anew.";
        }
        if (!file.equals(Snapshots.FILE)) {
            return "Put the file itself in its place. Or " + SALVAGE
                    + "; then move it away, and `restore` takes that, or a backup.";
        }
        if (rollsForward()) {
            return "Move it away; then `restore --roll-forward` makes orders.json anew from what is beside it, or "
                    + RESTORE + ".";
        }
        return "Move it away; then " + (isFresh() ? "begin with no orders, or " : "") + RESTORE + ".";
    }

    private boolean rollsForward() {
        return Recovery.rolledForward(disk, options).isPresent();
    }

    private boolean isFresh() {
        try {
            return Recovery.isFresh(disk);
        } catch (IOException e) {
            return false;
        }
    }
}
