package io.pteroorders.bot.talk;

import com.google.common.collect.ImmutableList;

/**
 * What a text was understood to say. Immutable and thread-safe.
 *
 * @param intents what is wanted, the first thing first; one or two
 * @param slots what is named
 * @param plain whether what is named is meant as it stands: nothing is asked, and nothing denied but what else is named
 */
public record Reading(ImmutableList<Intent> intents, Slots slots, boolean plain) {

    /** What is wanted first. */
    public Intent first() {
        return intents.get(0);
    }
}
