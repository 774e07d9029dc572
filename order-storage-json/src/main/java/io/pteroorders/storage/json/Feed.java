package io.pteroorders.storage.json;

import com.google.common.primitives.Longs;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Token;
import java.util.List;
import com.google.common.base.Splitter;
import org.jspecify.annotations.Nullable;

/**
 * The change feed. A token names the store, the numbering and the change. The numbers of the journal are good for ever.
 * Orders that were read from a snapshot without them are numbered by the time of their last change; such a number means
 * something only together with that snapshot.
 *
 * @param store the store's own name
 * @param numbering the number of the snapshot whose orders were numbered; all later numbers are those of the journal
 */
record Feed(String store, long numbering) {

    /** Numbers of the first kind are all smaller than this one. */
    private static final long NUMBERED_BY_TIME = 0;

    private static final Splitter PARTS = Splitter.on(':');
    private static final int COUNTED = 1 << 24;

    /** A number for the n-th order of a snapshot: by seconds, equal ones by place in the file. */
    static long number(long epochSecond, long n) {
        return Long.MIN_VALUE / 2 + epochSecond * COUNTED + n % COUNTED;
    }

    ChangePage page(OrderTable table, Token after, int limit) {
        OrderTable.Changes changes = table.changes(numberIn(after), limit);
        return new ChangePage(changes.changes(), token(changes.last()), changes.more());
    }

    private Token token(long number) {
        return number == Long.MIN_VALUE ? Token.START : new Token(store + ":" + numbering + ":" + number);
    }

    /** The change that a token names; a token that means nothing here is the beginning. */
    private long numberIn(Token token) {
        List<String> parts = PARTS.splitToList(token.text());
        if (parts.size() != 3 || !parts.get(0).equals(store)) {
            return Long.MIN_VALUE;
        }
        @Nullable Long tokensNumbering = Longs.tryParse(parts.get(1));
        @Nullable Long number = Longs.tryParse(parts.get(2));
        if (tokensNumbering == null || number == null) {
            return Long.MIN_VALUE;
        }
        boolean known = number > Math.max(numbering, NUMBERED_BY_TIME) || tokensNumbering == numbering;
        return known ? number : Long.MIN_VALUE;
    }
}
