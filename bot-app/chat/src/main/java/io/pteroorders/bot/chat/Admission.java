package io.pteroorders.bot.chat;

import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.core.service.Actor.Role;
import java.util.Optional;

/**
 * A decision about a message that came in, with what was found out for it. Immutable and thread-safe.
 *
 * @param role what its sender is to the shop
 * @param command what it says after the prefix; empty if it does not begin with that
 */
record Admission(IncomingMessage message, Decision decision, Role role, Optional<TypedCommand> command) {

    /** What becomes of a message. */
    enum Decision {
        /** It is answered, if there is an answer. */
        HEAR,
        /** Its sender is told that it was too much. */
        WARN,
        /** It is not answered, but it was written: an open question is dropped. */
        MUTE,
        /** Nothing. */
        IGNORE
    }
}
