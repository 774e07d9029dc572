package io.pteroorders.core.order;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of an order. New ones look like {@code ORD-7K2QM-X0R4T}: ten characters of Crockford's base 32, which has no
 * {@code I L O U}. Ids of the earlier bot, for example {@code ORD-MDJ1TIAO-APE3B6}, are valid too and kept as they are.
 *
 * <p>Immutable and thread-safe; ordered by their text.
 */
public final class OrderId implements Comparable<OrderId> {

    /** The rule for an id, as a regular expression. */
    public static final String PATTERN = "ORD-[0-9A-Z]{4,12}-[0-9A-Z]{1,12}";

    private static final Pattern UNDASHED = Pattern.compile("ORD[0-9A-Z]{10}");
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final CharMatcher PART =
            CharMatcher.inRange('0', '9').or(CharMatcher.inRange('A', 'Z')).or(CharMatcher.is('-'));

    private static final CharMatcher SEPARATOR = CharMatcher.anyOf(" -");
    private static final int HALF = 5;
    private static final String PREFIX = "ORD-";
    private static final int LONGEST_PART = 12;

    private final String text;

    private OrderId(String text) {
        this.text = text;
    }

    /**
     * The id with exactly this text.
     *
     * @throws IllegalArgumentException if it breaks {@link #PATTERN}
     */
    public static OrderId of(String text) {
        return parse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException("an order id looks like ORD-XXXXX-XXXXX, was \"" + text + "\""));
    }

    /** The same; empty if it breaks {@link #PATTERN}. */
    public static Optional<OrderId> parse(String text) {
        return isValid(text) ? Optional.of(new OrderId(text)) : Optional.empty();
    }

    /** Whether a text matches {@link #PATTERN}. */
    private static boolean isValid(String text) {
        int dash = text.indexOf('-', PREFIX.length());
        return text.startsWith(PREFIX)
                && isPart(text, PREFIX.length(), dash, 4)
                && isPart(text, dash + 1, text.length(), 1);
    }

    private static boolean isPart(String text, int from, int to, int shortest) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return to - from >= shortest && to - from <= LONGEST_PART;
    }

    /** A new id. Uniqueness is the store's to check. */
    public static OrderId random(RandomGenerator random) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 2 * HALF; i++) {
            digits.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return dashed(digits.toString());
    }

    private static OrderId dashed(String digits) {
        return new OrderId(PREFIX + digits.substring(0, HALF) + "-" + digits.substring(HALF));
    }

    /**
     * The ids that a person may have meant, likeliest first: any case, dashes left out or typed as spaces, and
     * {@code O} for {@code 0}, {@code I} or {@code L} for {@code 1}. A look-up decides among them.
     *
     * @return empty if the text is not an id in any reading
     */
    public static ImmutableList<OrderId> candidates(String typed) {
        String upper = Ascii.toUpperCase(typed.strip());
        ImmutableSet.Builder<OrderId> found = ImmutableSet.builder();
        parse(upper).ifPresent(found::add);
        String compact = SEPARATOR.removeFrom(upper);
        if (UNDASHED.matcher(compact).matches()) {
            String digits = compact.substring(3);
            found.add(dashed(digits));
            found.add(dashed(digits.replace('O', '0').replace('I', '1').replace('L', '1')));
        }
        return found.build().asList();
    }

    /** Whether this id could be a slip for the other: as long, and different in at most two characters. */
    public boolean isNear(OrderId other) {
        return text.length() == other.text.length() && differences(text, other.text) <= 2;
    }

    /** Whether a text could be a slip for the end of this id: of an id's characters, different in one. */
    public boolean endsAlmostWith(String end) {
        int start = text.length() - end.length();
        return start > 0 && PART.matchesAllOf(end) && differences(text.substring(start), end) == 1;
    }

    private static int differences(String one, String other) {
        int different = 0;
        for (int i = 0; i < one.length(); i++) {
            different += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return different;
    }

    @Override
    public int compareTo(OrderId other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OrderId that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The id as people copy it. */
    @Override
    public String toString() {
        return text;
    }
}
