package io.pteroorders.bot.payment;

import java.time.Duration;
import java.util.Optional;

/**
 * The rule for orders that nobody pays. Immutable and thread-safe.
 *
 * @param cancelAfter how long they wait; empty for ever
 * @param remindBefore how long before that the customer is reminded; zero for never
 */
public record UnpaidRule(Optional<Duration> cancelAfter, Duration remindBefore) {

    /** They wait for ever. */
    public static final UnpaidRule PATIENT = new UnpaidRule(Optional.empty(), Duration.ZERO);
}
