package io.pteroorders.bot.api.webhook;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.bot.json.TaskRecordLog;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskRecord;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The webhooks of a shop, and how far each has come. A change of a webhook is durable when its method returns. Thread-safe.
 */
public final class WebhookStore {

    private static final String WEBHOOKS = "webhooks";
    private static final String DELIVERIES = "webhook-deliveries";

    /** The names of the records. */
    public static final ImmutableList<String> RECORDS = ImmutableList.of(WEBHOOKS, DELIVERIES);

    /** So many webhooks a shop has at most. */
    static final int MOST = 20;

    private final DurableMap<Webhook> webhooks;
    private final TaskLog<TaskRecord<DeliveryKey>> deliveries;

    private WebhookStore(DurableMap<Webhook> webhooks, TaskLog<TaskRecord<DeliveryKey>> deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /** Those of a shop, by the right of a lease. */
    public static WebhookStore of(Lease lease) {
        return new WebhookStore(
                new DurableMap<>(lease, WEBHOOKS, format()),
                new TaskRecordLog<>(lease, DELIVERIES, DeliveryKey::parse));
    }

    /** None yet, and forgotten when the program ends. */
    public static WebhookStore inMemory() {
        return new WebhookStore(DurableMap.inMemory(format()), TaskLog.inMemory());
    }

    private static DurableMap.Format<Webhook> format() {
        return new DurableMap.Format<>(Webhook::toJson, Webhook::fromJson, entry -> Part.SHOP);
    }

    TaskLog<TaskRecord<DeliveryKey>> deliveries() {
        return deliveries;
    }

    /** All of them, the oldest first. */
    public ImmutableList<Webhook> all() {
        return webhooks.all().values().stream()
                .sorted(Comparator.comparing(Webhook::created).thenComparing(Webhook::id))
                .collect(ImmutableList.toImmutableList());
    }

    /** The one with an id. */
    public Optional<Webhook> get(String id) {
        return webhooks.get(id);
    }

    /**
     * Keeps a new one.
     *
     * @return it, or the one that the same request made before; empty if there are {@value #MOST} already
     */
    synchronized Optional<Webhook> add(Webhook webhook) {
        Optional<Webhook> before = webhooks.all().values().stream()
                .filter(one -> one.made().isPresent() && one.made().equals(webhook.made()))
                .findFirst();
        if (before.isPresent()) {
            return before;
        } else if (webhooks.all().size() >= MOST) {
            return Optional.empty();
        }
        webhooks.put(webhook.id(), webhook);
        return Optional.of(webhook);
    }

    /** Changes one; empty if there is none with this id. */
    synchronized Optional<Webhook> change(String id, UnaryOperator<Webhook> change) {
        Optional<Webhook> changed = webhooks.get(id).map(change);
        changed.ifPresent(webhook -> webhooks.put(id, webhook));
        return changed;
    }

    /** Takes one away; whether there was one. */
    synchronized boolean remove(String id) {
        boolean there = webhooks.get(id).isPresent();
        webhooks.remove(id);
        return there;
    }
}
