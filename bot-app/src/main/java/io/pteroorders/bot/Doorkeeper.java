package io.pteroorders.bot;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.pteroorders.bot.command.CommandLine;
import io.pteroorders.bot.transport.IncomingMessage;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.core.storage.RequestId;
import java.time.Clock;
import java.time.Duration;

/**
 * Decides at the door what is heard at all: nothing that its sender did not write to the bot, no message twice, and no
 * more than a person may say. Thread-safe.
 */
final class Doorkeeper {

    private static final Duration REPEATED = Duration.ofMinutes(10);
    private static final int REMEMBERED = 100_000;

    private final Roster roster;
    private final String prefix;
    private final RateLimit limit;
    private final Cache<RequestId, Boolean> heard;

    Doorkeeper(Roster roster, String prefix, RateLimit limit, Clock clock) {
        this.roster = roster;
        this.prefix = prefix;
        this.limit = limit;
        this.heard = CacheBuilder.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(REPEATED)
                .ticker(new ClockTicker(clock))
                .build();
    }

    /** What becomes of a message. */
    Verdict check(IncomingMessage message) {
        if (message.fromMe() || message.forwarded()) {
            return Verdict.IGNORE;
        }
        boolean command = CommandLine.parse(message.text(), prefix).isPresent();
        if (message.group()) {
            return command ? Verdict.HEAR : Verdict.IGNORE;
        }
        boolean free = roster.roleOf(message.from()) != Role.CUSTOMER;
        if (command
                || message.attachment().isPresent()
                || message.isTooLong()
                || Conversation.isAnswer(message.text())) {
            return checkCommand(message, free);
        }
        return free ? Verdict.HEAR : limit.smallTalk(message.from());
    }

    private Verdict checkCommand(IncomingMessage message, boolean free) {
        RequestId id = RequestId.of(message.transport(), message.from().text(), message.id());
        if (heard.getIfPresent(id) != null) {
            return Verdict.IGNORE;
        }
        Verdict verdict = free ? Verdict.HEAR : limit.command(message.from());
        boolean again = verdict != Verdict.IGNORE && heard.asMap().putIfAbsent(id, true) != null;
        return again ? Verdict.IGNORE : verdict;
    }
}
