package io.pteroorders.storage.json.table;

import io.pteroorders.core.order.StatusChange;

/** Numbers texts that come more than once, up to a limit. Not thread-safe. */
final class SharedTexts {

    private static final int LONGEST = 200;
    private static final int MOST = 1 << 16;
    private static final int REMEMBERED = 1 << 12;

    private final Dictionary<String> words = new Dictionary<>(new String[0]);

    /** Hashes of texts that came once; a later one takes the place of an earlier. */
    private final int[] seenOnce = new int[REMEMBERED];

    SharedTexts() {
        words.add(StatusChange.SYSTEM);
        words.add(StatusChange.CREATED_NOTE);
    }

    void write(PackedWriter out, String text) {
        int word = words.find(text);
        if (word < 0 && isWorthIt(text)) {
            word = words.add(text);
        }
        if (word >= 0) {
            out.writeWord(word);
        } else {
            out.writeText(text);
        }
    }

    private boolean isWorthIt(String text) {
        if (text.length() > LONGEST || words.size() >= MOST) {
            return false;
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & (REMEMBERED - 1);
        boolean seen = seenOnce[place] == hash;
        seenOnce[place] = hash;
        return seen;
    }

    /** Adds a word that is not there. */
    void add(String word) {
        words.add(word);
    }

    Dictionary.Frozen<String> freeze() {
        return words.freeze();
    }
}
