package io.pteroorders.core.order;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The way in which a customer pays: what they are shown. Immutable and thread-safe.
 *
 * @param kind what the text is
 * @param text the text of a QR code, the number of an account, or a link; 1 to 2,000 characters, no control characters
 */
public record PayBy(Kind kind, String text) {

    private static final int LONGEST = 2_000;

    /** What a customer is shown. */
    public enum Kind {
        /** The text of a QR code to scan. */
        QR,
        /** The number of an account to pay into. */
        ACCOUNT,
        /** A page to pay on. */
        LINK;

        /** The lower-case word used in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind with this word. */
        public static Optional<Kind> parse(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    /** @throws IllegalArgumentException if the text breaks its rule */
    public PayBy {
        Objects.requireNonNull(kind, "kind");
        if (text.isEmpty() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "what a customer pays by has 1 to 2,000 characters and no control characters");
        }
    }
}
