package io.pteroorders.core.order;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rule that an input broke. Immutable and thread-safe.
 *
 * @param code the rule
 * @param field the input's name, for example {@code durationMonths}
 * @param rejected the input as given; empty if it was missing
 * @param allowed what would have been accepted: for {@link Code#UNKNOWN_PACKAGE} the packages for sale, otherwise empty
 * @param range the least and the greatest accepted value or length; empty where there is none
 */
public record Violation(
        Code code, String field, Optional<String> rejected, ImmutableList<String> allowed, Optional<Range> range) {

    /** The rules that an input can break. */
    public enum Code {
        /** The package is not for sale; {@link Violation#allowed} lists those that are. */
        UNKNOWN_PACKAGE,
        /** The duration is missing or not a whole number of months in {@link Violation#range}. */
        INVALID_DURATION,
        /** A note or reason is longer than {@link Violation#range} in code points. */
        NOTE_TOO_LONG,
        /** The note has no visible character. */
        NOTE_EMPTY,
        /** The server id breaks {@link Order#SERVER_ID_PATTERN}. */
        INVALID_SERVER_ID,
        /** The panel user name breaks {@link Order#USERNAME_PATTERN}. */
        INVALID_USERNAME,
        /** The reference of a payment proof breaks {@link Order#PAYMENT_PROOF_PATTERN}. */
        INVALID_PAYMENT_PROOF
    }

    /** The least and the greatest accepted value, both inclusive. */
    public record Range(long min, long max) {}

    /** A violation without a list of accepted values. */
    public static Violation of(Code code, String field, @Nullable Object rejected, @Nullable Range range) {
        return new Violation(
                code,
                field,
                Optional.ofNullable(rejected).map(Object::toString),
                ImmutableList.of(),
                Optional.ofNullable(range));
    }
}
