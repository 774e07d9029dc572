package io.pteroorders.storage.json;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.storage.json.OrderRecords.Removed;
import io.pteroorders.storage.json.log.Committer;
import io.pteroorders.storage.json.log.DirectoryLock;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.Journal.Entry;
import io.pteroorders.storage.json.log.JournalLine;
import io.pteroorders.storage.json.log.RealDisk;
import io.pteroorders.storage.json.log.SnapshotMark;
import io.pteroorders.storage.json.log.Ticket;
import io.pteroorders.storage.json.log.Waiting;
import io.pteroorders.storage.json.table.Feed;
import io.pteroorders.storage.json.table.FrozenOrders;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.json.table.OrderTable;
import io.pteroorders.storage.json.table.Pending;
import io.pteroorders.storage.json.table.Pending.Change;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Keeps orders in a directory that it owns while it is open: in memory behind indexes, each change as a record in a
 * journal, and all of them in {@code orders.json}, a plain JSON array in order of creation that follows the journal.
 * Fields that the program does not know are kept.
 *
 * <p>Durability: a change is answered, and seen by readers, once its record is forced to the disk; changes of several
 * threads share a force. A {@link StorageException} says whether the change did not take place, now and after any crash
 * ({@code REJECTED}), or whether that is unknown ({@code UNKNOWN}); asking again with the same request id settles it,
 * also after a restart. A full disk rejects changes until it has space. After a force that failed, every further change
 * is refused until the store is opened anew; see {@link #failure}.
 *
 * <p>Thread-safe; readers never wait for the disk. Stages that {@link #submitInsert} and {@link #submitUpdate} return are
 * completed by the thread that commits: a callback may read and submit, but whatever waits ({@link #insert},
 * {@link #update}, {@link #remove}, {@link #checkpoint}, {@link #close}) would wait for itself there, and throws an
 * {@link IllegalStateException} instead. So it does inside a function that decides a change.
 *
 * <pre>{@code
 * try (OrderStorage orders = JsonOrderStorage.open(Path.of("data"), JsonStorageOptions.defaults(clock))) {
 *     ...
 * }
 * }</pre>
 */
public final class JsonOrderStorage implements OrderStorage {

    private final AutoCloseable lock;
    private final OrderFlow flow;
    private final OrderMemory memory;
    private final Pending pending;
    private final Committer committer;
    private final Checkpoints checkpoints;
    private final Checkpointing checkpointing;
    private final Traces traces;
    private final String store;
    private final List<String> notices;
    private volatile boolean closed;

    private JsonOrderStorage(Disk disk, JsonStorageOptions options, AutoCloseable lock, Opening.Base base)
            throws IOException {
        Opening.Opened opened = new Opening(disk, options).open(base);
        this.lock = lock;
        this.flow = options.flow();
        this.memory = opened.memory();
        this.pending = new Pending(memory);
        this.notices = new CopyOnWriteArrayList<>(opened.notices());
        this.store = opened.store();
        this.committer = new Committer(opened.journal(), new Effects());
        this.checkpoints =
                new Checkpoints(disk, options, opened.store(), memory, committer, opened.base(), notices::add);
        this.checkpointing = new Checkpointing(checkpoints, committer, options.automatic(), notices::add);
        this.traces = new Traces(disk);
        boolean behind = memory.lastChange()
                > opened.base().map(SnapshotMark::lastChange).orElse(0L);
        if (behind || checkpoints.lackSidecar()) {
            checkpointing.changed();
        }
        committer.start();
        checkpointing.start();
    }

    /**
     * Opens the store in a directory, which is made if it is not there. An {@code orders.json} that was written
     * elsewhere is taken over; its records that are no orders are set aside in {@code quarantine/}; see
     * {@link #notices()}.
     *
     * @throws DataRefusedException if the directory cannot be used, belongs to another process, is damaged, or its
     *     {@code orders.json} is not the one that was written here; nothing was changed then
     * @throws StorageException if it cannot be opened at present, for example for want of space; it may be later
     */
    public static JsonOrderStorage open(Path directory, JsonStorageOptions options) {
        try {
            RealDisk disk = RealDisk.in(directory);
            DirectoryLock lock = DirectoryLock.acquire(directory, options.clock());
            return open(disk, options, lock);
        } catch (IOException | UncheckedIOException e) {
            throw Unopened.because("the data directory " + directory, e);
        }
    }

    /** Opens the store on a disk whose lock, if it has one, is held already. */
    static JsonOrderStorage open(Disk disk, JsonStorageOptions options, AutoCloseable lock) throws IOException {
        try {
            return new JsonOrderStorage(disk, options, lock, Opening.Base.SNAPSHOT);
        } catch (IOException | RuntimeException | Error e) {
            DirectoryLock.release(lock);
            throw e;
        }
    }

    /** Opens the store for maintenance, which holds the lock. */
    static JsonOrderStorage open(Disk disk, JsonStorageOptions options, Opening.Base base) throws IOException {
        return new JsonOrderStorage(disk, options, () -> {}, base);
    }

    /** The orders as they are now. */
    FrozenOrders orders() {
        return reading(OrderTable::freeze);
    }

    /** Takes other orders for the present ones; only while nobody else uses the store. */
    void restore(OrderMemory content) throws IOException {
        checkpoints.restore(content);
    }

    /** What the operator should know, in words: what opening the store set aside, and what happened since. */
    public ImmutableList<String> notices() {
        return ImmutableList.copyOf(notices);
    }

    /**
     * Why the store takes no more changes, or should be given none because its directory is no longer its own; empty
     * while it works.
     */
    public Optional<String> failure() {
        return committer.failure().map(IoReason::of).or(this::loss);
    }

    private Optional<String> loss() {
        return lock instanceof DirectoryLock held && !closed ? held.loss() : Optional.empty();
    }

    /**
     * Brings {@code orders.json} up to date. That happens by itself too: within a second for a small quiet shop,
     * otherwise as the journal grows, and at closing.
     *
     * @throws IOException if it has to wait, for example for space; nothing is lost
     * @throws StorageException if the store failed or is closed
     * @throws IllegalStateException in a callback, or in a function that decides a change: it would wait for itself
     */
    public void checkpoint() throws IOException {
        checkOpen();
        committer.requireMayWait();
        checkpointing.runNow();
    }

    @Override
    public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        committer.requireMayWait();
        return Waiting.forAnswer(submitInsert(order, guard, request).toCompletableFuture());
    }

    /**
     * Like {@link #insert} without waiting: many orders share a force.
     *
     * @return completes when the order is durable, exceptionally with a {@link StorageException}; by the thread that
     *     commits, so a callback must not wait for the store
     */
    public CompletionStage<WriteResult> submitInsert(Order order, InsertGuard guard, Optional<RequestId> request) {
        StoredOrder stored = StoredOrder.of(order);
        Entry entry = entry(stored, request);
        return deciding(request, () -> {
            if (pending.everHad(order.id())) {
                return answer(WriteResult.idTaken(order.id()));
            }
            return check(guard, order.customer().id())
                    .map(no -> answer(WriteResult.refused(order.id(), Optional.empty(), no)))
                    .orElseGet(() -> put(Optional.empty(), stored, request, entry));
        });
    }

    private Optional<Refusal> check(InsertGuard guard, PersonId customer) {
        return guard == InsertGuard.NONE ? Optional.empty() : guard.check(pending.pendingOf(customer));
    }

    @Override
    public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        committer.requireMayWait();
        return Waiting.forAnswer(submitUpdate(id, change, request).toCompletableFuture());
    }

    /** Like {@link #update} without waiting; see {@link #submitInsert}. */
    public CompletionStage<WriteResult> submitUpdate(
            OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        return deciding(request, () -> {
            Optional<StoredOrder> now = pending.get(id);
            if (now.isEmpty()) {
                return answer(WriteResult.notFound(id));
            }
            Order before = now.get().order();
            return change.apply(before)
                    .fold(
                            after -> put(before, now.get().with(continuing(before, after)), request),
                            refusal -> answer(WriteResult.refused(id, Optional.of(before), refusal)));
        });
    }

    private static Order continuing(Order before, Order after) {
        Preconditions.checkArgument(after.continues(before), "the change of %s does not continue it", before.id());
        return after;
    }

    @Override
    public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
        committer.requireMayWait();
        return Waiting.forAnswer(deciding(request, () -> {
            Optional<Order> now = pending.get(id).map(StoredOrder::order);
            if (now.isEmpty()) {
                return answer(WriteResult.notFound(id));
            }
            return guard.apply(now.get())
                    .map(refusal -> answer(WriteResult.refused(id, now, refusal)))
                    .orElseGet(() -> gone(now.get(), request));
        }));
    }

    @Override
    public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
        committer.requireMayWait();
        Outcome<Integer> outcome = Waiting.forAnswer(committer.deciding(() -> {
            checkOpen();
            ImmutableList<StoredOrder> orders = OrderRecords.concerned(erasure, pending.of(erasure.person()));
            ImmutableList<Order> decided =
                    orders.stream().map(StoredOrder::order).collect(ImmutableList.toImmutableList());
            return guard.apply(decided)
                    .map(refusal -> CompletableFuture.completedFuture(Outcome.<Integer>refused(refusal)))
                    .orElseGet(() -> erased(erasure, orders));
        }));
        if (outcome.refusal().isEmpty()) {
            removeTraces(erasure.person());
        }
        return outcome;
    }

    /** One record says it, so a crash leaves all of the orders with the person or none. */
    private CompletableFuture<Outcome<Integer>> erased(Erasure erasure, ImmutableList<StoredOrder> orders) {
        if (orders.isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.done(0));
        }
        ImmutableList<Entry> entries = OrderRecords.erased(erasure, orders.size());
        UnaryOperator<StoredOrder> change = OrderRecords.change(erasure);
        ImmutableList<Change> changes = orders.stream()
                .map(stored -> new Change(stored.order(), Optional.of(change.apply(stored)), Optional.empty()))
                .collect(ImmutableList.toImmutableList());
        Ticket last = Ticket.write(
                Iterables.getLast(entries),
                new OrderEffect(changes, sequence -> memory.erased(orders, change, sequence)));
        entries.subList(0, entries.size() - 1).forEach(number -> committer.submit(Ticket.write(number)));
        committer.submit(last);
        if (!last.done().isDone()) {
            changes.forEach(pending::add);
        }
        return last.done().thenApply(sequence -> Outcome.done(orders.size()));
    }

    /** After the second checkpoint the snapshot before the newest, and all journals, are from after the erasure. */
    private void removeTraces(PersonId person) {
        try {
            checkpoints.dropSidecar();
            checkpointing.runNow();
            checkpointing.runNow();
            traces.remove(person);
        } catch (IOException e) {
            throw StorageException.retryable(
                    "the orders have lost the person, files of before have not yet: " + IoReason.of(e), e);
        }
    }

    private CompletableFuture<WriteResult> deciding(
            Optional<RequestId> request, Supplier<CompletableFuture<WriteResult>> decision) {
        return committer.deciding(() -> {
            checkOpen();
            return request.flatMap(pending::find)
                    .map(id -> answer(WriteResult.replayed(id, pending.get(id).map(StoredOrder::order))))
                    .orElseGet(decision);
        });
    }

    /** An answer that changes nothing may rest on a change that waits; then it waits too. */
    private CompletableFuture<WriteResult> answer(WriteResult result) {
        if (pending.isEmpty()) {
            return CompletableFuture.completedFuture(result);
        }
        return submit(Ticket.await(), result);
    }

    /** @throws IllegalArgumentException if the order could not be read again */
    private Entry entry(StoredOrder stored, Optional<RequestId> request) {
        Preconditions.checkArgument(
                stored.order().follows(flow),
                "the history of %s breaks the flow that the store was opened with",
                stored.order().id());
        Entry entry = new Entry(OrderRecords.PUT, OrderRecords.put(request, OrderJson.encode(stored)));
        if (entry.json().length > JournalLine.MAX_JSON) {
            throw StorageException.rejected(
                    "the order " + stored.order().id() + " is larger than a record can be", null);
        }
        return entry;
    }

    private CompletableFuture<WriteResult> put(Order before, StoredOrder after, Optional<RequestId> request) {
        return put(Optional.of(before), after, request, entry(after, request));
    }

    private CompletableFuture<WriteResult> put(
            Optional<Order> before, StoredOrder after, Optional<RequestId> request, Entry entry) {
        Order order = after.order();
        Optional<Claim> taken = pending.taken(before, order);
        if (taken.isPresent()) {
            return answer(WriteResult.refused(order.id(), before, new Refusal.Claimed(taken.get())));
        }
        Change change = new Change(before.orElse(order), Optional.of(after), request);
        return submit(
                change,
                entry,
                sequence -> memory.put(before, after, request, sequence),
                WriteResult.done(order.id(), before, Optional.of(order)));
    }

    private CompletableFuture<WriteResult> gone(Order before, Optional<RequestId> request) {
        Removed removed = new Removed(request, before.id(), before.createdAt(), before.updatedAt());
        Entry entry = new Entry(OrderRecords.REMOVED, OrderRecords.removed(removed));
        Change change = new Change(before, Optional.empty(), request);
        return submit(
                change,
                entry,
                sequence -> memory.remove(Optional.of(before), before.id(), request, removed.at(), sequence),
                WriteResult.done(before.id(), Optional.of(before), Optional.empty()));
    }

    private CompletableFuture<WriteResult> submit(Change change, Entry entry, LongConsumer effect, WriteResult result) {
        CompletableFuture<WriteResult> answer =
                submit(Ticket.write(entry, new OrderEffect(ImmutableList.of(change), effect)), result);
        if (!answer.isDone()) {
            pending.add(change);
        }
        return answer;
    }

    private CompletableFuture<WriteResult> submit(Ticket ticket, WriteResult result) {
        committer.submit(ticket);
        return ticket.done().thenApply(sequence -> result);
    }

    /** Changes that wait, and what they do to the memory under the number of their record. */
    private final class OrderEffect implements Ticket.Effect {

        private final ImmutableList<Change> changes;
        private final LongConsumer memoryChange;

        OrderEffect(ImmutableList<Change> changes, LongConsumer memoryChange) {
            this.changes = changes;
            this.memoryChange = memoryChange;
        }

        @Override
        public void durable(long sequence) {
            memoryChange.accept(sequence);
            checkpointing.changed();
        }

        @Override
        public void settled() {
            changes.forEach(pending::settled);
        }
    }

    /** What the committer's progress does to the memory. */
    private final class Effects implements Committer.Listener {

        @Override
        public void durable(List<Ticket> batch, long firstSequence) {
            memory.changing(() -> {
                long sequence = firstSequence;
                for (Ticket ticket : batch) {
                    ticket.effect().durable(sequence);
                    sequence += ticket.entry().isPresent() ? 1 : 0;
                }
            });
        }

        @Override
        public void settled(List<Ticket> batch) {
            batch.forEach(ticket -> ticket.effect().settled());
        }

        @Override
        public void dropped() {
            pending.clear();
        }
    }

    @Override
    public Optional<Order> get(OrderId id) {
        return reading(table -> table.get(id));
    }

    @Override
    public Optional<Order> holder(String space, String key) {
        checkOpen();
        return memory.holder(space, key);
    }

    @Override
    public Page query(OrderQuery query) {
        return reading(table -> table.query(query));
    }

    @Override
    public long count(OrderQuery query) {
        return reading(table -> table.count(query));
    }

    @Override
    public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
        checkOpen();
        return memory.statistics(unit, asOf);
    }

    @Override
    public ChangePage changes(ChangePage.Token after, int limit) {
        Preconditions.checkArgument(
                limit >= 1 && limit <= OrderQuery.MAX_LIMIT, "a page has 1 to %s changes", OrderQuery.MAX_LIMIT);
        return reading(table -> new Feed(store, memory.lastRestore(), memory.numbering()).page(table, after, limit));
    }

    private <T> T reading(Function<OrderTable, T> read) {
        checkOpen();
        return memory.reading(read);
    }

    private void checkOpen() {
        if (closed) {
            throw StorageException.rejected("the store is closed", null);
        }
    }

    /**
     * {@inheritDoc} A checkpoint is made; if that fails, the journal has all.
     *
     * @throws StorageException if the store could not be ended in order; the next opening recovers all that was done
     * @throws IllegalStateException in a callback, or in a function that decides a change: it would wait for itself
     */
    @Override
    public void close() {
        committer.requireMayWait();
        endInOrder();
    }

    private synchronized void endInOrder() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            checkpointing.close();
            committer.close(journal -> {
                journal.closeInOrder();
                return true;
            });
        } catch (Exception e) {
            throw StorageException.rejected("the store was not ended in order: " + e.getMessage(), e);
        }
    }
}
