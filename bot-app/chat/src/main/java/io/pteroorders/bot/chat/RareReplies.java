package io.pteroorders.bot.chat;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.pteroorders.bot.call.Why;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Replies that a person reads once in a few minutes, each of its kind. Thread-safe. */
final class RareReplies {

    private static final Duration A_WHILE = Duration.ofMinutes(10);
    private static final int REMEMBERED = 100_000;

    private final Replies replies;

    /** Who read which text a short while ago. */
    private final Cache<String, Boolean> said;

    RareReplies(Replies replies, Clock clock) {
        this.replies = replies;
        this.said = CacheBuilder.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(A_WHILE)
                .ticker(new ClockTicker(clock))
                .build();
    }

    /** A text, unless the person read it a short while ago. */
    Optional<Reply> nowAndThen(ReplyText text, Person person) {
        return isNew(text, person) ? Optional.of(replies.say(text, person.language())) : Optional.empty();
    }

    /** A reply, unless the person read one of its kind a short while ago. */
    Optional<Reply> nowAndThen(Reply reply, Person person) {
        return isNew(reply.template(), person) ? Optional.of(reply) : Optional.empty();
    }

    /** Whether the person did not read this text a short while ago; from now on they did. */
    boolean isNew(ReplyText text, Person person) {
        return isNew(text.file(), person);
    }

    /** Whether the person did not need a human for this a short while ago; from now on they did. */
    boolean isNew(Why why, Person person) {
        return isNew("call " + why, person);
    }

    private boolean isNew(String template, Person person) {
        return said.asMap().putIfAbsent(template + " " + person.id().text(), true) == null;
    }
}
