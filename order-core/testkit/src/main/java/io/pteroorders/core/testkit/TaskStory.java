package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.task.Compaction;
import io.pteroorders.core.task.TaskExecutor;
import io.pteroorders.core.task.TaskKey;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.task.TaskResult;
import io.pteroorders.core.task.TaskScheduler;
import io.pteroorders.core.task.TaskSource;
import io.pteroorders.core.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * A random story of work whose tries fail in every way, whose log is full at times or breaks, and whose power fails at any
 * moment. In the end everything works, and what was done is compared with what the orders call for.
 */
final class TaskStory<K extends TaskKey> {

    private static final int STEPS = 60;
    private static final Duration END = Duration.ofDays(2);

    /** What a story needs of the work. */
    interface Subject<K extends TaskKey> {

        List<Order> orders();

        TaskSource<K> source();

        TaskExecutor<K> executor();

        int effects(K key);

        default Log<K> log() {
            return new Log<>();
        }
    }

    /** Knows what is remembered to be done. */
    static class Log<K extends TaskKey> extends UnsteadyLog<TaskRecord<K>> {

        private final Set<K> done = new HashSet<>();

        @Override
        protected void acknowledge(TaskRecord<K> record) {
            if (record instanceof TaskProgress.Done<K> settled) {
                done.addAll(settled.keys());
            }
        }
    }

    private final Random random;
    private final Subject<K> subject;
    private final ManualClock clock;
    private final OrderStorage storage;
    private final Queue<Order> coming;
    private final TaskExecutor<K> executor;
    private final Log<K> log;
    private final Set<String> busy = new HashSet<>();
    private final List<CompletableFuture<TaskResult>> silent = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private TaskScheduler<K> scheduler;
    private boolean steady;

    TaskStory(long seed, Subject<K> subject) {
        this.random = new Random(seed);
        this.subject = subject;
        this.clock = ManualClock.at(Fixtures.NOON);
        this.storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
        this.coming = new ArrayDeque<>(subject.orders());
        this.executor = subject.executor();
        this.log = subject.log();
        this.scheduler = open();
    }

    private TaskScheduler<K> open() {
        return TaskScheduler.builder("test", storage, subject.source(), this::attempt, log, clock)
                .compaction(new Compaction(20, 1))
                .open();
    }

    /** Tells the story, and what was wrong in it. */
    ImmutableList<String> tell() {
        for (int i = 0; i < STEPS && wrong.isEmpty(); i++) {
            step();
        }
        steady = true;
        while (!coming.isEmpty()) {
            order();
        }
        crash();
        log.setForcing(true);
        kinds().filter(kind -> scheduler.trouble().isEmpty()).forEach(kind -> scheduler.pause(kind, false));
        passes(END);
        crash();
        passes(END);
        due().forEach(this::checkDone);
        return ImmutableList.copyOf(wrong);
    }

    int refusals() {
        return log.refusals();
    }

    private void step() {
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> runDue();
            case 3, 12 -> order();
            case 4, 5 -> passes(Duration.ofSeconds(random.nextInt(4000)));
            case 6 -> log.force();
            case 7 -> log.forceOnce();
            case 8 -> loseRecords();
            case 9 -> pauseOrResume();
            case 10 -> hear();
            default -> crash();
        }
        if (log.hasFailed()) {
            if (scheduler.failure().isEmpty()) {
                wrong.add("the log failed, and the scheduler does not say so");
            }
            crash();
        }
    }

    /** One more order comes. */
    private void order() {
        Order next = coming.poll();
        if (next != null) {
            storage.insert(next, OrderStorage.InsertGuard.NONE, Optional.empty());
            scheduler.onMissedEvents();
        }
    }

    private void runDue() {
        scheduler
                .runDue()
                .filter(next -> next.isBefore(clock.instant()))
                .ifPresent(past -> wrong.add("something is due since " + past + ", and was not tried"));
    }

    private void passes(Duration span) {
        Instant end = clock.instant().plus(span);
        Optional<Instant> next = scheduler.runDue();
        while (next.filter(due -> !due.isAfter(end)).isPresent()) {
            clock.set(next.get().isAfter(clock.instant()) ? next.get() : clock.instant());
            next = scheduler.runDue();
        }
        clock.set(end);
    }

    private void loseRecords() {
        if (log.isRefusing()) {
            log.mend();
        } else if (random.nextInt(4) == 0) {
            log.fail(random.nextInt(3));
        } else {
            log.fill(random.nextInt(3));
            if (random.nextInt(3) == 0) {
                log.force();
                log.mend();
            }
        }
    }

    private void pauseOrResume() {
        List<String> kinds = kinds().toList();
        String kind = kinds.get(random.nextInt(kinds.size()));
        if (scheduler.trouble().isEmpty() && scheduler.failure().isEmpty()) {
            scheduler.pause(kind, !scheduler.isPaused(kind));
        }
    }

    private Stream<String> kinds() {
        return due().map(due -> due.key().kind()).distinct().sorted();
    }

    private Stream<TaskSource.Due<K>> due() {
        return subject.orders().stream().flatMap(subject.source()::of);
    }

    private void hear() {
        List<CompletableFuture<TaskResult>> answered = List.copyOf(silent);
        silent.clear();
        answered.forEach(answer -> answer.complete(TaskResult.DONE));
    }

    private void crash() {
        log.mend();
        log.crash(random.nextInt(log.unforced() + 1));
        busy.clear();
        silent.clear();
        scheduler = open();
    }

    private CompletionStage<TaskResult> attempt(K key) {
        if (log.done.contains(key)) {
            wrong.add(key + " was tried again after it was remembered to be done");
        }
        if (scheduler.isPaused(key.kind())) {
            wrong.add(key + " was tried although its kind stands still");
        }
        if (!busy.add(key.lane())) {
            wrong.add(key + " was tried beside another of its lane");
        }
        return steady ? performed(key) : unsteadily(key);
    }

    private CompletionStage<TaskResult> performed(K key) {
        return executor.attempt(key).whenComplete((result, failure) -> busy.remove(key.lane()));
    }

    private CompletionStage<TaskResult> unsteadily(K key) {
        switch (random.nextInt(6)) {
            case 0 -> {
                busy.remove(key.lane());
                return CompletableFuture.completedFuture(TaskResult.again("busy"));
            }
            case 1 -> {
                busy.remove(key.lane());
                throw new IllegalStateException("no connection");
            }
            case 2 -> {
                CompletionStage<TaskResult> unused = performed(key);
                return CompletableFuture.failedFuture(new Exception("the answer was lost"));
            }
            case 3 -> {
                CompletionStage<TaskResult> unused = performed(key);
                CompletableFuture<TaskResult> late = new CompletableFuture<>();
                silent.add(late);
                return late;
            }
            default -> {
                return performed(key);
            }
        }
    }

    private void checkDone(TaskSource.Due<K> due) {
        if (due.from().isAfter(clock.instant())) {
            return;
        }
        Optional<TaskStatus<K>> status =
                storage
                        .query(OrderQuery.newestFirst()
                                .limit(OrderQuery.MAX_LIMIT)
                                .build())
                        .orders()
                        .stream()
                        .flatMap(order -> scheduler.statuses(order.id()).stream())
                        .filter(it -> it.key().equals(due.key()))
                        .findFirst();
        if (status.filter(it -> it.state() == TaskStatus.State.DONE).isEmpty()) {
            wrong.add(due.key() + " was not done in the end: " + status);
        }
        if (subject.effects(due.key()) != 1) {
            wrong.add(due.key() + " had its effect " + subject.effects(due.key()) + " times");
        }
    }
}
