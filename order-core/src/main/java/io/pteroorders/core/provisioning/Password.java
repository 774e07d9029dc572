package io.pteroorders.core.provisioning;

import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A password for a panel's user. It is never stored, and gets into no log: it prints as stars. Immutable and thread-safe.
 */
public final class Password {

    /** No letter looks like a digit, so that it can be read aloud and typed. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 16;

    private final String text;

    private Password(String text) {
        this.text = text;
    }

    /**
     * A password that nobody has seen: 16 letters and digits, about 93 bits.
     *
     * @param random a {@link java.security.SecureRandom}, except in tests
     */
    public static Password draw(RandomGenerator random) {
        return new Password(random.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining()));
    }

    /** What the user types. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
