package io.pteroorders.bot.chat;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.pteroorders.bot.chat.Answers.Said;
import io.pteroorders.bot.command.CommandLine;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.core.storage.RequestId;
import java.time.Clock;
import java.time.Duration;

/**
 * Decides at the door what is heard at all: nothing that the shop itself wrote, no message twice, and no more than a
 * person may say. Thread-safe.
 */
final class Doorkeeper {

    private static final Duration REPEATED = Duration.ofMinutes(10);
    private static final int REMEMBERED = 100_000;

    private final Roster roster;
    private final String prefix;
    private final Answers answers;
    private final RateLimit limit;
    private final Cache<RequestId, Boolean> heard;

    Doorkeeper(Roster roster, String prefix, Answers answers, RateLimit limit, Clock clock) {
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
    Verdict check(IncomingMessage message) {
        if (message.fromMe()) {
            return Verdict.IGNORE;
        }
        boolean command = CommandLine.parse(message.text(), prefix).isPresent();
        if (message.group()) {
            return command && !message.forwarded() && !message.isPublic() ? Verdict.HEAR : Verdict.IGNORE;
        }
        RequestId id = RequestId.of(message.transport(), message.from().text(), message.id());
        if (heard.getIfPresent(id) != null) {
            return Verdict.IGNORE;
        }
        Verdict verdict = roster.roleOf(message.from()) == Role.CUSTOMER ? limited(message, command) : Verdict.HEAR;
        boolean again = verdict != Verdict.MUTE && heard.asMap().putIfAbsent(id, true) != null;
        return again ? Verdict.IGNORE : verdict;
    }

    private Verdict limited(IncomingMessage message, boolean command) {
        boolean smallTalk = message.forwarded()
                || !(command
                        || message.attachment().isPresent()
                        || message.isTooLong()
                        || answers.read(message.text()) != Said.OTHER);
        return smallTalk ? limit.smallTalk(message.from()) : limit.command(message.from());
    }
}
