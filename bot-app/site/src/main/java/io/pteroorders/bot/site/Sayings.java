package io.pteroorders.bot.site;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Question;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.Result;
import io.pteroorders.bot.site.http.Visit.SignedIn;
import io.pteroorders.bot.site.view.ChatMarks;
import io.pteroorders.bot.site.view.Said;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What forms came to, for the next page of whoever sent them, and what a yes would do. What is said is shown once, and all of
 * it is lost with the program. Each question is known by a name of its own, so that a yes means the one that was seen.
 * Thread-safe.
 */
final class Sayings {

    private static final Duration UNTIL_SHOWN = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final Cache<String, Said> unshown = cache();
    private final Cache<String, Asked> asked = cache();

    /** Command lines that wait for a yes of a session. */
    private record Asked(String secret, ImmutableList<String> lines) {}

    private static <V> Cache<String, V> cache() {
        return CacheBuilder.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(UNTIL_SHOWN)
                .build();
    }

    /** Remembers what is to be shown. */
    void put(SignedIn who, Said said) {
        unshown.put(who.secret(), said);
    }

    /** Remembers what a command said, and what a yes to it would run. */
    void put(SignedIn who, Reply reply) {
        Optional<String> question =
                reply.question().flatMap(Question::onYes).map(line -> ask(who, ImmutableList.of(line)));
        put(who, new Said(ChatMarks.without(reply.text()), reply.result() == Result.DONE, question));
    }

    /** Remembers what is to be asked, and what a yes would run. */
    void put(SignedIn who, String question, ImmutableList<String> lines) {
        put(who, new Said(question, false, Optional.of(ask(who, lines))));
    }

    private String ask(SignedIn who, ImmutableList<String> lines) {
        String name = UUID.randomUUID().toString();
        asked.put(name, new Asked(who.secret(), lines));
        return name;
    }

    /** What is to be shown. */
    Optional<Said> take(SignedIn who) {
        return Optional.ofNullable(unshown.asMap().remove(who.secret()));
    }

    /** The command lines of a question that this session was asked; it is answered once. */
    Optional<ImmutableList<String>> takeAsked(SignedIn who, String question) {
        return Optional.ofNullable(asked.getIfPresent(question))
                .filter(one -> one.secret().equals(who.secret()))
                .filter(one -> asked.asMap().remove(question, one))
                .map(Asked::lines);
    }
}
