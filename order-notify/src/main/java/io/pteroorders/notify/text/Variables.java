package io.pteroorders.notify.text;

import com.google.common.base.CharMatcher;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The values for a template. Free text typed by people goes in by {@link Builder#typed}, which takes the power to mark
 * up from it; everything else by {@link Builder#put}. Immutable and thread-safe.
 */
public final class Variables {

    /** No values. */
    public static final Variables NONE = builder().build();

    private static final ImmutableMap<Character, Character> LOOK_ALIKES =
            ImmutableMap.of('*', '\uFF0A', '_', '\uFF3F', '~', '\uFF5E', '`', '\u02CB');

    private static final CharMatcher MARKS =
            CharMatcher.anyOf(Joiner.on("").join(LOOK_ALIKES.keySet())).precomputed();

    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}[\\p{Nd} ().\\u00a0-]*\\p{Nd}");
    private static final CharMatcher NUMBER_SEPARATORS = CharMatcher.anyOf(" ().\u00a0-");
    private static final int LONG_NUMBER = 7;

    private final ImmutableMap<String, Object> values;

    private Variables(ImmutableMap<String, Object> values) {
        this.values = values;
    }

    /** Collects values. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Text that marks nothing up: WhatsApp has no escape character, so its signs are replaced by look-alikes. Inside a word
     * they mark nothing and stay, so that an address can be copied.
     */
    public static String neutral(String typed) {
        if (MARKS.matchesNoneOf(typed)) {
            return typed;
        }
        StringBuilder neutral = new StringBuilder(typed.length());
        int place = 0;
        while (place < typed.length()) {
            int end = place;
            while (end < typed.length() && MARKS.matches(typed.charAt(end))) {
                end++;
            }
            if (end == place) {
                neutral.append(typed.charAt(place++));
            } else {
                String marks = typed.substring(place, end);
                neutral.append(isInsideWord(typed, place, end) ? marks : lookAlike(marks));
                place = end;
            }
        }
        return neutral.toString();
    }

    private static boolean isInsideWord(String typed, int from, int to) {
        return from > 0
                && to < typed.length()
                && Character.isLetterOrDigit(typed.charAt(from - 1))
                && Character.isLetterOrDigit(typed.charAt(to))
                && typed.substring(from, to).indexOf('`') < 0;
    }

    private static String lookAlike(String marks) {
        StringBuilder alike = new StringBuilder(marks.length());
        marks.chars().forEach(c -> alike.append(LOOK_ALIKES.getOrDefault((char) c, (char) c)));
        return alike.toString();
    }

    /** Text in which no number of seven or more digits can be read, so that nobody's phone number passes in it. */
    public static String withoutNumbers(String typed) {
        return withoutNumbers(typed, any -> true);
    }

    /** The same for some numbers alone, as they are written. */
    public static String withoutNumbers(String typed, Predicate<String> which) {
        return NUMBER.matcher(typed)
                .replaceAll(number -> which.test(number.group()) ? withoutMiddle(number.group()) : number.group());
    }

    private static String withoutMiddle(String number) {
        String digits = NUMBER_SEPARATORS.removeFrom(number);
        int length = digits.codePointCount(0, digits.length());
        return length < LONG_NUMBER
                ? number
                : digits.substring(0, digits.offsetByCodePoints(0, 2))
                        + "****"
                        + digits.substring(digits.offsetByCodePoints(0, length - 2));
    }

    /** The values as a template sees them; absent ones are empty, and so is their section. */
    ImmutableMap<String, Object> values() {
        return values;
    }

    /** The values that are text and not empty. */
    public ImmutableMap<String, String> asText() {
        return values.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof String text && !text.isEmpty())
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, entry -> (String) entry.getValue()));
    }

    /** Collects values. Not thread-safe. */
    public static final class Builder {

        private final ImmutableMap.Builder<String, Object> values = ImmutableMap.builder();

        private Builder() {}

        /** A value that is the program's own, or checked: an id, a code, an amount. */
        public Builder put(String name, Object value) {
            values.put(name, value.toString());
            return this;
        }

        /** A value that may be absent; its section is left out then. */
        public Builder put(String name, Optional<String> value) {
            values.put(name, value.orElse(""));
            return this;
        }

        /** Free text that somebody typed; its section is left out if it is empty. */
        public Builder typed(String name, String value) {
            values.put(name, neutral(value));
            return this;
        }

        /** Whether a section is shown. */
        public Builder flag(String name, boolean shown) {
            values.put(name, shown);
            return this;
        }

        /** A section that is shown for each element. */
        public Builder list(String name, List<Variables> elements) {
            values.put(name, elements.stream().map(Variables::values).collect(ImmutableList.toImmutableList()));
            return this;
        }

        /** All values of another. */
        public Builder putAll(Variables others) {
            values.putAll(others.values);
            return this;
        }

        /** The values so far; of two with the same name, the later one. */
        public Variables build() {
            return new Variables(values.buildKeepingLast());
        }
    }
}
