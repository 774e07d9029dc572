package io.pteroorders.bot.api.webhook;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.event.EventSource;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.task.TaskWorker;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The webhooks of a shop: what can be asked of them, and their sending, which goes on from {@link #start} to {@link #close}.
 * Thread-safe.
 */
public final class Webhooks implements AutoCloseable {

    private final WebhookStore store;
    private final EventSource source;
    private final WebhookSender sender;
    private final WebhookDeliveries deliveries;
    private final WebhookPages pages;
    private Optional<EventSource.Subscription> events = Optional.empty();
    private Optional<TaskWorker> worker = Optional.empty();

    private Webhooks(
            WebhookStore store,
            EventSource source,
            OrderService service,
            Consumer<Webhook> onSwitchedOff,
            boolean everywhere,
            WebhookSender sender,
            Clock clock) {
        AttemptLog log = new AttemptLog();
        this.store = store;
        this.source = source;
        this.sender = sender;
        this.deliveries =
                new WebhookDeliveries(store, source, service, sender, sender.threads(), onSwitchedOff, log, clock);
        this.pages =
                new WebhookPages(store, deliveries, log, new WebhookUrls(sender.hosts(), everywhere), source, clock);
    }

    /**
     * Reads how far each webhook has come; nothing is sent yet.
     *
     * @param everywhere whether they may go to this machine and its network
     * @param onSwitchedOff hears once of each webhook that was switched off because it took nothing; after a crash it may
     *     hear of it again
     */
    public static Webhooks open(
            WebhookStore store,
            EventSource source,
            OrderService service,
            Consumer<Webhook> onSwitchedOff,
            boolean everywhere,
            Clock clock) {
        return new Webhooks(
                store,
                source,
                service,
                onSwitchedOff,
                everywhere,
                WebhookSender.start(HostResolver.SYSTEM, everywhere, WebhookSender.PATIENCE, clock),
                clock);
    }

    /** What can be asked for. */
    public ImmutableList<Route> routes() {
        return pages.routes();
    }

    /** All of them, the oldest first. */
    public ImmutableList<Webhook> all() {
        return store.all();
    }

    /**
     * Lets a webhook be sent to again, or no more, durably.
     *
     * @param by who says so
     * @return as it is then; empty if there is none with this id
     */
    public Optional<Webhook> setActive(String id, boolean active, String by) {
        if (store.get(id).isPresent()) {
            deliveries.forgive(id);
        }
        Optional<Webhook> after = store.change(
                id,
                webhook -> active
                        ? webhook.switchedOn()
                        : webhook.isActive() ? webhook.switchedOff("switched off by " + by) : webhook);
        deliveries.changed(id);
        return after;
    }

    /**
     * Sends an event that did not happen, and waits for what is said to it.
     *
     * @return in plain English; empty if there is no webhook with this id
     */
    public Optional<String> test(String id) {
        return store.get(id).map(webhook -> pages.tried(webhook).words());
    }

    /** Begins to send. */
    public synchronized void start() {
        if (worker.isEmpty()) {
            worker = Optional.of(deliveries.start());
            events = Optional.of(source.onMore(deliveries::wake));
        }
    }

    /** Ends; what waits is sent after the next start. */
    @Override
    public synchronized void close() {
        events.ifPresent(EventSource.Subscription::close);
        worker.ifPresentOrElse(TaskWorker::close, deliveries::close);
        sender.close();
    }
}
