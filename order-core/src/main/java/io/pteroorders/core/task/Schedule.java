package io.pteroorders.core.task;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.ChangePage.Token;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The work that orders call for, and what has become of it. Not thread-safe. */
final class Schedule<K extends TaskKey> implements TaskMemory<K> {

    private record Entry<K extends TaskKey>(Task<K> task, Instant from) {}

    private final Map<OrderId, Map<K, Entry<K>>> orders = new LinkedHashMap<>();
    private final Map<K, Entry<K>> entries = new LinkedHashMap<>();
    private final Queue<Entry<K>> later = new PriorityQueue<>(Comparator.comparing((Entry<K> entry) -> entry.from()));
    private final Set<String> paused = new HashSet<>();
    private Token place = Token.START;
    private long numbers;

    Token place() {
        return place;
    }

    @Override
    public void apply(TaskRecord<K> record, Consumer<Task<K>> due) {
        if (record instanceof TaskProgress<K> progress) {
            progress.applyTo(this::find, due);
        } else if (record instanceof ScheduleRecord.Called<K> called) {
            called.due().forEach(each -> call(called.order(), each));
        } else if (record instanceof ScheduleRecord.Paused<K> pause) {
            pause(pause.kind(), pause.paused());
        } else if (record instanceof ScheduleRecord.Followed<K> followed) {
            place = followed.place();
        }
    }

    private void call(OrderId order, TaskSource.Due<K> due) {
        Entry<K> entry = new Entry<>(new Task<>(due.key(), ++numbers, due.from()), due.from());
        orders.computeIfAbsent(order, any -> new LinkedHashMap<>()).put(due.key(), entry);
        entries.put(due.key(), entry);
        later.add(entry);
    }

    private void pause(String kind, boolean now) {
        if (now) {
            paused.add(kind);
        } else {
            paused.remove(kind);
            entries.values().stream()
                    .filter(entry -> entry.task().key().kind().equals(kind))
                    .forEach(later::add);
        }
    }

    boolean isPaused(String kind) {
        return paused.contains(kind);
    }

    Optional<Task<K>> find(K key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::task);
    }

    /** Nothing waits for its turn before time says that it is due. */
    @Override
    public Stream<Task<K>> waiting() {
        return Stream.empty();
    }

    @Override
    public boolean isWanted(Task<K> task) {
        return task.isWaiting() && !isPaused(task.key().kind());
    }

    /** What has become due by now. */
    void takeDue(Instant now, Consumer<Task<K>> due) {
        while (!later.isEmpty() && !later.element().from().isAfter(now)) {
            Entry<K> entry = later.remove();
            if (entry.equals(entries.get(entry.task().key())) && isWanted(entry.task())) {
                due.accept(entry.task());
            }
        }
    }

    Optional<Instant> nextDue() {
        return Optional.ofNullable(later.peek()).map(Entry::from);
    }

    Stream<Task<K>> all() {
        return entries.values().stream().map(Entry::task);
    }

    /** The work that an order called for at some time. */
    ImmutableSet<K> of(OrderId order) {
        return ImmutableSet.copyOf(orders.getOrDefault(order, Map.of()).keySet());
    }

    /**
     * Forgets what is settled and not called for any more.
     *
     * @param called whether an order calls for a key
     */
    void forget(BiPredicate<OrderId, K> called) {
        orders.forEach((order, keys) -> keys.entrySet().removeIf(each -> {
            Task<K> task = each.getValue().task();
            boolean needless = !task.isWaiting() && !task.isDead() && !called.test(order, each.getKey());
            return needless && entries.remove(each.getKey()) != null;
        }));
        orders.values().removeIf(Map::isEmpty);
    }

    ImmutableList<TaskRecord<K>> compacted() {
        ImmutableList.Builder<TaskRecord<K>> records = ImmutableList.builder();
        orders.forEach((order, keys) -> records.add(new ScheduleRecord.Called<>(
                order,
                keys.values().stream()
                        .map(entry -> new TaskSource.Due<>(entry.task().key(), entry.from()))
                        .collect(ImmutableList.toImmutableList()))));
        all().forEach(task -> records.addAll(TaskProgress.of(task)));
        paused.forEach(kind -> records.add(new ScheduleRecord.Paused<>(kind, true)));
        return records.add(new ScheduleRecord.Followed<>(place)).build();
    }
}
