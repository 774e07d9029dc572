package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * The state of a shop's storage, in plain English, without personal data. Immutable and thread-safe.
 *
 * @param failure why it takes no more changes until it is opened anew; empty while it does, or may again by itself
 * @param troubles why changes are not taken at present, though they will be again by themselves
 * @param notices all that the operator should know so far, oldest first
 */
public record Health(Optional<String> failure, ImmutableList<String> troubles, ImmutableList<String> notices) {

    /** All is well, and there is nothing to tell. */
    public static final Health GOOD = new Health(Optional.empty(), ImmutableList.of(), ImmutableList.of());
}
