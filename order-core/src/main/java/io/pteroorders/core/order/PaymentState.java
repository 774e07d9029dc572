package io.pteroorders.core.order;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/** The stage that a {@link Payment} has reached. Which may follow which is said by {@link PaymentFlow} alone. */
public enum PaymentState {
    /** The customer may pay, and has not, or not all of it. */
    WAITING,
    /** The gateway holds the money back and looks at it. */
    REVIEW,
    /** The money is there. */
    PAID,
    /** The time to pay is over. */
    EXPIRED,
    /** The gateway, or the customer's bank, said no. */
    FAILED,
    /** It was taken back before it was paid. */
    CANCELLED,
    /** A part of the money went back. */
    PARTLY_REFUNDED,
    /** All of the money went back. */
    REFUNDED,
    /** The payer's bank asks for the money back, and it is not decided. */
    DISPUTED,
    /** The money was taken away again. */
    REVERSED;

    private static final ImmutableMap<String, PaymentState> WORDS =
            Maps.uniqueIndex(EnumSet.allOf(PaymentState.class), PaymentState::word);

    /** The lower-case word used in files and commands, for example {@code partly-refunded}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state with this word, in any case. */
    public static Optional<PaymentState> parse(String word) {
        return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
    }
}
