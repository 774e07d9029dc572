package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.PersonId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What waits for one receiver, in its order: replies, then notices, then broadcasts. Not thread-safe. */
final class Lane {

    /**
     * A reply to a command.
     *
     * @param covers what it tells of
     * @param covered the messages in whose place it stands; empty while the store could not tell
     * @param since when it was handed in
     * @param attempts how often it was tried in vain
     * @param notBefore when it is tried next
     */
    record Reply(
            OutgoingMessage message,
            ImmutableList<Occasion> covers,
            Optional<ImmutableList<Delivery>> covered,
            Instant since,
            int attempts,
            Instant notBefore) {

        static Reply of(
                OutgoingMessage message,
                ImmutableList<Occasion> covers,
                Optional<ImmutableList<Delivery>> covered,
                Instant since) {
            return new Reply(message, covers, covered, since, 0, Instant.MIN);
        }

        /** The same, tried in vain once more. */
        Reply tried(Instant next) {
            return new Reply(message, covers, covered, since, attempts + 1, next);
        }
    }

    /** What is more urgent comes first, whichever lane it is in. */
    enum Urgency {
        REPLY,
        NOTICE,
        BROADCAST
    }

    /** So many replies wait at most; then the first is given up. */
    static final int MOST_REPLIES = 10;

    /** Numbers of broadcasts' messages are moved behind those of all notices. */
    private static final long BEHIND_NOTICES = 1L << 62;

    private final PersonId receiver;
    private final PaceBucket bucket;
    private final SteadyClock clock;
    private final Predicate<Delivery> wanted;
    private final LostReplies lost;
    private final Deque<Reply> replies = new ArrayDeque<>(1);
    private final TreeMap<Long, Delivery> deliveries = new TreeMap<>();
    private int holds;
    private boolean inFlight;
    private Instant gate = Instant.MIN;

    /**
     * A lane.
     *
     * @param wanted whether a message is to be sent at all
     * @param lost hears of replies that are given up
     */
    Lane(PersonId receiver, PaceBucket bucket, SteadyClock clock, Predicate<Delivery> wanted, LostReplies lost) {
        this.receiver = receiver;
        this.bucket = bucket;
        this.clock = clock;
        this.wanted = wanted;
        this.lost = lost;
    }

    PersonId receiver() {
        return receiver;
    }

    PaceBucket bucket() {
        return bucket;
    }

    void add(Delivery delivery) {
        deliveries.put(delivery.number() + (delivery.key().isOfJob() ? BEHIND_NOTICES : 0), delivery);
    }

    void add(Reply reply) {
        replies.add(reply);
        if (replies.size() > MOST_REPLIES) {
            lost.accept(replies.remove(), "too many wait for this person");
        }
    }

    /** A reply that was not sent is the next again. */
    void putBack(Reply reply) {
        replies.addFirst(reply);
    }

    void hold(int change) {
        holds += change;
    }

    void setInFlight(boolean now) {
        inFlight = now;
    }

    /** The transport wants nothing for this receiver before then. */
    void closeUntil(Instant time) {
        gate = time;
    }

    Optional<Reply> reply() {
        return Optional.ofNullable(replies.peek());
    }

    void removeReply() {
        replies.remove();
    }

    /** Whether what is to be sent next cannot be made without the store. */
    boolean needsStore() {
        return reply().flatMap(Reply::covered).isEmpty();
    }

    /** Whether it has to be remembered that what is to be sent next was sent. */
    boolean needsLog() {
        return reply().flatMap(Reply::covered).filter(ImmutableList::isEmpty).isEmpty();
    }

    /** The oldest message that waits. */
    Optional<Delivery> first() {
        Map.Entry<Long, Delivery> first = deliveries.firstEntry();
        while (first != null && !wanted.test(first.getValue())) {
            deliveries.pollFirstEntry();
            first = deliveries.firstEntry();
        }
        return Optional.ofNullable(first).map(Map.Entry::getValue);
    }

    /** All that waits, but replies. */
    Stream<Delivery> waiting() {
        return deliveries.values().stream().filter(wanted);
    }

    boolean isEmpty() {
        return replies.isEmpty() && first().isEmpty() && !inFlight && holds == 0;
    }

    /** When something is to be sent; empty if nothing is, or if something else has to happen first. */
    Optional<Instant> due() {
        if (inFlight || holds > 0) {
            return Optional.empty();
        }
        return reply().map(Reply::notBefore).or(() -> first().map(this::due)).map(time -> later(gate, time));
    }

    private Instant due(Delivery delivery) {
        Instant notBefore = clock.steady(delivery.notBefore());
        return Backoff.isImpossible(notBefore, clock.instant()) ? Instant.MIN : notBefore;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Of what is to be sent next. */
    Urgency urgency() {
        if (!replies.isEmpty()) {
            return Urgency.REPLY;
        }
        boolean broadcast = first().filter(it -> it.key().isOfJob()).isPresent();
        return broadcast ? Urgency.BROADCAST : Urgency.NOTICE;
    }
}
