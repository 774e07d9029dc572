package io.pteroorders.bot.command;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
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
     * These orders and those whose whole ids follow without a comma; these may be meant too, or begin a note.
     *
     * @param line the line that these orders come from
     */
    public OrderReferences withFollowing(TypedCommand line) {
        ImmutableList.Builder<String> all = ImmutableList.<String>builder().addAll(typed);
        int place = wordsUsed;
        while (place < line.words().size()) {
            int length = length(line, place);
            String word = MARKS.trimFrom(String.join(" ", line.words().subList(place, place + length)));
            if (OrderId.candidates(word).isEmpty()) {
                break;
            }
            all.add(word);
            place += length;
        }
        return new OrderReferences(all.build(), place);
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
