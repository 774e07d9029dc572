package io.pteroorders.bot.api.webhook;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.pteroorders.bot.api.event.EventPage;
import io.pteroorders.bot.api.event.EventSource;
import io.pteroorders.bot.api.event.ShopEvent;
import io.pteroorders.bot.api.webhook.Feed.Delivery;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.task.Attempt;
import io.pteroorders.core.task.Backoff;
import io.pteroorders.core.task.Compaction;
import io.pteroorders.core.task.Lane;
import io.pteroorders.core.task.Pace;
import io.pteroorders.core.task.Task;
import io.pteroorders.core.task.TaskEngine;
import io.pteroorders.core.task.TaskProgress.Again;
import io.pteroorders.core.task.TaskProgress.Done;
import io.pteroorders.core.task.TaskProgress.Tried;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.task.TaskResult;
import io.pteroorders.core.task.TaskWorker;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to webhooks: to each one after another in their order, again and again until it takes them, none left out.
 * One that takes nothing for three days is switched off. Thread-safe.
 */
final class WebhookDeliveries implements AutoCloseable {

    /** From 5 seconds to a day, for three days. */
    static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(5), Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(1));

    private static final Duration TIME_TO_ANSWER = Duration.ofMinutes(2);
    private static final int PAGE = 100;
    private static final int RESET_LETTERS = 24;
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDeliveries.class);

    private final WebhookStore store;
    private final EventSource source;
    private final OrderService service;
    private final Endpoints endpoints;
    private final Executor threads;
    private final Consumer<Webhook> onSwitchedOff;
    private final AttemptLog log;
    private final Clock clock;
    private final Feeds feeds;
    private final TaskEngine<DeliveryKey> engine;
    private final Sending client = new Sending();
    private final Set<String> told = new HashSet<>();

    /**
     * Reads how far each webhook has come.
     *
     * @param threads where messages are written
     * @param onSwitchedOff hears of a webhook that was switched off because it took nothing
     */
    WebhookDeliveries(
            WebhookStore store,
            EventSource source,
            OrderService service,
            Endpoints endpoints,
            Executor threads,
            Consumer<Webhook> onSwitchedOff,
            AttemptLog log,
            Clock clock) {
        this.store = store;
        this.source = source;
        this.service = service;
        this.endpoints = endpoints;
        this.threads = threads;
        this.onSwitchedOff = onSwitchedOff;
        this.log = log;
        this.clock = clock;
        this.feeds = new Feeds(store);
        this.engine = new TaskEngine<>(
                "log of webhooks",
                feeds,
                store.deliveries(),
                Pace.UNPACED,
                BACKOFF,
                TIME_TO_ANSWER,
                Compaction.DEFAULT,
                clock);
    }

    /** There may be more events. Returns at once. */
    void wake() {
        engine.wake();
    }

    /** Begins to send whenever something is due, on a thread of its own. */
    TaskWorker start() {
        return TaskWorker.start("webhooks", engine, this::sendDue, clock);
    }

    /** Sends what is due, and switches off what is given up; when something is due next. */
    private Optional<Instant> sendDue() {
        Optional<Instant> next = engine.runDue(client);
        switchOff();
        return next;
    }

    /** Sends all that is due now, and waits for what is said to it. */
    void finishDue() {
        engine.finishDue(client);
        switchOff();
    }

    // Switching off and on.

    private synchronized void switchOff() {
        engine.reading(feeds::givenUp).forEach((id, why) -> store.get(id)
                .filter(Webhook::isActive)
                .ifPresent(webhook -> switchOff(webhook.switchedOff(why))));
    }

    /** It is told before it is kept: a crash between the two lets it be told once more, and never not at all. */
    private void switchOff(Webhook webhook) {
        LOG.warn("webhook {} is switched off: {}", webhook.id(), webhook.off().orElse(""));
        try {
            if (told.add(webhook.id())) {
                onSwitchedOff.accept(webhook);
            }
        } catch (RuntimeException e) {
            LOG.error("nobody could be told that webhook {} is switched off", webhook.id(), e);
        }
        try {
            store.change(webhook.id(), now -> now.switchedOff(webhook.off().orElse("")));
            told.remove(webhook.id());
        } catch (StorageException e) {
            LOG.warn("that webhook {} is switched off cannot be kept yet: {}", webhook.id(), e.getMessage());
        }
    }

    /**
     * Forgets that a webhook failed, durably: what waits for it is tried at once, and has three days again.
     *
     * @throws StorageException if that cannot be kept
     */
    synchronized void forgive(String webhook) {
        engine.locked(() -> {
            ImmutableList<DeliveryKey> failed = feeds.of(webhook).failed();
            if (!failed.isEmpty()) {
                engine.checkTakesRecords();
                engine.record(new Again<>(failed, clock.instant()));
            }
            engine.open(engine.lane(webhook));
        });
        engine.awaitDurable();
    }

    /** A webhook is another than it was: what it wants is read anew. */
    void changed(String webhook) {
        engine.locked(() -> {
            feeds.of(webhook).forgetWaiting();
            feeds.forgetRemoved();
        });
        engine.wake();
    }

    /** What a webhook did not take so far, and when it is tried again; empty while it takes everything. */
    Optional<Tried<DeliveryKey>> failing(String webhook) {
        return engine.reading(() -> feeds.of(webhook).tried());
    }

    // Sending.

    private CompletionStage<TaskResult> send(DeliveryKey key, Optional<ShopEvent> event) {
        return CompletableFuture.supplyAsync(() -> sendNow(key, event), threads)
                .thenCompose(result -> result)
                .exceptionally(WebhookDeliveries::notSent);
    }

    private CompletionStage<TaskResult> sendNow(DeliveryKey key, Optional<ShopEvent> event) {
        Optional<Webhook> webhook = store.get(key.webhook()).filter(Webhook::isActive);
        if (webhook.isEmpty()) {
            return CompletableFuture.completedFuture(TaskResult.again("it was switched off"));
        }
        WebhookMessage message = event.map(one -> message(one, webhook.get().customers()))
                .orElseGet(() -> WebhookMessage.reset(key.event(), clock.instant()));
        return send(webhook.get(), message).thenApply(this::result);
    }

    private WebhookMessage message(ShopEvent event, boolean customers) {
        return WebhookMessage.of(
                event, event.order().flatMap(id -> service.get(Actor.SYSTEM, id).value()), customers);
    }

    /** Sends a message once, whatever else waits. */
    CompletionStage<Said> send(Webhook webhook, WebhookMessage message) {
        return endpoints.send(webhook, message).thenApply(said -> {
            log.add(webhook.id(), new AttemptLog.Entry(clock.instant(), message.id(), message.type(), said));
            return said;
        });
    }

    private TaskResult result(Said said) {
        if (said.isTaken()) {
            return TaskResult.DONE;
        } else if (said.isGone()) {
            return TaskResult.failed("the endpoint said 410: it wants nothing any more");
        }
        return said.pause()
                .map(pause -> TaskResult.again(said.words(), clock.instant().plus(pause)))
                .orElseGet(() -> TaskResult.again(said.words()));
    }

    /** What the store could not tell is no fault of the endpoint. */
    private static TaskResult notSent(Throwable failure) {
        Throwable why = failure.getCause() == null ? failure : failure.getCause();
        if (why instanceof StorageException) {
            return TaskResult.closed("orders cannot be read");
        }
        LOG.error("a webhook failed with a bug; it is tried again", why);
        return TaskResult.again("the program failed");
    }

    @Override
    public void close() {
        engine.close();
    }

    /** What is to be sent. */
    private final class Sending implements TaskEngine.Client<DeliveryKey> {

        private long numbers;

        @Override
        public boolean follow() {
            boolean more = false;
            for (Webhook webhook : store.all()) {
                Feed feed = feeds.of(webhook.id());
                boolean follows = webhook.isActive() && feed.givenUp().isEmpty() && !feed.isWaiting();
                more |= follows && follow(webhook, feed);
            }
            return more;
        }

        /** Whether there is more to read at once. */
        private boolean follow(Webhook webhook, Feed feed) {
            feed.passed().ifPresent(place -> pass(webhook, place));
            String place = feed.place().orElse(webhook.from());
            EventPage page = source.after(place, PAGE);
            if (page.reset()) {
                LOG.warn("webhook {} has missed events: they were too long ago", webhook.id());
                plan(feed, resetKey(webhook, place), Optional.empty(), clock.instant());
            }
            page.events().stream()
                    .filter(event -> webhook.wants(event.type()))
                    .forEach(event -> plan(
                            feed, new DeliveryKey(webhook.id(), true, event.id()), Optional.of(event), event.at()));
            if (feed.isWaiting()) {
                feed.goOnAfter(page.next());
                return false;
            }
            if (!page.next().equals(place)) {
                pass(webhook, page.next());
            }
            return !page.events().isEmpty();
        }

        private void pass(Webhook webhook, String place) {
            engine.record(new Done<>(
                    ImmutableList.of(new DeliveryKey(webhook.id(), true, place)), ImmutableList.of(), clock.instant()));
        }

        private void plan(Feed feed, DeliveryKey key, Optional<ShopEvent> event, Instant at) {
            Task<DeliveryKey> task = new Task<>(key, ++numbers, at);
            feed.add(new Delivery(task, event));
            engine.add(task);
        }

        /** The same however often the same place turns out to be too old. */
        private DeliveryKey resetKey(Webhook webhook, String place) {
            String id = "reset_"
                    + Hashing.sha256()
                            .hashString(place, StandardCharsets.UTF_8)
                            .toString()
                            .substring(0, RESET_LETTERS);
            return new DeliveryKey(webhook.id(), false, id);
        }

        /** Who took all that waited goes on reading. */
        @Override
        public void tick(Instant now) {
            if (feeds.takeDrained()) {
                engine.wake();
            }
        }

        @Override
        public Optional<Attempt<DeliveryKey>> next(Lane<DeliveryKey> lane) {
            return lane.first().flatMap(task -> feeds.find(task)
                    .map(delivery -> Attempt.of(
                            lane,
                            () -> send(task.key(), delivery.event()),
                            ImmutableList.of(task),
                            ImmutableList.of())));
        }

        @Override
        public ImmutableList<TaskRecord<DeliveryKey>> compacted() {
            return feeds.compacted(clock.instant());
        }
    }
}
