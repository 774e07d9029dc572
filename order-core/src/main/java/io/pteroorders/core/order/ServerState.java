package io.pteroorders.core.order;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/** The stage that a {@link Server} has reached. Which may follow which is said by {@link ServerFlow} alone. */
public enum ServerState {
    /** It is to be made, and the panel was not asked yet. */
    WANTED,
    /** The panel is asked to make it: it may be there or not. */
    CREATING,
    /** The panel made it, and puts its program there. */
    INSTALLING,
    /** The customer can use it. */
    READY,
    /** Somebody has to look at it: nothing goes on by itself. */
    FAILED,
    /** The panel keeps it, and it cannot run. */
    SUSPENDED,
    /** It is gone for good, or was never made and never will be. */
    DELETED;

    private static final ImmutableMap<String, ServerState> WORDS =
            Maps.uniqueIndex(EnumSet.allOf(ServerState.class), ServerState::word);

    /** The lower-case word used in files and commands. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state with this word, in any case. */
    public static Optional<ServerState> parse(String word) {
        return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
    }
}
