package io.pteroorders.core.task;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.service.OrderListener;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Change;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work that orders call for, each piece once: derived by a {@link TaskSource}, done by a {@link TaskExecutor},
 * tried again until it is done or given up, shown, and paused by kind. It follows the change feed, so that work exists as
 * soon as an order calls for it, also while the program did not run; what became of it is in a {@link TaskLog}.
 *
 * <p>A holder of some {@linkplain Part parts} does what belongs to their people; another that takes them over goes on from
 * the records of those parts.
 *
 * <p>Thread-safe. Somebody has to call {@link #runDue}: the thread that {@link #start} begins, or the caller.
 *
 * @param <K> the keys of the work
 */
public final class TaskScheduler<K extends TaskKey> implements OrderListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskScheduler.class);
    private static final Duration TIME_TO_ANSWER = Duration.ofMinutes(5);

    private final OrderStorage storage;
    private final TaskSource<K> source;
    private final TaskExecutor<K> executor;
    private final ImmutableSet<Part> parts;
    private final Clock clock;
    private final String name;
    private final Schedule<K> schedule = new Schedule<>();
    private final TaskEngine<K> engine;
    private final TaskEngine.Client<K> client = new Work();

    private TaskScheduler(Builder<K> from) {
        this.storage = from.storage;
        this.source = from.source;
        this.executor = from.executor;
        this.parts = from.parts;
        this.clock = from.clock;
        this.name = from.name;
        this.engine = new TaskEngine<>(
                name + " log", schedule, from.log, from.pace, from.backoff, TIME_TO_ANSWER, from.compaction, clock);
    }

    /**
     * Collects the parts of a scheduler.
     *
     * @param name what its work is called in the log of the program, such as {@code payments}
     */
    public static <K extends TaskKey> Builder<K> builder(
            String name,
            OrderStorage storage,
            TaskSource<K> source,
            TaskExecutor<K> executor,
            TaskLog<TaskRecord<K>> log,
            Clock clock) {
        return new Builder<>(name, storage, source, executor, log, clock);
    }

    @Override
    public void onEvent(OrderEvent event) {
        engine.wake();
    }

    @Override
    public void onMissedEvents() {
        engine.wake();
    }

    /**
     * Does all that is due now. Several threads may do so at the same time; each try is made by one of them.
     *
     * @return when something is due next, if time alone brings it about
     */
    public Optional<Instant> runDue() {
        return engine.runDue(client);
    }

    /** Does all that is due now, as fast as it can be done, and waits for it. */
    public void finishDue() {
        engine.finishDue(client);
    }

    /** Begins to work on a thread of its own, until that is closed; it {@linkplain #close closes} this too. */
    public TaskWorker start() {
        return TaskWorker.start(name, engine, this::runDue, clock);
    }

    /** How far the work of an order has come. */
    public ImmutableList<TaskStatus<K>> statuses(OrderId order) {
        return engine.reading(() -> statuses(schedule.of(order).stream().flatMap(key -> schedule.find(key).stream())));
    }

    /** The work that cannot be done, and why. */
    public ImmutableList<TaskStatus<K>> dead() {
        return engine.reading(() -> statuses(schedule.all().filter(Task::isDead)));
    }

    private static <K extends TaskKey> ImmutableList<TaskStatus<K>> statuses(Stream<Task<K>> tasks) {
        return tasks.map(Task::status).collect(ImmutableList.toImmutableList());
    }

    /**
     * Tries work again that cannot be done.
     *
     * @return whether it is that
     * @throws StorageException if the log takes no records at present
     */
    public boolean again(K key) {
        boolean dead = engine.reading(() -> revive(key));
        engine.wake();
        return dead;
    }

    private boolean revive(K key) {
        boolean dead = schedule.find(key).filter(Task::isDead).isPresent();
        if (dead) {
            engine.checkTakesRecords();
            engine.record(new TaskProgress.Again<>(ImmutableList.of(key), clock.instant()));
        }
        return dead;
    }

    /**
     * Lets work of a kind stand still, or go on; also after a restart. A try that is under way comes to its end.
     *
     * @throws StorageException if the log takes no records at present
     */
    public void pause(String kind, boolean paused) {
        engine.locked(() -> {
            if (schedule.isPaused(kind) != paused) {
                engine.checkTakesRecords();
                engine.record(new ScheduleRecord.Paused<>(kind, paused));
            }
        });
    }

    /** Whether work of a kind stands still. */
    public boolean isPaused(String kind) {
        return engine.reading(() -> schedule.isPaused(kind));
    }

    /** Why nothing is done any more until the program is started anew; empty while all is well. */
    public Optional<String> failure() {
        return engine.failure();
    }

    /** Why work waits at present; empty while it does not. It passes by itself. */
    public Optional<String> trouble() {
        return engine.trouble();
    }

    /** Waits until all is durable that is to be remembered, as far as the log takes it and a few seconds allow. */
    @Override
    public void close() {
        engine.close();
    }

    /** What is to be done, and how. */
    private final class Work implements TaskEngine.Client<K> {

        @Override
        public boolean follow() {
            Token place = schedule.place();
            ChangePage page = storage.changes(place, OrderQuery.MAX_LIMIT);
            if (page.foreign() && !place.equals(Token.START)) {
                engine.record(new ScheduleRecord.Followed<>(Token.START));
                return true;
            }
            page.changes().forEach(this::plan);
            if (!page.next().equals(place)) {
                engine.record(new ScheduleRecord.Followed<>(page.next()));
            }
            return page.more();
        }

        private void plan(Change change) {
            ImmutableList<TaskSource.Due<K>> called =
                    change.order().map(this::called).orElse(ImmutableList.of());
            Set<K> keys = called.stream().map(TaskSource.Due::key).collect(Collectors.toSet());
            ImmutableSet<K> known = schedule.of(change.id());
            ImmutableList<TaskSource.Due<K>> fresh =
                    called.stream().filter(due -> !known.contains(due.key())).collect(ImmutableList.toImmutableList());
            if (!fresh.isEmpty()) {
                engine.record(new ScheduleRecord.Called<>(change.id(), fresh));
            }
            drop(Sets.difference(known, keys));
        }

        /** What an order calls for of the people of the parts that are held. */
        private ImmutableList<TaskSource.Due<K>> called(Order order) {
            return source.of(order)
                    .filter(due -> parts.contains(due.key().part()))
                    .collect(ImmutableList.toImmutableList());
        }

        private void drop(Set<K> gone) {
            ImmutableList<K> open = gone.stream().filter(this::isOpen).collect(ImmutableList.toImmutableList());
            if (!open.isEmpty()) {
                engine.record(new TaskProgress.Dropped<>(open, clock.instant(), "the order calls for it no longer"));
            }
        }

        private boolean isOpen(K key) {
            return schedule.find(key)
                    .filter(task -> task.isWaiting() || task.isDead())
                    .isPresent();
        }

        @Override
        public void tick(Instant now) {
            schedule.takeDue(now, engine::add);
        }

        @Override
        public Optional<Instant> nextTick() {
            return schedule.nextDue();
        }

        @Override
        public Optional<Attempt<K>> next(Lane<K> lane) {
            return lane.first()
                    .map(task -> Attempt.of(
                            lane, () -> executor.attempt(task.key()), ImmutableList.of(task), ImmutableList.of()));
        }

        @Override
        public void gaveUp(K key, String reason) {
            LOG.warn("{} is given up: {}", key.id(), reason);
        }

        @Override
        public ImmutableList<TaskRecord<K>> compacted() {
            schedule.forget((order, key) -> isCalled(order, due -> due.key().equals(key)));
            return schedule.compacted();
        }

        private boolean isCalled(OrderId order, Predicate<TaskSource.Due<K>> what) {
            return storage.get(order)
                    .filter(now -> source.of(now).anyMatch(what))
                    .isPresent();
        }
    }

    /** Collects the parts of a scheduler. Not thread-safe. */
    public static final class Builder<K extends TaskKey> {

        private final String name;
        private final OrderStorage storage;
        private final TaskSource<K> source;
        private final TaskExecutor<K> executor;
        private final TaskLog<TaskRecord<K>> log;
        private final Clock clock;
        private ImmutableSet<Part> parts = ImmutableSet.copyOf(Part.ALL);
        private Pace pace = Pace.UNPACED;
        private Backoff backoff = Backoff.DEFAULT;
        private Compaction compaction = Compaction.DEFAULT;

        private Builder(
                String name,
                OrderStorage storage,
                TaskSource<K> source,
                TaskExecutor<K> executor,
                TaskLog<TaskRecord<K>> log,
                Clock clock) {
            this.name = name;
            this.storage = storage;
            this.source = source;
            this.executor = executor;
            this.log = log;
            this.clock = clock;
        }

        /** Whose work is done: that of the people of these parts; all if not given. */
        public Builder<K> parts(Set<Part> value) {
            this.parts = ImmutableSet.copyOf(value);
            return this;
        }

        /** How fast work may be done; {@link Pace#UNPACED} if not given. */
        public Builder<K> pace(Pace value) {
            this.pace = value;
            return this;
        }

        /** How it is tried again; {@link Backoff#DEFAULT} if not given. */
        public Builder<K> backoff(Backoff value) {
            this.backoff = value;
            return this;
        }

        /** When the log is made shorter; {@link Compaction#DEFAULT} if not given. */
        public Builder<K> compaction(Compaction value) {
            this.compaction = value;
            return this;
        }

        /** Reads the log. */
        public TaskScheduler<K> open() {
            return new TaskScheduler<>(this);
        }
    }
}
