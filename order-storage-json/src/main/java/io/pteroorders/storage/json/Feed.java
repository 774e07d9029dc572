package io.pteroorders.storage.json;

import com.google.common.base.Splitter;
import com.google.common.primitives.Longs;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Token;
import java.util.List;

/**
 * The change feed. A token names the store, the numbering and the change. The numbers of the journal are good for ever.
 * Orders that were read from a snapshot without them are numbered by the time of their last change; such a number means
 * something only together with that snapshot.
 *
 * @param store the store's own name
 * @param numbering the last change in the snapshot whose orders were numbered; later changes have the numbers of the
 *     journal
 */
record Feed(String store, long numbering) {

    private static final Splitter PARTS = Splitter.on(':');

    /** All numbers by time are below; those of the journal are above. */
    private static final long JOURNAL = 1L << 40;

    private static final long BEGINNING = 0;

    /** The number of a change that the journal has. */
    static long numberOf(long sequence) {
        return JOURNAL + sequence;
    }

    /** The change of the journal that a number stands for; not positive if it is another's. */
    static long sequenceOf(long number) {
        return number - JOURNAL;
    }

    ChangePage page(OrderTable table, Token after, int limit) {
        long newest = Math.max(table.lastSequence(), numberOf(numbering));
        long number = numberIn(after);
        OrderTable.Changes changes = table.changes(number > newest ? BEGINNING : number, limit);
        return new ChangePage(changes.changes(), token(changes.last()), changes.more());
    }

    private Token token(long number) {
        return number == BEGINNING ? Token.START : new Token(store + ":" + numbering + ":" + number);
    }

    /** The change that a token names; a token that means nothing here is the beginning. */
    private long numberIn(Token token) {
        List<String> parts = PARTS.splitToList(token.text());
        if (parts.size() != 3 || !parts.get(0).equals(store)) {
            return BEGINNING;
        }
        Long tokensNumbering = Longs.tryParse(parts.get(1));
        Long number = Longs.tryParse(parts.get(2));
        if (tokensNumbering == null || number == null || number < BEGINNING) {
            return BEGINNING;
        }
        return number >= numberOf(numbering) || tokensNumbering == numbering ? number : BEGINNING;
    }
}
