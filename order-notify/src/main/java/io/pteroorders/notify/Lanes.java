package io.pteroorders.notify;

import io.pteroorders.core.order.PersonId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * The lanes of all receivers, and whose turn it is: the most urgent first, those of like urgency in turn, each not
 * before its time and all within the pace. Not thread-safe.
 */
final class Lanes {

    /** A place in a queue; it counts only while it is the lane's newest. */
    private record Turn(Lane lane, Instant at, Lane.Urgency urgency) {}

    private final Pace pace;
    private final SteadyClock clock;
    private final Predicate<Delivery> wanted;
    private final LostReplies lost;
    private final PaceBucket overall;
    private final Map<PersonId, Lane> lanes = new HashMap<>();
    private final Map<Lane, Turn> turns = new HashMap<>();
    private final Map<Lane.Urgency, Deque<Turn>> ready = new EnumMap<>(Lane.Urgency.class);
    private final Queue<Turn> later = new PriorityQueue<>(Comparator.comparing(Turn::at));

    private Instant closedUntil = Instant.MIN;

    Lanes(Pace pace, SteadyClock clock, Predicate<Delivery> wanted, LostReplies lost) {
        this.pace = pace;
        this.clock = clock;
        this.wanted = wanted;
        this.lost = lost;
        this.overall = new PaceBucket(pace.overall(), pace.burstOverall(), clock);
        for (Lane.Urgency urgency : Lane.Urgency.values()) {
            ready.put(urgency, new ArrayDeque<>());
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** Nothing is sent to anybody before then. */
    void closeUntil(Instant time) {
        closedUntil = time;
    }

    Lane of(PersonId receiver) {
        return lanes.computeIfAbsent(
                receiver,
                it -> new Lane(
                        it, new PaceBucket(pace.perReceiver(), pace.burstPerReceiver(), clock), clock, wanted, lost));
    }

    void add(Delivery delivery) {
        Lane lane = of(delivery.key().receiver());
        lane.add(delivery);
        changed(lane);
    }

    /** Something about a lane is other than it was. */
    void changed(Lane lane) {
        if (lane.isEmpty()) {
            turns.remove(lane);
            retire(lane);
            return;
        }
        Optional<Instant> due = lane.due();
        if (due.isEmpty()) {
            turns.remove(lane);
            return;
        }
        Turn turn = new Turn(lane, due.get(), lane.urgency());
        if (!turn.equals(turns.get(lane))) {
            enqueue(turn);
        }
    }

    private void enqueue(Turn turn) {
        turns.put(turn.lane(), turn);
        if (turn.at().isAfter(clock.instant())) {
            later.add(turn);
        } else {
            queue(turn.urgency()).add(turn);
        }
    }

    private Deque<Turn> queue(Lane.Urgency urgency) {
        return ready.getOrDefault(urgency, new ArrayDeque<>());
    }

    /** A lane without work is forgotten once its pace would be forgotten too. */
    private void retire(Lane lane) {
        if (lane.bucket().isFull()) {
            lanes.remove(lane.receiver());
        } else {
            enqueue(new Turn(lane, lane.bucket().full(clock.instant()), Lane.Urgency.BROADCAST));
        }
    }

    /** The lane whose turn it is now; {@link #changed} must be told of it afterwards. */
    Optional<Lane> next() {
        Instant now = clock.instant();
        while (!later.isEmpty() && !later.element().at().isAfter(now)) {
            Turn turn = later.remove();
            if (isCurrent(turn)) {
                queue(turn.urgency()).add(turn);
            }
        }
        if (opening(now).isAfter(now)) {
            return Optional.empty();
        }
        for (Lane.Urgency urgency : Lane.Urgency.values()) {
            Optional<Lane> lane = next(queue(urgency), now);
            if (lane.isPresent()) {
                return lane;
            }
        }
        return Optional.empty();
    }

    private Optional<Lane> next(Deque<Turn> queue, Instant now) {
        while (!queue.isEmpty()) {
            Turn turn = queue.remove();
            if (!isCurrent(turn)) {
                continue;
            }
            Lane lane = turn.lane();
            Instant free = lane.bucket().next(now);
            if (lane.isEmpty()) {
                turns.remove(lane);
                retire(lane);
            } else if (free.isAfter(now)) {
                enqueue(new Turn(lane, free, turn.urgency()));
            } else {
                turns.remove(lane);
                return Optional.of(lane);
            }
        }
        return Optional.empty();
    }

    private boolean isCurrent(Turn turn) {
        return turn.equals(turns.get(turn.lane()));
    }

    /** A message is on its way; the lane waits for its return. */
    void sending(Lane lane) {
        lane.setInFlight(true);
        lane.bucket().take();
        overall.take();
    }

    /** A message is no longer on its way. */
    void returned(Lane lane) {
        lane.setInFlight(false);
        changed(lane);
    }

    /** When it is some lane's turn; empty if none waits for a time. */
    Optional<Instant> nextDue() {
        for (Deque<Turn> queue : ready.values()) {
            while (!queue.isEmpty() && !isCurrent(queue.element())) {
                queue.remove();
            }
            if (!queue.isEmpty()) {
                return Optional.of(opening(clock.instant()));
            }
        }
        while (!later.isEmpty() && !isCurrent(later.element())) {
            later.remove();
        }
        return Optional.ofNullable(later.peek()).map(turn -> turn.at().isAfter(closedUntil) ? turn.at() : closedUntil);
    }

    /** When the way out is open to anybody. */
    private Instant opening(Instant now) {
        Instant paced = overall.next(now);
        return paced.isAfter(closedUntil) ? paced : closedUntil;
    }
}
