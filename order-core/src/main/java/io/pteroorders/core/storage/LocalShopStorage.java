package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ShopStorage} that one process has to itself: whoever asks first holds every part. It opens each list and each
 * queue once, and closes all of them. Thread-safe.
 */
public final class LocalShopStorage implements ShopStorage {

    /** Something that is open and says how it is. */
    public interface Open extends AutoCloseable {

        /** How it is. */
        Health health();

        /** Ends it in order. Doing it again does nothing. */
        @Override
        void close();
    }

    /** Records that are open. */
    public interface RecordList extends Records, Open {}

    /** A queue that is open. */
    public interface Queue extends MessageQueue, Open {

        /** Takes messages out, beginning with the oldest that waits. */
        QueueConsumer consumer();
    }

    /** What a shop's lists and queues are kept on. */
    public interface Medium {

        /**
         * Opens records by a checked name.
         *
         * @param reader takes each value before this method returns
         */
        RecordList records(String name, Consumer<String> reader);

        /** Opens records by a checked name without reading them, if that can be done. */
        default RecordList records(String name) {
            return records(name, value -> {});
        }

        /** Opens a queue by a checked name. */
        Queue queue(String name);
    }

    private final OrderStorage orders;
    private final Supplier<Health> ordersHealth;
    private final Medium medium;
    private final Optional<Backups> backups;
    private final Map<String, Queue> queues = new LinkedHashMap<>();
    private @Nullable SoleLease lease;
    private boolean closed;

    /**
     * A shop.
     *
     * @param orders closed with the shop
     * @param ordersHealth how the orders' store is
     */
    public LocalShopStorage(
            OrderStorage orders, Supplier<Health> ordersHealth, Medium medium, Optional<Backups> backups) {
        this.orders = orders;
        this.ordersHealth = ordersHealth;
        this.medium = medium;
        this.backups = backups;
    }

    @Override
    public OrderStorage orders() {
        return orders;
    }

    @Override
    public synchronized Queue queue(String name) {
        checkOpen();
        return queues.computeIfAbsent(ShopStorage.checkedName(name), medium::queue);
    }

    @Override
    public synchronized Optional<Lease> lease(String holder) {
        checkOpen();
        if (lease != null) {
            return Optional.empty();
        }
        lease = new SoleLease();
        return Optional.of(lease);
    }

    private void checkOpen() {
        if (closed) {
            throw StorageException.rejected("the shop is closed", null);
        }
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Optional<Backups> backups() {
        return backups;
    }

    @Override
    public synchronized Health health() {
        ImmutableList.Builder<Health> healths = ImmutableList.<Health>builder().add(ordersHealth.get());
        queues.values().forEach(queue -> healths.add(queue.health()));
        if (lease != null) {
            lease.lists.values().forEach(list -> healths.add(list.health()));
        }
        ImmutableList<Health> all = healths.build();
        return new Health(
                all.stream().flatMap(each -> each.failure().stream()).findFirst(),
                concat(all, Health::troubles),
                concat(all, Health::notices));
    }

    private static ImmutableList<String> concat(
            ImmutableList<Health> all, Function<Health, ImmutableList<String>> sentences) {
        return all.stream().map(sentences).flatMap(ImmutableList::stream).collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (orders) {
            if (lease != null) {
                lease.close();
            }
            queues.values().forEach(Queue::close);
        }
    }

    private final class SoleLease implements Lease {

        private final Map<String, RecordList> lists = new LinkedHashMap<>();
        private final Map<String, QueueConsumer> consumers = new LinkedHashMap<>();

        @Override
        public ImmutableSet<Part> parts() {
            synchronized (LocalShopStorage.this) {
                return lease == this ? Part.ALL : ImmutableSet.of();
            }
        }

        @Override
        public Records records(String name, Consumer<String> reader) {
            return open(name, () -> medium.records(name, reader));
        }

        @Override
        public Records records(String name) {
            return open(name, () -> medium.records(name));
        }

        private Records open(String name, Supplier<RecordList> opening) {
            synchronized (LocalShopStorage.this) {
                checkHeld();
                if (lists.containsKey(ShopStorage.checkedName(name))) {
                    throw new IllegalStateException("the records " + name + " are open already");
                }
                RecordList list = opening.get();
                lists.put(name, list);
                return list;
            }
        }

        @Override
        public QueueConsumer consumer(String queue) {
            synchronized (LocalShopStorage.this) {
                checkHeld();
                if (consumers.containsKey(queue)) {
                    throw new IllegalStateException("the queue " + queue + " is taken from already");
                }
                QueueConsumer consumer = queue(queue).consumer();
                consumers.put(queue, consumer);
                return consumer;
            }
        }

        private void checkHeld() {
            if (lease != this) {
                throw StorageException.rejected("the lease has ended", null);
            }
        }

        @Override
        public Optional<String> failure() {
            synchronized (LocalShopStorage.this) {
                return lists.values().stream()
                        .flatMap(list -> list.health().failure().stream())
                        .findFirst();
            }
        }

        @Override
        public void close() {
            synchronized (LocalShopStorage.this) {
                if (lease == this) {
                    lease = null;
                    consumers.values().forEach(QueueConsumer::close);
                    lists.values().forEach(RecordList::close);
                }
            }
        }
    }
}
