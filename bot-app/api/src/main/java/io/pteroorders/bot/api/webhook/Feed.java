package io.pteroorders.bot.api.webhook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.bot.api.event.ShopEvent;
import io.pteroorders.core.task.Task;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskProgress.Again;
import io.pteroorders.core.task.TaskProgress.Dead;
import io.pteroorders.core.task.TaskProgress.Done;
import io.pteroorders.core.task.TaskProgress.Dropped;
import io.pteroorders.core.task.TaskProgress.Tried;
import io.pteroorders.core.task.TaskRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a webhook has come in the feed of events: up to a place all is done, and a few events after it wait. What waits
 * is read from the feed again after a restart; only the place is remembered, and what became of the first event after it.
 * Used under the engine's lock.
 */
final class Feed {

    /**
     * An event that waits.
     *
     * @param event empty for a message that events may have been missed
     */
    record Delivery(Task<DeliveryKey> task, Optional<ShopEvent> event) {}

    private final Map<DeliveryKey, Delivery> waiting = new LinkedHashMap<>();
    private Optional<String> place = Optional.empty();
    private Optional<String> after = Optional.empty();
    private Optional<Tried<DeliveryKey>> tried = Optional.empty();
    private Optional<Dead<DeliveryKey>> dead = Optional.empty();

    /** Up to where all is done; empty if nothing is remembered. */
    Optional<String> place() {
        return place;
    }

    /** The place after all that waited, when that is done; empty if something waits, or nothing did. */
    Optional<String> passed() {
        return waiting.isEmpty() ? after : Optional.empty();
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** What was tried in vain last, if the next try is of it. */
    Optional<Tried<DeliveryKey>> tried() {
        return tried;
    }

    /** Why it was given up; empty if it was not. */
    Optional<String> givenUp() {
        return dead.map(Dead::reason);
    }

    /** What is to be tried anew if somebody asks for it; empty if nothing failed. */
    ImmutableList<DeliveryKey> failed() {
        return Stream.concat(tried.stream().map(Tried::keys), dead.stream().map(Dead::keys))
                .flatMap(ImmutableList::stream)
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }

    Optional<Delivery> find(DeliveryKey key) {
        return Optional.ofNullable(waiting.get(key));
    }

    Stream<Delivery> waiting() {
        return waiting.values().stream();
    }

    /** Something waits behind all that waits already. */
    void add(Delivery delivery) {
        waiting.put(delivery.task().key(), delivery);
        tried.filter(record -> record.keys().contains(delivery.task().key()))
                .ifPresent(record -> apply(record, delivery.task()));
    }

    private static void apply(Tried<DeliveryKey> record, Task<DeliveryKey> task) {
        record.applyTo(key -> Optional.of(task), any -> {});
    }

    /** The place after all that waits. */
    void goOnAfter(String next) {
        after = Optional.of(next);
    }

    /** Forgets what waits; it is read again from the place. */
    void forgetWaiting() {
        waiting.clear();
        after = Optional.empty();
    }

    void apply(TaskProgress<DeliveryKey> record) {
        DeliveryKey key = Iterables.getLast(record.keys());
        if (record instanceof Tried<DeliveryKey> one) {
            tried = Optional.of(one);
        } else if (record instanceof Dead<DeliveryKey> one) {
            dead = Optional.of(one);
        } else if (record instanceof Again<DeliveryKey>) {
            forgetFailures();
        } else if (record instanceof Done<DeliveryKey> || record instanceof Dropped<DeliveryKey>) {
            done(key);
        }
    }

    private void forgetFailures() {
        tried = Optional.empty();
        dead = Optional.empty();
    }

    private void done(DeliveryKey key) {
        waiting.remove(key);
        forgetFailures();
        if (key.isPlace()) {
            place = Optional.of(key.event());
            after = after.filter(next -> !next.equals(key.event()));
        }
    }

    /** The fewest records that add up to the same. */
    ImmutableList<TaskRecord<DeliveryKey>> compacted(String webhook, Instant now) {
        ImmutableList.Builder<TaskRecord<DeliveryKey>> records = ImmutableList.builder();
        place.ifPresent(done -> records.add(
                new Done<>(ImmutableList.of(new DeliveryKey(webhook, true, done)), ImmutableList.of(), now)));
        tried.ifPresent(records::add);
        dead.ifPresent(records::add);
        return records.build();
    }
}
