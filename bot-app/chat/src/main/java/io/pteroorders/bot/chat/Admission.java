package io.pteroorders.bot.chat;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.pteroorders.bot.chat.Answers.Said;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.core.storage.RequestId;
import java.time.Clock;
import java.time.Duration;

/**
 * Decides which messages are heard at all: nothing that the shop itself wrote, no message twice, and no more than a
 * person may say. Thread-safe.
 */
final class Admission {

    private static final Duration REPEATED = Duration.ofMinutes(10);
    private static final int REMEMBERED = 100_000;

    private final Roster roster;
    private final String prefix;
    private final Answers answers;
    private final RateLimit limit;
    private final Cache<RequestId, Boolean> heard;

    Admission(Roster roster, String prefix, Answers answers, RateLimit limit, Clock clock) {
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
    AdmissionDecision check(IncomingMessage message) {
        if (message.fromMe()) {
            return AdmissionDecision.IGNORE;
        }
        boolean command = TypedCommand.parse(message.text(), prefix).isPresent();
        if (message.group()) {
            return command && !message.forwarded() && !message.isPublic()
                    ? AdmissionDecision.HEAR
                    : AdmissionDecision.IGNORE;
        }
        RequestId id = RequestId.of(message.transport(), message.from().text(), message.id());
        if (heard.getIfPresent(id) != null) {
            return AdmissionDecision.IGNORE;
        }
        AdmissionDecision verdict =
                roster.roleOf(message.from()) == Role.CUSTOMER ? limited(message, command) : AdmissionDecision.HEAR;
        boolean again = verdict != AdmissionDecision.MUTE && heard.asMap().putIfAbsent(id, true) != null;
        return again ? AdmissionDecision.IGNORE : verdict;
    }

    private AdmissionDecision limited(IncomingMessage message, boolean command) {
        boolean smallTalk = message.forwarded()
                || !(command
                        || message.attachment().isPresent()
                        || message.isTooLong()
                        || answers.read(message.text()) != Said.OTHER);
        return smallTalk ? limit.smallTalk(message.from()) : limit.command(message.from());
    }
}
