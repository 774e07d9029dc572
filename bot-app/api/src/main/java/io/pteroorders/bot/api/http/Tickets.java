package io.pteroorders.bot.api.http;

import io.pteroorders.bot.api.http.Problem.Kind;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.port.Tokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tickets that stand for a key once, for a short time and at one address: a browser opens a WebSocket there and can send no
 * header with it. They end with the program. Thread-safe.
 */
public final class Tickets {

    /** The address below {@code /api/v1} where they count. */
    public static final String ADDRESS = "/events/socket";

    /** The parameter of that address. */
    public static final String PARAMETER = "ticket";

    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Issued> issued = new HashMap<>();

    private record Issued(ApiKey key, Instant expires) {}

    /**
     * A new ticket.
     *
     * @param text shown once
     * @param expires from when it is of no more use
     */
    public record Ticket(String text, Instant expires) {}

    /**
     * Makes one.
     *
     * @param key for which it stands
     * @throws ProblemException if too many wait to be used
     */
    public synchronized Ticket issue(ApiKey key, Instant now) {
        if (issued.size() >= MOST) {
            issued.values().removeIf(ticket -> ticket.expires().isBefore(now));
        }
        if (issued.size() >= MOST) {
            throw new ProblemException(Problem.of(Kind.TOO_MANY_REQUESTS, "Too many tickets wait to be used.")
                    .withHeader("Retry-After", String.valueOf(LIFE.toSeconds())));
        }
        String text = Tokens.draw(random);
        Instant expires = now.plus(LIFE);
        issued.put(Tokens.digest(text), new Issued(key, expires));
        return new Ticket(text, expires);
    }

    /** The key of a ticket, which is used up by that; empty if it is none. */
    synchronized Optional<ApiKey> take(String text, Instant now) {
        return Optional.ofNullable(issued.remove(Tokens.digest(text)))
                .filter(ticket -> now.isBefore(ticket.expires()))
                .map(Issued::key);
    }
}
