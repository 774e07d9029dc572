package io.pteroorders.bot.site.view;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * Why something was not saved, in the reader's words; nothing of it if all is well. Immutable and thread-safe.
 *
 * @param problems what is wrong with it
 * @param overtaken who changed the same meanwhile
 * @param theirs what they saved, each part with its name
 */
public record Trouble(ImmutableList<String> problems, Optional<String> overtaken, ImmutableList<Fact> theirs) {

    /** None. */
    public static final Trouble NONE = new Trouble(ImmutableList.of(), Optional.empty(), ImmutableList.of());
}
