package io.pteroorders.bot.cli;

import com.google.common.collect.Iterables;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.storage.json.Backup;
import io.pteroorders.storage.json.Maintenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the commands say. */
final class Words {

    private static final int NAMED = 20;

    private Words() {}

    static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    static String backup(Backup backup) {
        return backup.file() + " (" + count(backup.orders(), "order") + ", " + count(backup.bytes(), "byte") + ")";
    }

    /** What a restore, adoption or import did, line by line. */
    static List<String> report(Maintenance.Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(count(report.orders(), "order") + " now: " + report.added() + " new, "
                + report.gone().size() + " gone.");
        for (OrderId id : Iterables.limit(report.gone(), NAMED)) {
            lines.add("gone: " + id);
        }
        if (report.gone().size() > NAMED) {
            lines.add("and " + (report.gone().size() - NAMED) + " more are gone");
        }
        report.safety().ifPresent(safety -> lines.add("What there was before is in " + backup(safety) + "."));
        lines.addAll(report.notices());
        return lines;
    }
}
