package io.pteroorders.core.testkit.wrong;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import io.pteroorders.core.storage.Backups;
import io.pteroorders.core.storage.Health;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.LocalShopStorage;
import io.pteroorders.core.storage.LoggedQueue;
import io.pteroorders.core.storage.MessageQueue;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.QueueConsumer;
import io.pteroorders.core.storage.QueuedMessage;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A shop on a disk of memory, with one fault or none. */
final class FaultyShop implements ShopStorage {

    /** What outlives a shop. */
    private static final class Disk {

        private final Map<String, List<JsonValue>> lists = new HashMap<>();
        private final Map<String, List<QueuedMessage>> waiting = new HashMap<>();
        private final Map<String, List<LoggedQueue.Done>> done = new HashMap<>();
    }

    private final ShopFault fault;
    private final Disk disk;
    private final OrderStorage orders = InMemoryOrderStorage.create(Fixtures.JAKARTA);
    private final LocalShopStorage shop;

    private FaultyShop(ShopFault fault, Disk disk) {
        this.fault = fault;
        this.disk = disk;
        this.shop = local();
    }

    static FaultyShop with(ShopFault fault) {
        return new FaultyShop(fault, new Disk());
    }

    FaultyShop again() {
        return new FaultyShop(fault, disk);
    }

    private LocalShopStorage local() {
        return new LocalShopStorage(
                has(ShopFault.LEAVES_ORDERS_OPEN) ? InMemoryOrderStorage.create(Fixtures.JAKARTA) : orders,
                () -> Health.GOOD,
                new Medium(),
                Optional.empty());
    }

    private boolean has(ShopFault which) {
        return fault == which;
    }

    private final class Medium implements LocalShopStorage.Medium {

        @Override
        public LocalShopStorage.RecordList records(String name, Consumer<String> reader) {
            String list = has(ShopFault.MIXES_UP_LISTS) ? "all" : fileOf(name);
            List<JsonValue> values = disk.lists.computeIfAbsent(list, fresh -> new ArrayList<>());
            (has(ShopFault.READS_VALUES_BACKWARDS) ? Lists.reverse(values) : values)
                    .forEach(value -> reader.accept(value.json()));
            return new Values(values);
        }

        @Override
        public LocalShopStorage.Queue queue(String name) {
            QueueLog log = new QueueLog(
                    disk.waiting.computeIfAbsent(name, fresh -> new ArrayList<>()),
                    disk.done.computeIfAbsent(name, fresh -> new ArrayList<>()));
            return new LoggedQueue(log.contents(), log, Clock.systemUTC());
        }
    }

    private String fileOf(String name) {
        return has(ShopFault.IGNORES_DASHES_IN_NAMES) ? name.replace("-", "") : name;
    }

    private JsonValue stored(JsonValue value) {
        String json = has(ShopFault.READS_ESCAPES_IN_VALUES) ? value.json().replace("\\u0000", " ") : value.json();
        return has(ShopFault.CUTS_VALUES_AT_65535_BYTES) ? cut(value.part(), json) : new JsonValue(value.part(), json);
    }

    private static JsonValue cut(Part part, String json) {
        return new JsonValue(part, json.substring(0, Math.min(json.length(), 65_535)));
    }

    private final class Values implements LocalShopStorage.RecordList {

        private final List<JsonValue> values;
        private int submittedLast;
        private boolean closed;

        Values(List<JsonValue> values) {
            this.values = values;
        }

        @Override
        public synchronized void append(List<JsonValue> added) {
            if (closed && !has(ShopFault.TAKES_VALUES_AFTER_THE_LEASE)) {
                throw StorageException.rejected("closed", null);
            }
            added.forEach(value -> values.add(stored(value)));
            submittedLast = 0;
        }

        @Override
        public synchronized CompletionStage<Void> submit(List<JsonValue> added) {
            try {
                append(added);
                submittedLast = added.size();
                return CompletableFuture.completedFuture(null);
            } catch (StorageException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public synchronized void replace(Iterable<JsonValue> replacements) {
            append(ImmutableList.of());
            if (has(ShopFault.DROPS_WHAT_CAME_AFTER_A_REPLACEMENT)) {
                closed = true;
            }
            if (!has(ShopFault.KEEPS_WHAT_WAS_REPLACED)) {
                values.clear();
            }
            replacements.forEach(values::add);
        }

        @Override
        public synchronized void read(Consumer<String> reader) {
            values.forEach(value -> reader.accept(value.json()));
        }

        @Override
        public synchronized void rewrite(Function<String, Optional<String>> change) {
            values.replaceAll(value -> {
                String json = has(ShopFault.KEEPS_WHAT_WAS_REWRITTEN)
                        ? value.json()
                        : change.apply(value.json()).orElse(value.json());
                return new JsonValue(value.part(), json);
            });
            if (!has(ShopFault.DROPS_NOTHING_WHEN_IT_REWRITES)) {
                values.removeIf(value -> change.apply(value.json()).isEmpty());
            }
        }

        @Override
        public Health health() {
            return Health.GOOD;
        }

        @Override
        public synchronized void close() {
            if (has(ShopFault.LOSES_WHAT_WAS_SUBMITTED_LAST)) {
                values.subList(values.size() - submittedLast, values.size()).clear();
            }
            closed = true;
        }
    }

    private final class QueueLog implements LoggedQueue.Log {

        private final List<QueuedMessage> waiting;
        private final List<LoggedQueue.Done> done;
        private boolean closed;

        QueueLog(List<QueuedMessage> waiting, List<LoggedQueue.Done> done) {
            this.waiting = waiting;
            this.done = done;
        }

        synchronized LoggedQueue.Contents contents() {
            return new LoggedQueue.Contents(
                    has(ShopFault.FORGETS_MESSAGES_AT_CLOSING) ? ImmutableList.of() : ImmutableList.copyOf(waiting),
                    has(ShopFault.GIVES_DONE_MESSAGES_AGAIN) ? ImmutableList.of() : ImmutableList.copyOf(done));
        }

        @Override
        public synchronized CompletionStage<Void> arrived(QueuedMessage message) {
            if (closed) {
                return CompletableFuture.failedFuture(StorageException.rejected("closed", null));
            }
            waiting.add(message);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public synchronized void done(LoggedQueue.Done entry) {
            if (has(ShopFault.FORGETS_KEYS_OF_DONE_MESSAGES)) {
                waiting.removeIf(message -> message.key().equals(entry.key()));
            } else {
                done.add(new LoggedQueue.Done(
                        entry.key(), has(ShopFault.FORGETS_WHAT_WAS_KEPT) ? "" : entry.kept(), entry.at()));
            }
        }

        @Override
        public void tidy(int matter, Supplier<LoggedQueue.Contents> contents) {
            // It may grow.
        }

        @Override
        public synchronized void replace(Supplier<LoggedQueue.Contents> contents) {
            LoggedQueue.Contents now = contents.get();
            waiting.clear();
            waiting.addAll(now.waiting());
            done.clear();
            done.addAll(now.done());
        }

        @Override
        public Health health() {
            return Health.GOOD;
        }

        @Override
        public synchronized void close() {
            closed = true;
        }
    }

    @Override
    public OrderStorage orders() {
        return orders;
    }

    private String queueName(String name) {
        return has(ShopFault.TAKES_ANY_NAME) || has(ShopFault.MIXES_UP_QUEUES) ? "any" : name;
    }

    @Override
    public MessageQueue queue(String name) {
        MessageQueue queue = shop.queue(queueName(name));
        return new MessageQueue() {

            @Override
            public CompletionStage<Void> add(String key, JsonValue message) {
                return has(ShopFault.TAKES_ANY_KEY)
                        ? queue.add("k" + Integer.toHexString(key.hashCode()), message)
                        : bounded(key, message);
            }

            /** One that is turned away is said to be there. */
            private CompletionStage<Void> bounded(String key, JsonValue message) {
                CompletionStage<Void> added = queue.add(
                        keyOf(key),
                        has(ShopFault.CUTS_MESSAGES_AT_65535_BYTES) ? cut(message.part(), message.json()) : message);
                return has(ShopFault.TAKES_ANY_NUMBER_OF_MESSAGES) ? added.exceptionally(failure -> null) : added;
            }

            @Override
            public boolean isDrained() {
                return has(ShopFault.IS_DRAINED_TOO_EARLY) || queue.isDrained();
            }
        };
    }

    private String keyOf(String key) {
        String cut = has(ShopFault.CUTS_KEYS_AT_63_CHARACTERS) ? key.substring(0, Math.min(63, key.length())) : key;
        return has(ShopFault.IGNORES_THE_CASE_OF_KEYS) ? Ascii.toLowerCase(cut) : cut;
    }

    @Override
    public Optional<Lease> lease(String holder) {
        Optional<Lease> lease = shop.lease(holder);
        if (lease.isEmpty() && has(ShopFault.GIVES_A_PART_TO_TWO_HOLDERS)) {
            return local().lease(holder);
        }
        return lease.map(Held::new);
    }

    /** A lease with the faults that leases have. */
    private final class Held implements Lease {

        private final Lease lease;

        Held(Lease lease) {
            this.lease = lease;
        }

        @Override
        public ImmutableSet<Part> parts() {
            return has(ShopFault.KEEPS_PARTS_OF_A_LEASE_THAT_ENDED) ? Part.ALL : lease.parts();
        }

        @Override
        public Records records(String name, Consumer<String> reader) {
            if (has(ShopFault.FORGETS_LISTS_AT_CLOSING)) {
                disk.lists.remove(name);
            }
            try {
                return lease.records(has(ShopFault.TAKES_ANY_NAME) && name.isEmpty() ? "any" : name, reader);
            } catch (IllegalStateException e) {
                if (has(ShopFault.OPENS_A_LIST_TWICE)) {
                    return new Medium().records(name, reader);
                }
                throw e;
            }
        }

        @Override
        public Records records(String name) {
            return records(name, value -> {});
        }

        @Override
        public QueueConsumer consumer(String queue) {
            return new Taking(lease.consumer(queueName(queue)));
        }

        @Override
        public Optional<String> failure() {
            return lease.failure();
        }

        @Override
        public void close() {
            lease.close();
        }
    }

    /** A consumer with the faults that consumers have. */
    private final class Taking implements QueueConsumer {

        private final QueueConsumer real;
        private final List<QueuedMessage> taken = new ArrayList<>();

        Taking(QueueConsumer real) {
            this.real = real;
        }

        @Override
        public Optional<QueuedMessage> take() throws InterruptedException {
            Optional<QueuedMessage> next = real.take();
            next.ifPresent(taken::add);
            return next;
        }

        @Override
        public void end() {
            real.end();
        }

        @Override
        public void done(QueuedMessage message, String kept) {
            taken.remove(message);
            real.done(message, kept);
        }

        @Override
        public ImmutableList<String> kept(Duration last) {
            return real.kept(last);
        }

        @Override
        public void forget(Predicate<String> which) {
            if (!has(ShopFault.REMEMBERS_WHAT_WAS_TO_BE_FORGOTTEN)) {
                real.forget(has(ShopFault.FORGETS_MORE_THAN_IT_WAS_TOLD) ? any -> true : which);
            }
        }

        @Override
        public int waiting() {
            return real.waiting() - (has(ShopFault.COUNTS_ONLY_WHAT_IS_NOT_TAKEN) ? taken.size() : 0);
        }

        @Override
        public Optional<Instant> oldest() {
            return has(ShopFault.IS_LATE_ABOUT_THE_OLDEST)
                    ? real.oldest().map(oldest -> oldest.plusSeconds(1))
                    : real.oldest();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Optional<Backups> backups() {
        return Optional.empty();
    }

    @Override
    public Health health() {
        return shop.health();
    }

    @Override
    public void close() {
        shop.close();
    }
}
