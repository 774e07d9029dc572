package io.pteroorders.bot.command;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The orders that a command line names first: one, or several with commas between them.
 *
 * @param typed each order as it was typed; empty if there is none
 * @param wordsUsed how many words they took
 */
public record OrderReferences(ImmutableList<String> typed, int wordsUsed) {

    private static final Pattern HALF = Pattern.compile("[0-9A-Za-z]{5},?");
    private static final CharMatcher MARKS = CharMatcher.whitespace().or(CharMatcher.anyOf(".!?*_~`\"'()"));
    private static final CharMatcher BETWEEN = MARKS.or(CharMatcher.anyOf(",;&+/"));
    private static final ImmutableSet<String> JOINERS = ImmutableSet.of("dan", "and", "sama", "serta", "juga");
    private static final Pattern END = Pattern.compile("[0-9A-Za-z]{4,12}");
    private static final Pattern MIXED = Pattern.compile(".*([0-9].*[A-Za-z]|[A-Za-z].*[0-9]).*");
    private static final Splitter COMMAS = Splitter.on(',').trimResults(MARKS).omitEmptyStrings();

    public static OrderReferences of(TypedCommand line) {
        StringBuilder typed = new StringBuilder();
        int place = 0;
        boolean more = true;
        while (more && place < line.words().size()) {
            int length = length(line, place);
            typed.append(String.join(" ", line.words().subList(place, place + length)));
            place += length;
            more = typed.charAt(typed.length() - 1) == ','
                    || line.word(place).filter(word -> word.startsWith(",")).isPresent();
        }
        return new OrderReferences(ImmutableList.copyOf(COMMAS.split(typed)), place);
    }

    /**
     * Orders that the words after these name, and the words that name none.
     *
     * @param orders as they were typed
     * @param others with single spaces between them
     */
    public record Rest(ImmutableList<String> orders, String others) {}

    /**
     * What stands after these orders in their line. Words there may be other orders, or a note: nobody can tell.
     *
     * @param isOrder whether a word that may be an order's is one of another order
     */
    public Rest rest(TypedCommand line, Predicate<String> isOrder) {
        ImmutableList.Builder<String> orders = ImmutableList.builder();
        List<String> others = new ArrayList<>();
        boolean next = true;
        int place = wordsUsed;
        while (place < line.words().size()) {
            int length = length(line, place);
            String typed = String.join(" ", line.words().subList(place, place + length));
            String word = BETWEEN.trimFrom(typed);
            if (mayBeOrder(word, next) && isOrder.test(word)) {
                orders.add(word);
                dropLastJoiner(others);
                next = true;
            } else if (!next || !isJoiner(word)) {
                others.add(typed);
                next = isJoiner(word) || typed.endsWith(",");
            }
            place += length;
        }
        return new Rest(orders.build(), String.join(" ", others));
    }

    /** A whole id, or its end: any word that long where an order may come next, elsewhere one with a digit and a letter. */
    private static boolean mayBeOrder(String word, boolean next) {
        return !OrderId.candidates(word).isEmpty()
                || (END.matcher(word).matches() && (next || MIXED.matcher(word).matches()));
    }

    private static void dropLastJoiner(List<String> words) {
        if (!words.isEmpty() && isJoiner(BETWEEN.trimFrom(words.get(words.size() - 1)))) {
            words.remove(words.size() - 1);
        }
    }

    /** Whether a word does nothing but join two things. */
    static boolean isJoiner(String word) {
        return BETWEEN.matchesAllOf(word) || JOINERS.contains(Ascii.toLowerCase(word));
    }

    /** An id is one word, or {@code ORD} and its two halves typed with spaces. */
    private static int length(TypedCommand line, int place) {
        boolean spaced = line.words().get(place).equalsIgnoreCase("ORD")
                && line.word(place + 1).filter(OrderReferences::isHalf).isPresent()
                && line.word(place + 2).filter(OrderReferences::isHalf).isPresent();
        return spaced ? 3 : 1;
    }

    private static boolean isHalf(String word) {
        return HALF.matcher(word).matches();
    }
}
