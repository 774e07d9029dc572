package io.pteroorders.storage.json.table;

import com.google.common.base.Splitter;
import com.google.common.primitives.Longs;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Token;
import java.util.List;

/**
 * The change feed. A token names the store, the last restore, the numbering and the change. The numbers of the journal are good for ever.
 * Orders that were read from a snapshot without them are numbered by the time of their last change; such a number means
 * something only together with that snapshot.
 *
 * @param store the store's own name
 * @param lastRestore tells the tokens of these orders from those of the orders before a restore
 * @param numbering the last change in the snapshot whose orders were numbered; later changes have the numbers of the
 *     journal
 */
public record Feed(String store, long lastRestore, long numbering) {

    private static final Splitter PARTS = Splitter.on(':');

    /** All numbers by time are below; those of the journal are above. */
    private static final long JOURNAL = 1L << 40;

    private static final long BEGINNING = 0;

    /** The number of a change that the journal has. */
    public static long numberOf(long sequence) {
        return JOURNAL + sequence;
    }

    /** The change of the journal that a number stands for; not positive if it is another's. */
    static long sequenceOf(long number) {
        return number - JOURNAL;
    }

    public ChangePage page(OrderTable table, Token after, int limit) {
        long newest = Math.max(table.lastSequence(), numberOf(numbering));
        long number = after.equals(Token.END) ? newest : numberIn(after);
        OrderTable.Changes changes = table.changes(number > newest ? BEGINNING : number, limit);
        return new ChangePage(changes.changes(), token(changes.last()), changes.more(), isForeign(after));
    }

    private Token token(long number) {
        return new Token(orders() + numbering + ":" + number);
    }

    /** How the tokens of these orders begin. */
    private String orders() {
        return store + ":" + lastRestore + ":";
    }

    private boolean isForeign(Token token) {
        return !token.equals(Token.START)
                && !token.equals(Token.END)
                && !token.text().startsWith(orders());
    }

    /** The change that a token names; a token that means nothing here is the beginning. */
    private long numberIn(Token token) {
        List<String> parts = PARTS.splitToList(token.text());
        if (parts.size() != 4 || isForeign(token)) {
            return BEGINNING;
        }
        Long tokensNumbering = Longs.tryParse(parts.get(2));
        Long number = Longs.tryParse(parts.get(3));
        if (tokensNumbering == null || number == null || number < BEGINNING) {
            return BEGINNING;
        }
        return number >= numberOf(numbering) || tokensNumbering == numbering ? number : BEGINNING;
    }
}
