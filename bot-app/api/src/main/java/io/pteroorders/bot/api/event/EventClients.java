package io.pteroorders.bot.api.event;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.pteroorders.bot.api.event.EventClient.Ending;
import io.pteroorders.bot.api.http.Problem;
import io.pteroorders.bot.api.http.ProblemException;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All who follow events by a connection of their own, and the few threads that serve them. Thread-safe. */
public final class EventClients implements AutoCloseable {

    /** So many may follow at a time. */
    public static final int MOST = 1_500;

    private static final int THREADS = 2;
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(15);
    private static final Duration COME_BACK = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(EventClients.class);

    private final EventSource source;
    private final EventTexts texts;
    private final ApiKeys keys;
    private final Clock clock;
    private final int most;
    private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
    private final Set<EventClient> silent = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, named("events-%d"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("events-timer-%d"));
    private final AtomicBoolean failing = new AtomicBoolean();
    private final EventSource.Subscription more;

    /** Nobody yet. */
    public EventClients(EventSource source, OrderStorage storage, ApiKeys keys, Clock clock) {
        this(source, storage, keys, clock, MOST);
    }

    EventClients(EventSource source, OrderStorage storage, ApiKeys keys, Clock clock, int most) {
        this.source = source;
        this.texts = new EventTexts(source, storage);
        this.keys = keys;
        this.clock = clock;
        this.most = most;
        this.more = source.onMore(this::wake);
    }

    private static ThreadFactory named(String format) {
        return new ThreadFactoryBuilder().setNameFormat(format).setDaemon(true).build();
    }

    /** From now on it is looked now and then whether everybody is still there, and may be. */
    public void start() {
        each(BETWEEN_CHECKS, this::check);
        each(BETWEEN_BEATS, this::beat);
    }

    private void each(Duration time, Runnable task) {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                () -> trying(task), time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void trying(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            bug(e);
        }
    }

    /** The place of whoever wants what comes. */
    String now() {
        return source.now();
    }

    /** How many there are. */
    public int count() {
        return clients.size();
    }

    /**
     * Whether one more may come.
     *
     * @throws ProblemException if there are too many
     */
    void checkRoom() {
        if (clients.size() >= most) {
            throw new ProblemException(
                    Problem.of(Problem.Kind.UNAVAILABLE, "Too many follow events already; come back later.")
                            .withHeader("Retry-After", String.valueOf(COME_BACK.toSeconds())));
        }
    }

    void join(EventClient client) {
        clients.add(client);
    }

    void leave(EventClient client) {
        clients.remove(client);
        silent.remove(client);
    }

    EventBatch after(String place, View view) {
        EventBatch batch = texts.after(place, view);
        failing.set(false);
        return batch;
    }

    void run(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("no event is sent any more");
        }
    }

    void storeFailed(StorageException e) {
        if (!failing.getAndSet(true)) {
            LOG.warn("who follows events waits, the store fails: {}", e.getMessage());
        }
    }

    void bug(RuntimeException e) {
        LOG.error("an event cannot be sent, which is a bug", e);
    }

    private void wake() {
        clients.forEach(EventClient::wake);
    }

    /** Sends away whose key is none any more, and who never began; the others look again, if the store failed them. */
    void check() {
        for (EventClient client : clients) {
            if (!keys.stands(client.key(), clock.instant())) {
                client.end(Ending.KEY);
            } else if (client.hasBegun()) {
                client.wake();
            } else if (!silent.add(client)) {
                client.end(Ending.SILENCE);
            }
        }
    }

    /** Shows everybody that the connection is alive. */
    void beat() {
        clients.forEach(EventClient::beat);
    }

    /** Sends everybody away. */
    @Override
    public void close() {
        more.close();
        timer.shutdownNow();
        clients.forEach(client -> client.end(Ending.PROGRAM));
        threads.shutdown();
    }
}
