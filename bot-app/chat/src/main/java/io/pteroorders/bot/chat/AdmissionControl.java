package io.pteroorders.bot.chat;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.pteroorders.bot.chat.Admission.Decision;
import io.pteroorders.bot.chat.Answers.Said;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.core.storage.RequestId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides which messages are heard at all: nothing that the shop itself wrote, no message twice, and no more than a
 * person may say. Thread-safe.
 */
final class AdmissionControl {

    private static final Duration REPEATED = Duration.ofMinutes(10);
    private static final int REMEMBERED = 100_000;

    private final Roster roster;
    private final String prefix;
    private final Answers answers;
    private final RateLimit limit;
    private final Cache<RequestId, Boolean> heard;

    AdmissionControl(Roster roster, String prefix, Answers answers, RateLimit limit, Clock clock) {
        this.roster = roster;
        this.prefix = prefix;
        this.answers = answers;
        this.limit = limit;
        this.heard = CacheBuilder.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(REPEATED)
                .ticker(new ClockTicker(clock))
                .build();
    }

    /** What becomes of a message. */
    Admission admit(IncomingMessage message) {
        Role role = roster.roleOf(message.from());
        Optional<TypedCommand> command = TypedCommand.parse(message.text(), prefix);
        return new Admission(message, decide(message, role, command.isPresent()), role, command);
    }

    private Decision decide(IncomingMessage message, Role role, boolean command) {
        if (message.is(Trait.FROM_ME)) {
            return Decision.IGNORE;
        }
        if (message.isInGroup()) {
            return command && !message.is(Trait.FORWARDED) && !message.isPublic() ? Decision.HEAR : Decision.IGNORE;
        }
        RequestId id = RequestId.of(message.transport(), message.from().text(), message.id());
        if (heard.getIfPresent(id) != null) {
            return Decision.IGNORE;
        }
        Decision decision = role == Role.CUSTOMER ? limited(message, command) : Decision.HEAR;
        boolean again = decision != Decision.MUTE && heard.asMap().putIfAbsent(id, true) != null;
        return again ? Decision.IGNORE : decision;
    }

    /** What was let in was not dealt with: delivered again, it is let in again. */
    void forget(IncomingMessage message) {
        heard.invalidate(RequestId.of(message.transport(), message.from().text(), message.id()));
    }

    private Decision limited(IncomingMessage message, boolean command) {
        boolean smallTalk = message.is(Trait.FORWARDED)
                || !(command
                        || message.attachment().isPresent()
                        || message.isTooLong()
                        || answers.read(message.text()) != Said.OTHER);
        return smallTalk ? limit.smallTalk(message.from()) : limit.command(message.from());
    }
}
