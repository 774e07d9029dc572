package io.pteroorders.bot.session;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.bot.person.PersonalEntries;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.port.Tokens;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The sessions of a shop's pages, by the digests of their secrets. What changes is durable when its method returns.
 * Thread-safe.
 */
public final class Sessions {

    /** The records' name. */
    public static final String RECORDS = "sessions";

    /** So many a person may have; the oldest ends when there are more. */
    static final int MOST = 20;

    private static final int LONGEST_DEVICE = 60;

    private static final DurableMap.Format<Session> FORMAT = new DurableMap.Format<>(
            Session::toJson,
            Session::fromJson,
            entry -> Part.of(entry.getValue().visitor().id()));

    private final SecureRandom random = new SecureRandom();
    private final DurableMap<Session> sessions;

    private Sessions(DurableMap<Session> sessions) {
        this.sessions = sessions;
    }

    /** Those of a shop, by the right of a lease. */
    public static Sessions of(Lease lease) {
        return new Sessions(new DurableMap<>(lease, RECORDS, FORMAT));
    }

    /** None yet, and forgotten when the program ends. */
    public static Sessions inMemory() {
        return new Sessions(DurableMap.inMemory(FORMAT));
    }

    /**
     * Begins a session.
     *
     * @param device what the person signs in with, cut to some letters
     * @return its secret, which is kept nowhere
     */
    public synchronized String begin(Visitor visitor, Area area, String device, Instant now) {
        end(session -> session.isOver(now));
        ImmutableList<Map.Entry<String, Session>> others = oldestFirst(visitor.id());
        others.subList(0, Math.max(0, others.size() + 1 - MOST)).forEach(entry -> sessions.remove(entry.getKey()));
        String secret = Tokens.draw(random);
        String shown = device.substring(0, Math.min(LONGEST_DEVICE, device.length()));
        sessions.put(Tokens.digest(secret), new Session(visitor, area, shown, now, now));
        return secret;
    }

    /** The session with a secret, if it is not over; a portal's lasts longer by that. */
    public Optional<Session> find(String secret, Instant now) {
        String digest = Tokens.digest(secret);
        Optional<Session> found = sessions.get(digest).filter(session -> !session.isOver(now));
        found.filter(session -> session.isToBeProlonged(now)).ifPresent(session -> prolong(digest, now));
        return found;
    }

    private synchronized void prolong(String digest, Instant now) {
        sessions.get(digest).ifPresent(session -> sessions.put(digest, session.usedAt(now)));
    }

    /** The sessions of a person that are not over, oldest first. */
    public ImmutableList<Session> of(PersonId person, Instant now) {
        return oldestFirst(person).stream()
                .map(Map.Entry::getValue)
                .filter(session -> !session.isOver(now))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<Map.Entry<String, Session>> oldestFirst(PersonId person) {
        return ImmutableMap.copyOf(sessions.all()).entrySet().stream()
                .filter(entry -> entry.getValue().visitor().id().equals(person))
                .sorted(Comparator.comparing(entry -> entry.getValue().created()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Ends the session with a secret. */
    public synchronized void end(String secret) {
        sessions.remove(Tokens.digest(secret));
    }

    /** Ends all sessions of a person; how many these were. */
    public synchronized int endAll(PersonId person) {
        return end(session -> session.visitor().id().equals(person));
    }

    /** What is kept of one person. */
    public PersonalPlace place() {
        return new PersonalEntries<>(
                RECORDS,
                sessions,
                (entry, person) -> entry.getValue().visitor().id().equals(person),
                Session::toJson);
    }

    private int end(Predicate<Session> which) {
        ImmutableList<String> ended = ImmutableMap.copyOf(sessions.all()).entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(ImmutableList.toImmutableList());
        ended.forEach(sessions::remove);
        return ended.size();
    }
}
