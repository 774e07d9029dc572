package io.pteroorders.core.order;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that is done once about the end of what is paid for, such as a reminder three days before. Immutable and
 * thread-safe.
 *
 * @param kind what is done
 * @param number tells steps of one kind apart, 0 to 999: of {@link Kind#REMINDER} and {@link Kind#DELETION_WARNING} how many
 *     days before, of {@link Kind#PUT_OFF} the how manieth time, else 0
 */
public record RenewalStep(Kind kind, int number) {

    private static final int LARGEST = 999;
    private static final Pattern WORD = Pattern.compile("([a-z-]+)-(0|[1-9][0-9]{0,2})");

    /** What can be done, in the order in which it is. */
    public enum Kind {
        /** The customer is told when it ends, and how to renew it. */
        REMINDER,
        /** The customer is told that it has ended and the server runs on for a few days. */
        OVERDUE,
        /** The customer is told when the server will be suspended. */
        LAST_WARNING,
        /** The suspension is put off for a day because no warning has reached the customer. */
        PUT_OFF,
        /** The server is suspended, and the customer told. */
        SUSPENSION,
        /** The customer is told when the server will be deleted. */
        DELETION_WARNING,
        /** An admin is asked whether the server is to be deleted. */
        DELETION_DUE,
        /** A pause is over that nobody ended: the server runs again. */
        PAUSE_OVER
    }

    /** @throws IllegalArgumentException if the number is out of range */
    public RenewalStep {
        Objects.requireNonNull(kind, "kind");
        if (number < 0 || number > LARGEST) {
            throw new IllegalArgumentException("the number of a step is 0 to " + LARGEST);
        }
    }

    /** A step of a kind that has one only. */
    public static RenewalStep of(Kind kind) {
        return new RenewalStep(kind, 0);
    }

    /** The word used in files, for example {@code reminder-7}. */
    public String word() {
        return Ascii.toLowerCase(kind.name()).replace('_', '-') + "-" + number;
    }

    /** The step with this word. */
    public static Optional<RenewalStep> parse(String word) {
        Matcher parts = WORD.matcher(word);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(parts.group(2));
        return Arrays.stream(Kind.values())
                .map(kind -> new RenewalStep(kind, number))
                .filter(step -> step.word().equals(word))
                .findFirst();
    }

    @Override
    public String toString() {
        return word();
    }
}
