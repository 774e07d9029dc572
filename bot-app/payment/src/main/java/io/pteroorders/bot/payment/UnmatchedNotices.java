package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells admins once of each row of money that nobody owes. Thread-safe. */
final class UnmatchedNotices {

    private static final int MOST_SHOWN = 5;

    private final MoneyRows rows;
    private final Notices notices;
    private final Function<MoneyRow, String> words;

    UnmatchedNotices(MoneyRows rows, Notices notices, Function<MoneyRow, String> words) {
        this.rows = rows;
        this.notices = notices;
        this.words = words;
    }

    /** Those that were not told of: it is remembered after they are told, so that a crash makes them told again. */
    synchronized void tellAll() {
        ImmutableList<MoneyRow> untold = rows.untold();
        if (!untold.isEmpty()) {
            notices.tellUnmatched(name(untold), words(untold));
            rows.told(untold);
        }
    }

    /** The same after a crash, as long as nothing has come. */
    private static String name(ImmutableList<MoneyRow> untold) {
        return untold.get(0).number() + "-" + Iterables.getLast(untold).number();
    }

    /** Many that come at once are one message, and the list has them all. */
    private String words(ImmutableList<MoneyRow> untold) {
        String shown = untold.stream().limit(MOST_SHOWN).map(words).collect(Collectors.joining("\n\n"));
        return untold.size() > MOST_SHOWN ? shown + "\n\n… +" + (untold.size() - MOST_SHOWN) : shown;
    }
}
