package io.pteroorders.bot.api.webhook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.api.webhook.Feed.Delivery;
import io.pteroorders.core.task.Task;
import io.pteroorders.core.task.TaskMemory;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How far each webhook has come. Used under the engine's lock. */
final class Feeds implements TaskMemory<DeliveryKey> {

    private final WebhookStore store;
    private final Map<String, Feed> feeds = new HashMap<>();

    private boolean drained;

    Feeds(WebhookStore store) {
        this.store = store;
    }

    Feed of(String webhook) {
        return feeds.computeIfAbsent(webhook, any -> new Feed());
    }

    /** Whether some webhook took the last of what waited, since this was asked last. */
    boolean takeDrained() {
        boolean any = drained;
        drained = false;
        return any;
    }

    Optional<Delivery> find(Task<DeliveryKey> task) {
        return of(task.key().webhook()).find(task.key()).filter(delivery -> delivery.task() == task);
    }

    /** Webhooks are told apart by the first key: a record is about one. */
    @Override
    public void apply(TaskRecord<DeliveryKey> record, Consumer<Task<DeliveryKey>> due) {
        if (record instanceof TaskProgress<DeliveryKey> progress
                && !progress.keys().isEmpty()) {
            Feed feed = of(progress.keys().get(0).webhook());
            progress.applyTo(key -> feed.find(key).map(Delivery::task), due);
            boolean waited = feed.isWaiting();
            feed.apply(progress);
            drained |= waited && !feed.isWaiting();
        }
    }

    /** What waits is read from the feed of events. */
    @Override
    public Stream<Task<DeliveryKey>> waiting() {
        return Stream.empty();
    }

    @Override
    public boolean isWanted(Task<DeliveryKey> task) {
        return task.isWaiting()
                && find(task).isPresent()
                && of(task.key().webhook()).givenUp().isEmpty()
                && store.get(task.key().webhook()).filter(Webhook::isActive).isPresent();
    }

    /** The webhooks that were given up, and why. */
    ImmutableMap<String, String> givenUp() {
        ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
        feeds.forEach((webhook, feed) -> feed.givenUp().ifPresent(why -> all.put(webhook, why)));
        return all.buildOrThrow();
    }

    /** Forgets those that were taken away. */
    void forgetRemoved() {
        feeds.keySet().removeIf(webhook -> store.get(webhook).isEmpty());
    }

    ImmutableList<TaskRecord<DeliveryKey>> compacted(Instant now) {
        forgetRemoved();
        return feeds.entrySet().stream()
                .flatMap(entry -> entry.getValue().compacted(entry.getKey(), now).stream())
                .collect(ImmutableList.toImmutableList());
    }
}
