package io.pteroorders.bot.privacy;

import java.time.Duration;
import java.util.Objects;

/**
 * The times for which a shop keeps things that nobody needs any more. Immutable and thread-safe.
 *
 * @param proofs pictures of payments
 * @param messages the words of messages
 * @param audit entries of the audit trail
 */
public record RetentionSettings(Duration proofs, Duration messages, Duration audit) {

    /** A year, 90 days and two years. */
    public static final RetentionSettings DEFAULT =
            new RetentionSettings(Duration.ofDays(365), Duration.ofDays(90), Duration.ofDays(730));

    /** All of them have to be there. */
    public RetentionSettings {
        Objects.requireNonNull(proofs, "proofs");
        Objects.requireNonNull(messages, "messages");
        Objects.requireNonNull(audit, "audit");
    }
}
