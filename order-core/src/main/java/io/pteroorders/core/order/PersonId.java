package io.pteroorders.core.order;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of a person in chat: a {@linkplain #phone phone}, whose text is {@code <digits>@s.whatsapp.net}, or
 * {@linkplain #of any other}, whose text is kept as it came, also if it is a number. Two people are the same only if their
 * ids are equal: never by a part of them.
 *
 * <p>Immutable and thread-safe. {@link #toString()} is masked, so that an id put into a log by accident tells little.
 */
public final class PersonId implements Comparable<PersonId> {

    /** The most characters an identity may have. */
    public static final int MAX_LENGTH = 200;

    private static final String PHONE_SUFFIX = "@s.whatsapp.net";
    private static final int FEWEST_DIGITS = 6;
    private static final int MOST_DIGITS = 15;
    private static final Pattern PHONE = Pattern.compile("(\\d{6,15})(?::\\d{1,5})?(?:@s\\.whatsapp\\.net|@c\\.us)?");
    private static final CharMatcher VISIBLE = CharMatcher.inRange('!', '~');

    private final String text;

    private PersonId(String text) {
        this.text = text;
    }

    /**
     * The identity with exactly this text, such as a chat service gave it. Digits alone are no phone number here: that is
     * {@link #phone}. The {@link #text()} of any identity gives the same one again.
     *
     * @throws IllegalArgumentException if the text is empty, longer than {@value #MAX_LENGTH}, has a character other than
     *     visible ASCII, or is {@linkplain StatusChange#isSystem the program} or {@linkplain StatusChange#isKey a key} in a
     *     history
     */
    public static PersonId of(String text) {
        checkText(text);
        if (isProgram(text)) {
            throw new IllegalArgumentException("\"" + text + "\" is a program, and nobody's identity");
        }
        return new PersonId(text);
    }

    /** The same; empty where {@link #of} refuses the text. */
    public static Optional<PersonId> parse(String text) {
        return isText(text) && !isProgram(text) ? Optional.of(new PersonId(text)) : Optional.empty();
    }

    private static boolean isProgram(String text) {
        return StatusChange.isSystem(text) || StatusChange.isKey(text);
    }

    /**
     * The identity of a phone.
     *
     * @param number 6 to 15 digits in international form, bare or as WhatsApp writes them: with the number of a linked
     *     device, and {@code @s.whatsapp.net} or {@code @c.us}. Other notations are the caller's to normalise
     * @throws IllegalArgumentException if it is anything else
     */
    public static PersonId phone(String number) {
        Matcher phone = PHONE.matcher(number);
        if (!phone.matches()) {
            throw new IllegalArgumentException(
                    "a phone is 6 to 15 digits in international form, such as 6281234567890");
        }
        return new PersonId(phone.group(1) + PHONE_SUFFIX);
    }

    /**
     * The identity of somebody on WhatsApp: a {@link #phone} in each of its notations, and otherwise the text {@linkplain #of
     * as it is}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static PersonId whatsApp(String text) {
        return !isCanonicalPhone(text) && PHONE.matcher(text).matches() ? phone(text) : of(text);
    }

    /** @throws IllegalArgumentException if a text can be no identity, and no chat */
    static void checkText(String text) {
        if (!isText(text)) {
            throw new IllegalArgumentException("an identity has 1 to " + MAX_LENGTH + " visible ASCII characters");
        }
    }

    private static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && VISIBLE.matchesAllOf(text);
    }

    /** Whether this is somebody's on WhatsApp, whose number it hides. */
    boolean isHiddenNumber() {
        return text.endsWith("@lid");
    }

    /** Whether a chat is read by several people: a group, a broadcast list or a channel. It is nobody's identity. */
    public static boolean isShared(String chat) {
        String lower = Ascii.toLowerCase(chat);
        return lower.endsWith("@g.us") || lower.endsWith("@broadcast") || lower.endsWith("@newsletter");
    }

    /** Whether a text is the digits of a phone number and {@link #PHONE_SUFFIX}. */
    private static boolean isCanonicalPhone(String text) {
        int digits = text.length() - PHONE_SUFFIX.length();
        if (digits < FEWEST_DIGITS || digits > MOST_DIGITS || !text.endsWith(PHONE_SUFFIX)) {
            return false;
        }
        for (int i = 0; i < digits; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The canonical text. */
    public String text() {
        return text;
    }

    /** The digits of the phone number; empty if this is another kind of identity. */
    public Optional<String> phoneDigits() {
        return phoneDigits(text);
    }

    private static Optional<String> phoneDigits(String text) {
        return isCanonicalPhone(text)
                ? Optional.of(text.substring(0, text.length() - PHONE_SUFFIX.length()))
                : Optional.empty();
    }

    /** The identity with its middle hidden, for example {@code 6281****789}. */
    public String masked() {
        return phoneDigits().map(PersonId::maskedDigits).orElseGet(() -> maskedText(text));
    }

    /** What an order's history says of who did something, with the middle of an identity hidden. */
    static String masked(String by) {
        return isProgram(by) ? by : phoneDigits(by).map(PersonId::maskedDigits).orElseGet(() -> maskedText(by));
    }

    private static String maskedDigits(String digits) {
        return digits.length() < 10 ? mask(digits, 2, 2) : mask(digits, 4, 3);
    }

    private static String maskedText(String text) {
        return mask(text, Math.min(4, text.length() / 3), 0);
    }

    private static String mask(String text, int head, int tail) {
        return text.substring(0, head) + "****" + text.substring(text.length() - tail);
    }

    @Override
    public int compareTo(PersonId other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersonId that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@link #masked()}. */
    @Override
    public String toString() {
        return masked();
    }
}
