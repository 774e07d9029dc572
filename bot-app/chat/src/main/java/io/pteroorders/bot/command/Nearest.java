package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Finds the word that somebody most likely meant. */
public final class Nearest {

    private static final int LONGEST = 40;
    private static final int MAX_TYPOS = 2;

    private Nearest() {}

    /**
     * The one word that is nearest to what was typed, at most two slips away; short words allow fewer.
     *
     * @return empty if no word is near, or two are equally near
     */
    public static Optional<String> of(String typed, Collection<String> words) {
        return of(typed, words, Math.min(MAX_TYPOS, (typed.length() + 1) / 3));
    }

    /** The same, at most so many slips away. */
    static Optional<String> of(String typed, Collection<String> words, int limit) {
        String lower = typed.toLowerCase(Locale.ROOT);
        if (lower.length() > LONGEST) {
            return Optional.empty();
        }
        DamerauLevenshteinDistance distance = new DamerauLevenshteinDistance(limit);
        ImmutableListMultimap<Integer, String> byDistance = Multimaps.index(words, word -> distance.apply(lower, word));
        return new TreeMap<>(byDistance.asMap())
                .tailMap(0).values().stream()
                        .findFirst()
                        .filter(nearest -> nearest.size() == 1)
                        .map(nearest -> nearest.iterator().next());
    }
}
