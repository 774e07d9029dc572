package io.pteroorders.payment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

/** A key that a gateway gave the shop. It gets into no log: it prints as stars. Immutable and thread-safe. */
public final class Secret {

    private static final Pattern RULE = Pattern.compile("[\\x21-\\x7e]{1,512}");

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * The secret with this text.
     *
     * @throws IllegalArgumentException if it is empty, longer than 512 characters, or has others than visible ASCII; the
     *     message does not repeat it
     */
    public static Secret of(String text) {
        if (!RULE.matcher(text).matches()) {
            throw new IllegalArgumentException("a key is 1 to 512 visible ASCII characters, without spaces");
        }
        return new Secret(text);
    }

    String text() {
        return text;
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix);
    }

    /** The value of a header that shows it as a user's name without a password. */
    String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((text + ":").getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether two texts are the same; takes as long whether they are or not. */
    static boolean same(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
