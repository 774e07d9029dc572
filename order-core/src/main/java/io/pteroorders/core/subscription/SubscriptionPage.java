package io.pteroorders.core.subscription;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of subscriptions. Immutable and thread-safe.
 *
 * @param found in the order of the query; never more than its limit
 * @param more whether subscriptions follow
 */
public record SubscriptionPage(ImmutableList<Standing> found, boolean more) {

    /** @throws IllegalArgumentException if subscriptions are to follow none */
    public SubscriptionPage {
        Objects.requireNonNull(found, "found");
        Preconditions.checkArgument(!more || !found.isEmpty(), "what follows a page follows a subscription");
    }

    /** Where {@linkplain SubscriptionQuery#after the next page} goes on; empty on the last page. */
    public Optional<Standing> next() {
        return more ? Optional.of(Iterables.getLast(found)) : Optional.empty();
    }
}
