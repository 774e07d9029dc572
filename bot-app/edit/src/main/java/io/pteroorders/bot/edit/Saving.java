package io.pteroorders.bot.edit;

import com.google.common.collect.ImmutableList;

/** What came of saving something. */
public sealed interface Saving {

    /** It is a version now, and in force. */
    record Saved(Version version) implements Saving {}

    /** Nothing was to be changed. */
    record Same() implements Saving {}

    /**
     * Somebody else changed the same meanwhile; nothing was saved.
     *
     * @param now what is in force
     */
    record Overtaken(Version now) implements Saving {}

    /** Something is wrong with it; nothing was saved. */
    record Refused(ImmutableList<Problem> problems) implements Saving {}
}
