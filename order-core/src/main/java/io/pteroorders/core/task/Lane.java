package io.pteroorders.core.task;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A queue of work that is done one after another: urgent work that is known to its client alone, then tasks, then bulk
 * tasks. Not thread-safe: to be used under the {@linkplain TaskEngine#locked engine's lock}.
 */
public final class Lane<K extends TaskKey> {

    /** What is more urgent comes first, whichever lane it is in. */
    enum Urgency {
        URGENT,
        NORMAL,
        BULK
    }

    /** Numbers of bulk tasks are moved behind those of all others. */
    private static final long BEHIND_ALL = 1L << 62;

    private final String name;
    private final PaceMeter pace;
    private final Backoff backoff;
    private final SteadyClock clock;
    private final Predicate<Task<K>> wanted;
    private final TreeMap<Long, Task<K>> tasks = new TreeMap<>();
    private Optional<Instant> urgent = Optional.empty();
    private int holds;
    private boolean underWay;
    private Instant gate = Instant.MIN;

    /**
     * A lane.
     *
     * @param wanted whether a task is to be done at all
     */
    Lane(String name, PaceMeter pace, Backoff backoff, SteadyClock clock, Predicate<Task<K>> wanted) {
        this.name = name;
        this.pace = pace;
        this.backoff = backoff;
        this.clock = clock;
        this.wanted = wanted;
    }

    /** As its tasks' keys name it. */
    public String name() {
        return name;
    }

    PaceMeter pace() {
        return pace;
    }

    void add(Task<K> task) {
        tasks.put(task.number() + (task.key().isBulk() ? BEHIND_ALL : 0), task);
    }

    /** When the client's own work is due; empty if there is none. */
    void setUrgent(Optional<Instant> due) {
        urgent = due;
    }

    void hold(int change) {
        holds += change;
    }

    void setUnderWay(boolean now) {
        underWay = now;
    }

    /** Nothing is done in it before then. */
    void closeUntil(Instant time) {
        gate = time;
    }

    /** The oldest task that waits. */
    public Optional<Task<K>> first() {
        Map.Entry<Long, Task<K>> first = tasks.firstEntry();
        while (first != null && !wanted.test(first.getValue())) {
            tasks.pollFirstEntry();
            first = tasks.firstEntry();
        }
        return Optional.ofNullable(first).map(Map.Entry::getValue);
    }

    /** All tasks that wait. */
    public Stream<Task<K>> waiting() {
        return tasks.values().stream().filter(wanted);
    }

    boolean isEmpty() {
        return urgent.isEmpty() && first().isEmpty() && !underWay && holds == 0;
    }

    /** When something is to be done; empty if nothing is, or if something else has to happen first. */
    Optional<Instant> due() {
        if (underWay || holds > 0) {
            return Optional.empty();
        }
        return urgent.or(() -> first().map(this::due)).map(time -> later(gate, time));
    }

    private Instant due(Task<K> task) {
        Instant notBefore = clock.steady(task.notBefore());
        return backoff.isImpossible(notBefore, clock.instant()) ? Instant.MIN : notBefore;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Of what is to be done next. */
    Urgency urgency() {
        if (urgent.isPresent()) {
            return Urgency.URGENT;
        }
        return first().filter(it -> it.key().isBulk()).isPresent() ? Urgency.BULK : Urgency.NORMAL;
    }
}
