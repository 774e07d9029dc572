package io.pteroorders.core.task;

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
 * All lanes, and whose turn it is: the most urgent first, those of like urgency in turn, each not
 * before its time and all within the pace. Not thread-safe.
 */
final class Lanes<K extends TaskKey> {

    /** A place in a queue; it counts only while it is the lane's newest. */
    private record Turn<K extends TaskKey>(Lane<K> lane, Instant at, Lane.Urgency urgency) {}

    private final Pace pace;
    private final Backoff backoff;
    private final SteadyClock clock;
    private final Predicate<Task<K>> wanted;
    private final PaceMeter overall;
    private final Map<String, Lane<K>> lanes = new HashMap<>();
    private final Map<Lane<K>, Turn<K>> turns = new HashMap<>();
    private final Map<Lane.Urgency, Deque<Turn<K>>> ready = new EnumMap<>(Lane.Urgency.class);
    private Instant closedUntil = Instant.MIN;
    private final Queue<Turn<K>> later = new PriorityQueue<>(Comparator.comparing((Turn<K> turn) -> turn.at()));

    Lanes(Pace pace, Backoff backoff, SteadyClock clock, Predicate<Task<K>> wanted) {
        this.pace = pace;
        this.backoff = backoff;
        this.clock = clock;
        this.wanted = wanted;
        this.overall = new PaceMeter(pace.overall(), pace.burstOverall());
        for (Lane.Urgency urgency : Lane.Urgency.values()) {
            ready.put(urgency, new ArrayDeque<>());
        }
    }

    /** Nothing is done in any lane before then. */
    void closeUntil(Instant time) {
        closedUntil = time;
    }

    /** What was done so far does not slow down what comes, except in its own lane. */
    void forgetPace() {
        overall.forget();
    }

    Lane<K> of(String name) {
        return lanes.computeIfAbsent(
                name, it -> new Lane<>(it, new PaceMeter(pace.perLane(), pace.burstPerLane()), backoff, clock, wanted));
    }

    void add(Task<K> task) {
        Lane<K> lane = of(task.key().lane());
        lane.add(task);
        changed(lane);
    }

    /** Something about a lane is other than it was. */
    void changed(Lane<K> lane) {
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
        Turn<K> turn = new Turn<>(lane, due.get(), lane.urgency());
        if (!turn.equals(turns.get(lane))) {
            enqueue(turn);
        }
    }

    private void enqueue(Turn<K> turn) {
        turns.put(turn.lane(), turn);
        if (turn.at().isAfter(clock.instant())) {
            later.add(turn);
        } else {
            queue(turn.urgency()).add(turn);
        }
    }

    private Deque<Turn<K>> queue(Lane.Urgency urgency) {
        return ready.getOrDefault(urgency, new ArrayDeque<>());
    }

    /** A lane without work is forgotten once its pace would be forgotten too. */
    private void retire(Lane<K> lane) {
        Instant now = clock.instant();
        if (lane.pace().isRested(now)) {
            lanes.remove(lane.name(), lane);
        } else {
            enqueue(new Turn<>(lane, lane.pace().rested(now), Lane.Urgency.BULK));
        }
    }

    /** The lane whose turn it is now; {@link #changed} must be told of it afterwards. */
    Optional<Lane<K>> next() {
        Instant now = clock.instant();
        while (!later.isEmpty() && !later.element().at().isAfter(now)) {
            Turn<K> turn = later.remove();
            if (isCurrent(turn)) {
                queue(turn.urgency()).add(turn);
            }
        }
        if (opening(now).isAfter(now)) {
            return Optional.empty();
        }
        for (Lane.Urgency urgency : Lane.Urgency.values()) {
            Optional<Lane<K>> lane = next(queue(urgency), now);
            if (lane.isPresent()) {
                return lane;
            }
        }
        return Optional.empty();
    }

    private Optional<Lane<K>> next(Deque<Turn<K>> queue, Instant now) {
        while (!queue.isEmpty()) {
            Turn<K> turn = queue.remove();
            if (!isCurrent(turn)) {
                continue;
            }
            Lane<K> lane = turn.lane();
            Instant free = lane.pace().next(now);
            if (lane.isEmpty()) {
                turns.remove(lane);
                retire(lane);
            } else if (free.isAfter(now)) {
                enqueue(new Turn<>(lane, free, turn.urgency()));
            } else {
                turns.remove(lane);
                return Optional.of(lane);
            }
        }
        return Optional.empty();
    }

    private boolean isCurrent(Turn<K> turn) {
        return turn.equals(turns.get(turn.lane()));
    }

    /** A try is under way; the lane waits for its end. */
    void begun(Lane<K> lane) {
        Instant now = clock.instant();
        lane.setUnderWay(true);
        lane.pace().take(now);
        overall.take(now);
    }

    /** It is over. */
    void ended(Lane<K> lane) {
        lane.setUnderWay(false);
        changed(lane);
    }

    /** When it is some lane's turn; empty if none waits for a time. */
    Optional<Instant> nextDue() {
        for (Deque<Turn<K>> queue : ready.values()) {
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
        return Optional.ofNullable(later.peek()).map(turn -> later(turn.at(), closedUntil));
    }

    /** When something may be done in any lane. */
    private Instant opening(Instant now) {
        return later(overall.next(now), closedUntil);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
