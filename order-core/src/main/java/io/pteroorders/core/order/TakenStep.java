package io.pteroorders.core.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A {@link RenewalStep} that was taken, or passed over because a later one was due as well. It is not taken again for the
 * same last day. Immutable and thread-safe.
 *
 * @param paidUntil the last day that was paid for then
 * @param step what was done
 * @param at when, cut to milliseconds
 * @param skipped whether nothing was done
 */
public record TakenStep(LocalDate paidUntil, RenewalStep step, Instant at, boolean skipped) {

    /** @throws IllegalArgumentException if the time or the day lies outside the years 1970 to 9999 */
    public TakenStep {
        Objects.requireNonNull(step, "step");
        at = Times.checked("at", at);
        paidUntil = Times.checked("paidUntil", paidUntil);
    }
}
