package io.pteroorders.core.order;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The stage that an order has reached. Which status may follow which is said by an {@link OrderFlow} alone. */
public enum OrderStatus {
    /** Asked for, not paid. */
    PENDING,
    /** An admin, or a payment, says that the money is there. */
    CONFIRMED,
    /** The server is being set up. */
    PROCESSING,
    /** The customer has the server; its id is known. */
    COMPLETED,
    /** Ended before the customer had it. */
    CANCELLED,
    /** The money went back after completion. */
    REFUNDED;

    /** The lower-case word used in files and commands, for example {@code pending}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status with this word, in any case. */
    public static Optional<OrderStatus> parse(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(s -> s.word().equals(lower)).findFirst();
    }
}
