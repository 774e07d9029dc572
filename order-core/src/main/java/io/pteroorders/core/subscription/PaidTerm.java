package io.pteroorders.core.subscription;

import com.google.common.base.Preconditions;
import java.util.Objects;

/**
 * A term, and what was sold for it. Immutable and thread-safe.
 *
 * @param term its days
 * @param months how many months were sold, 1 or more
 * @param sold what it gives
 */
public record PaidTerm(Term term, int months, Sold sold) {

    /** @throws IllegalArgumentException if there are no months */
    public PaidTerm {
        Objects.requireNonNull(term, "term");
        Objects.requireNonNull(sold, "sold");
        Preconditions.checkArgument(months >= 1, "a term is sold by the month");
    }

    PaidTerm with(Term changed) {
        return new PaidTerm(changed, months, sold);
    }

    PaidTerm with(Sold changed) {
        return new PaidTerm(term, months, changed);
    }
}
