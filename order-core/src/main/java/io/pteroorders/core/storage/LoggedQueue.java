package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A {@link MessageQueue} of one process: all that waits is in memory, every change an entry of a {@link Log} first. A
 * message is seen once its entry is durable. Thread-safe.
 */
public final class LoggedQueue implements LocalShopStorage.Queue {

    private static final int MOST_REMEMBERED = 100_000;

    /**
     * What became of a message.
     *
     * @param key the message's
     * @param kept what is kept of it, or nothing
     * @param at when it was dealt with
     */
    public record Done(String key, String kept, Instant at) {}

    /** Where the entries of a queue are kept. */
    public interface Log extends AutoCloseable {

        /**
         * Writes that a message came.
         *
         * @return completes when that is durable, in the order of the calls; exceptionally with a
         *     {@link StorageException}
         */
        CompletionStage<Void> arrived(QueuedMessage message);

        /** Writes that a message is dealt with. */
        void done(Done done);

        /**
         * May replace all entries by those that still matter. Called after each entry, by one thread at a time.
         *
         * @param matter how many still matter
         */
        void tidy(int matter, Supplier<Contents> contents);

        /**
         * Replaces all entries by those that still matter, and keeps no copy of what was there.
         *
         * @throws StorageException if the entries before are still in force
         */
        void replace(Supplier<Contents> contents);

        /** How the log is. */
        Health health();

        @Override
        void close();
    }

    /**
     * All that a queue remembers. Immutable.
     *
     * @param waiting oldest first
     * @param done oldest first
     */
    public record Contents(ImmutableList<QueuedMessage> waiting, ImmutableList<Done> done) {}

    private final Log log;
    private final Clock clock;

    /** Held while entries are written, so that they have one order; never waited for by who completes them. */
    private final Object writing = new Object();

    private final TreeMap<Long, QueuedMessage> waiting = new TreeMap<>();
    private final Map<String, Arrival> arriving = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Done> done = new LinkedHashMap<>();
    private long lastNumber;

    private record Arrival(QueuedMessage message, CompletableFuture<Void> stored) {}

    /**
     * A queue that holds these already.
     *
     * @param clock says when messages come
     */
    public LoggedQueue(Contents contents, Log log, Clock clock) {
        this.log = log;
        this.clock = clock;
        contents.done().forEach(this::remember);
        contents.waiting().stream()
                .filter(message -> !done.containsKey(message.key()) && !numbers.containsKey(message.key()))
                .forEach(this::show);
    }

    @Override
    public CompletionStage<Void> add(String key, JsonValue message) {
        synchronized (writing) {
            Optional<CompletionStage<Void>> known = known(key);
            return known.orElseGet(() -> store(key, message));
        }
    }

    private synchronized Optional<CompletionStage<Void>> known(String key) {
        Arrival arrival = arriving.get(key);
        if (arrival != null) {
            return Optional.of(arrival.stored());
        }
        if (numbers.containsKey(key) || done.containsKey(key)) {
            return Optional.of(CompletableFuture.completedFuture(null));
        }
        return waiting.size() + arriving.size() >= MOST_WAITING
                ? Optional.of(CompletableFuture.failedFuture(new QueueFullException()))
                : Optional.empty();
    }

    private CompletionStage<Void> store(String key, JsonValue value) {
        Arrival arrival = arrive(key, value);
        log.arrived(arrival.message()).whenComplete((written, failure) -> {
            settle(arrival, failure == null);
            if (failure == null) {
                arrival.stored().complete(null);
            } else {
                arrival.stored().completeExceptionally(failure);
            }
        });
        tidy();
        return arrival.stored();
    }

    private synchronized Arrival arrive(String key, JsonValue value) {
        lastNumber++;
        Arrival arrival =
                new Arrival(new QueuedMessage(lastNumber, key, value, clock.instant()), new CompletableFuture<>());
        arriving.put(key, arrival);
        return arrival;
    }

    private synchronized void settle(Arrival arrival, boolean stored) {
        arriving.remove(arrival.message().key());
        if (stored) {
            show(arrival.message());
        }
    }

    private synchronized void show(QueuedMessage message) {
        waiting.put(message.number(), message);
        numbers.put(message.key(), message.number());
        lastNumber = Math.max(lastNumber, message.number());
        notifyAll();
    }

    private void tidy() {
        int matter;
        synchronized (this) {
            matter = waiting.size() + arriving.size() + done.size();
        }
        log.tidy(matter, this::contents);
    }

    private synchronized Contents contents() {
        TreeMap<Long, QueuedMessage> all = new TreeMap<>(waiting);
        arriving.values().forEach(arrival -> all.put(arrival.message().number(), arrival.message()));
        return new Contents(ImmutableList.copyOf(all.values()), ImmutableList.copyOf(done.values()));
    }

    private void finish(QueuedMessage message, String kept) {
        synchronized (writing) {
            Done entry = new Done(message.key(), kept, clock.instant());
            if (!wasWaiting(message)) {
                return;
            }
            synchronized (this) {
                remember(entry);
            }
            log.done(entry);
            tidy();
        }
    }

    private void forget(Predicate<String> which) {
        synchronized (writing) {
            synchronized (this) {
                waiting.values().stream()
                        .filter(message -> which.test(message.value().json()))
                        .toList()
                        .forEach(message -> {
                            wasWaiting(message);
                            remember(new Done(message.key(), "", clock.instant()));
                        });
                done.replaceAll((key, entry) -> which.test(entry.kept()) ? new Done(key, "", entry.at()) : entry);
            }
            log.replace(this::contents);
        }
    }

    private synchronized boolean wasWaiting(QueuedMessage message) {
        numbers.remove(message.key(), message.number());
        return waiting.remove(message.number()) != null;
    }

    private void remember(Done entry) {
        done.put(entry.key(), entry);
        Instant oldest = entry.at().minus(REMEMBERED);
        Iterator<Done> eldest = done.values().iterator();
        while (eldest.hasNext()) {
            boolean tooOld = eldest.next().at().isBefore(oldest);
            if (!tooOld && done.size() <= MOST_REMEMBERED) {
                return;
            }
            eldest.remove();
        }
    }

    @Override
    public synchronized boolean isDrained() {
        return waiting.isEmpty() && arriving.isEmpty();
    }

    @Override
    public QueueConsumer consumer() {
        return new Consumer();
    }

    @Override
    public Health health() {
        return log.health();
    }

    @Override
    public void close() {
        log.close();
    }

    private final class Consumer implements QueueConsumer {

        private long last;
        private boolean ended;

        @Override
        public Optional<QueuedMessage> take() throws InterruptedException {
            synchronized (LoggedQueue.this) {
                Map.Entry<Long, QueuedMessage> next = waiting.higherEntry(last);
                while (next == null && !ended) {
                    LoggedQueue.this.wait();
                    next = waiting.higherEntry(last);
                }
                if (ended || next == null) {
                    return Optional.empty();
                }
                last = next.getKey();
                return Optional.of(next.getValue());
            }
        }

        @Override
        public void end() {
            synchronized (LoggedQueue.this) {
                ended = true;
                LoggedQueue.this.notifyAll();
            }
        }

        @Override
        public void done(QueuedMessage message, String kept) {
            finish(message, kept);
        }

        @Override
        public ImmutableList<String> kept(Duration last) {
            Instant since = clock.instant().minus(last);
            synchronized (LoggedQueue.this) {
                return done.values().stream()
                        .filter(entry -> !entry.kept().isEmpty() && !entry.at().isBefore(since))
                        .map(Done::kept)
                        .collect(ImmutableList.toImmutableList());
            }
        }

        @Override
        public void forget(Predicate<String> which) {
            LoggedQueue.this.forget(which);
        }

        @Override
        public int waiting() {
            synchronized (LoggedQueue.this) {
                return waiting.size();
            }
        }

        @Override
        public Optional<Instant> oldest() {
            synchronized (LoggedQueue.this) {
                return waiting.values().stream().map(QueuedMessage::receivedAt).findFirst();
            }
        }

        @Override
        public void close() {
            end();
        }
    }
}
