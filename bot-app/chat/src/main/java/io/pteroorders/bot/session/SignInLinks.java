package io.pteroorders.bot.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pteroorders.bot.port.Tokens;
import io.pteroorders.core.order.PersonId;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * Links by which people sign in once, sent to them in their own chat. One of a person counts at a time; it lives ten minutes,
 * and not longer than the program: whoever had one asks again. Thread-safe.
 */
public final class SignInLinks {

    /** How long a link lives. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    /** What the path of every link begins with. */
    public static final String PATH = "/login/";

    /** So many a person may have in ten minutes. */
    private static final int MOST = 3;

    /** After so many wrong codes, from wherever, all codes that live are worth nothing. */
    private static final int WRONG_CODES = 100;

    /** So many wrong codes may come from one address in ten minutes. */
    private static final int WRONG_CODES_OF_ONE = 5;

    private static final int CODES = 1_000_000;

    private final SecureRandom random = new SecureRandom();
    private final URI site;

    @GuardedBy("this")
    private final Map<String, Link> links = new HashMap<>();

    @GuardedBy("this")
    private final Map<String, Link> codes = new HashMap<>();

    @GuardedBy("this")
    private final Map<PersonId, Queue<Instant>> issued = new HashMap<>();

    @GuardedBy("this")
    private int wrongCodes;

    /** When wrong codes came, by address. */
    @GuardedBy("this")
    private final Map<String, Queue<Instant>> wrong = new HashMap<>();

    /**
     * A link that was sent.
     *
     * @param visitor to whom it was sent
     * @param area what they sign in for
     * @param end from when it is of no more use
     */
    public record Link(Visitor visitor, Area area, Instant end) {

        boolean isOver(Instant now) {
            return !now.isBefore(end);
        }
    }

    /** @param site the address of the pages, without a path */
    public SignInLinks(URI site) {
        this.site = site;
    }

    /** The address of the pages. */
    public URI site() {
        return site;
    }

    /**
     * Makes the link of a person, who has no other for the same area then.
     *
     * @return empty if they had too many lately
     */
    public synchronized Optional<URI> issue(Visitor visitor, Area area, Instant now) {
        forget(now);
        Queue<Instant> lately = issued.computeIfAbsent(visitor.id(), any -> new ArrayDeque<>());
        if (lately.size() >= MOST) {
            return Optional.empty();
        }
        lately.add(now);
        Predicate<Link> older = link -> link.visitor().id().equals(visitor.id()) && link.area() == area;
        links.values().removeIf(older);
        codes.values().removeIf(older);
        String token = Tokens.draw(random);
        links.put(Tokens.digest(token), new Link(visitor, area, now.plus(LIFE)));
        return Optional.of(site.resolve(PATH + token));
    }

    /** The links and codes of a person are of no more use. */
    public synchronized void end(PersonId person) {
        links.values().removeIf(link -> link.visitor().id().equals(person));
        codes.values().removeIf(link -> link.visitor().id().equals(person));
    }

    @GuardedBy("this")
    private void forget(Instant now) {
        links.values().removeIf(link -> link.isOver(now));
        codes.values().removeIf(link -> link.isOver(now));
        issued.values().removeIf(lately -> isForgotten(lately, now));
        wrong.values().removeIf(lately -> isForgotten(lately, now));
    }

    private static boolean isForgotten(Queue<Instant> lately, Instant now) {
        lately.removeIf(time -> !now.isBefore(time.plus(LIFE)));
        return lately.isEmpty();
    }

    /** Whose link has this token, as long as it lives; it is not used up by that, for links are looked at by programs too. */
    public synchronized Optional<Link> find(String token, Instant now) {
        return Optional.ofNullable(links.get(Tokens.digest(token))).filter(link -> !link.isOver(now));
    }

    /** Uses a link up; empty if somebody did before, or it is over. */
    public synchronized Optional<Link> redeem(String token, Instant now) {
        return Optional.ofNullable(links.remove(Tokens.digest(token))).filter(link -> !link.isOver(now));
    }

    /**
     * Uses a link up for a code of six digits, to be typed where its person wants to sign in: on the computer beside the
     * phone. It lives as long as the link.
     *
     * @return empty if the link was used before, or is over
     */
    public synchronized Optional<String> code(String token, Instant now) {
        forget(now);
        return redeem(token, now).map(link -> {
            String code = drawn();
            if (codes.isEmpty()) {
                wrongCodes = 0;
            }
            codes.put(code, link);
            return code;
        });
    }

    @GuardedBy("this")
    private String drawn() {
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
        return codes.containsKey(code) ? drawn() : code;
    }

    /**
     * Uses a code up. Wrong ones cost an address its tries, and after very many all who have one theirs: nobody can say
     * whose was meant.
     *
     * @param address of whoever types it
     */
    public synchronized Optional<Link> redeemCode(String code, String address, Instant now) {
        forget(now);
        Queue<Instant> lately = wrong.computeIfAbsent(address, any -> new ArrayDeque<>());
        if (lately.size() >= WRONG_CODES_OF_ONE) {
            return Optional.empty();
        }
        Optional<Link> found = Optional.ofNullable(codes.remove(code));
        if (found.isEmpty()) {
            lately.add(now);
            wrongCodes++;
        }
        if (wrongCodes >= WRONG_CODES) {
            codes.clear();
            wrongCodes = 0;
        }
        return found;
    }
}
