package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.StoreFailedException;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Uses a store on a {@link SimulatedDisk}, always in the same way, and keeps a record of what it was promised. One
 * operation follows another, so a disk's log is the same each time.
 */
final class Workload {

    /** What is done. */
    enum Step {
        INSERT,
        INSERT_ONCE,
        UPDATE,
        UPDATE_ONCE,
        REMOVE,
        REMOVE_ONCE,
        /** A request of earlier comes again. */
        AGAIN,
        /** Three orders in one batch. */
        BATCH,
        CHECKPOINT,
        /** Closes the store and opens it. */
        CLOSE,
        /** Ends the program at once and opens the store. */
        KILL,
        /** Goes back to what was in the shop some time ago. */
        RESTORE,
        /** Inserts an order while the disk is full. */
        FULL,
        /** Somebody writes another {@code orders.json} while the store is open. */
        EDIT,
        /** Another program makes a backup while the store is open. */
        BACKUP,
        /** Adds the orders of a file in which one record is none. */
        IMPORT,
        /** The clock is put forward or back, by up to ten years. */
        CLOCK
    }

    /** Each step, and those together that depend on each other. */
    static final ImmutableList<Step> TOUR = ImmutableList.of(
            Step.INSERT_ONCE,
            Step.INSERT,
            Step.BATCH,
            Step.UPDATE_ONCE,
            Step.CHECKPOINT,
            Step.REMOVE,
            Step.INSERT,
            Step.CHECKPOINT,
            Step.FULL,
            Step.UPDATE,
            Step.KILL,
            Step.REMOVE_ONCE,
            Step.AGAIN,
            Step.CLOSE,
            Step.UPDATE,
            Step.CHECKPOINT,
            Step.INSERT,
            Step.RESTORE,
            Step.INSERT_ONCE,
            Step.CHECKPOINT,
            Step.AGAIN,
            Step.KILL,
            Step.CHECKPOINT,
            Step.BATCH,
            Step.FULL,
            Step.FULL,
            Step.CLOSE,
            Step.RESTORE,
            Step.KILL,
            Step.INSERT);

    /** An operator's day. */
    static final ImmutableList<Step> OPERATED = ImmutableList.of(
            Step.INSERT_ONCE,
            Step.INSERT,
            Step.CHECKPOINT,
            Step.BACKUP,
            Step.INSERT,
            Step.EDIT,
            Step.UPDATE,
            Step.CHECKPOINT,
            Step.BACKUP,
            Step.EDIT,
            Step.KILL,
            Step.INSERT,
            Step.IMPORT,
            Step.REMOVE,
            Step.EDIT,
            Step.RESTORE,
            Step.BACKUP,
            Step.EDIT,
            Step.CLOSE,
            Step.UPDATE,
            Step.CHECKPOINT,
            Step.KILL,
            Step.EDIT,
            Step.KILL,
            Step.IMPORT,
            Step.BACKUP);

    private static final ManualClock CLOCK = ManualClock.at(NOON);

    static final JsonStorageOptions OPTIONS = new JsonStorageOptions(
            Fixtures.JAKARTA, OrderFlow.ORDER_STATUS_FLOW, CLOCK, BackupPolicy.BESIDE_THE_DATA, 256, false, 0);

    private final UnaryOperator<Disk> wrapping;
    private final FaultyDisk.Plan plan;
    private final Random random;
    private final Promises promises = new Promises();
    private final List<Shop> earlier = new ArrayList<>();
    private final Operator operator = new Operator();
    private SimulatedDisk disk;
    private @Nullable JsonOrderStorage store;
    private Shop shop;
    private boolean unsettled;
    private int orders = 50;
    private int requests;
    private long answered;
    private int failedAt = -1;
    private boolean restoreFailed;

    /**
     * A user of a disk.
     *
     * @param wrapping what is between the store and the disk
     * @param shop what is on the disk
     */
    Workload(SimulatedDisk disk, UnaryOperator<Disk> wrapping, FaultyDisk.Plan plan, Shop shop, long seed) {
        this.disk = disk;
        this.wrapping = wrapping;
        this.plan = plan;
        this.shop = shop;
        this.random = new Random(seed);
        promises.answered(0, List.of(shop));
    }

    /** Steps by chance, the same each time. */
    static ImmutableList<Step> steps(int count, long seed) {
        Random random = new Random(seed);
        Step[] all = Step.values();
        return random.ints(count, 0, all.length).mapToObj(i -> all[i]).collect(ImmutableList.toImmutableList());
    }

    SimulatedDisk disk() {
        return disk;
    }

    Operator operator() {
        return operator;
    }

    Promises promises() {
        return promises;
    }

    /** How many changes were acknowledged. */
    long answered() {
        return answered;
    }

    /** Does all steps and leaves the store open; without faults each must succeed. */
    void run(List<Step> steps) {
        open();
        for (Step step : steps) {
            if (store == null) {
                return;
            }
            int before = disk.operations();
            take(step);
            if (failedAt < 0 && plan.fired()) {
                failedAt = before;
            }
            check(step);
        }
    }

    /** How many operations the disk had done before the step in which a fault came first. */
    int failedAt() {
        return Math.max(failedAt, 0);
    }

    private void take(Step step) {
        switch (step) {
            case INSERT -> insert(Optional.empty());
            case INSERT_ONCE -> insert(newRequest());
            case UPDATE -> update(Optional.empty());
            case UPDATE_ONCE -> update(newRequest());
            case REMOVE -> remove(Optional.empty());
            case REMOVE_ONCE -> remove(newRequest());
            case AGAIN -> again();
            case BATCH -> batch();
            case CHECKPOINT -> checkpoint();
            case CLOSE -> {
                close();
                open();
            }
            case KILL -> {
                kill();
                open();
            }
            case RESTORE -> restore();
            case FULL -> full();
            case EDIT -> edit();
            case BACKUP -> backUp();
            case IMPORT -> importMore();
            case CLOCK -> CLOCK.set(NOON.plus(Duration.ofDays(random.nextInt(7300) - 3650)));
        }
    }

    private JsonOrderStorage store() {
        return Objects.requireNonNull(store);
    }

    /** What a program sees that is started now. */
    private Disk seen() {
        return wrapping.apply(new FaultyDisk(disk, plan));
    }

    private void open() {
        boolean edited = operator.isEdited(disk);
        try {
            store = operator.open(disk, seen());
        } catch (IOException | UncheckedIOException e) {
            requireFault("opening failed", e);
            store = null;
            return;
        } catch (RuntimeException e) {
            throw new BrokenPromise("opening was refused: " + e.getMessage(), e);
        }
        settle(found(store(), promises.now(), "after opening"));
        if (edited && operator.isEdited(disk)) {
            decideOnTheEdit();
        }
    }

    /** Now the edit is taken as it is, now it is set aside. */
    private void decideOnTheEdit() {
        Optional<ImmutableList<Order>> edit = operator.edited(disk);
        if (edit.isPresent() && random.nextBoolean()) {
            operator.adopting(disk);
            replaceBy(Maps.uniqueIndex(edit.get(), Order::id));
        } else {
            checkpoint();
        }
    }

    /** Which of these shops a store holds. */
    static Shop found(JsonOrderStorage store, Iterable<Shop> permitted, String when) {
        List<String> differences = new ArrayList<>();
        for (Shop one : permitted) {
            Optional<String> difference = one.differsFrom(store);
            if (difference.isEmpty()) {
                return one;
            }
            differences.add(difference.get());
        }
        throw new BrokenPromise(when + ", " + String.join(", and ", differences), null);
    }

    private void settle(Shop now) {
        unsettled = false;
        shop = now;
        earlier.add(now);
        promises.answered(disk.operations(), List.of(now));
    }

    private void requireFault(String what, Throwable failure) {
        if (!plan.fired()) {
            throw new BrokenPromise(what + " for no reason: " + failure, failure);
        }
    }

    /** Readers see what was promised, and a store that may not go on says so. */
    private void check(Step step) {
        if (store == null) {
            return;
        }
        if (!unsettled) {
            shop.differsFrom(store()).ifPresent(difference -> {
                throw new BrokenPromise("after " + step + ", " + difference, null);
            });
        }
        requireWorking();
        if (plan.untrustworthy() && store().failure().isEmpty()) {
            throw new BrokenPromise("after a failed force, cut or sync in " + step + " the store goes on", null);
        }
        if (plan.forcedAgain()) {
            throw new BrokenPromise("in " + step + " a file was forced again after a force of it had failed", null);
        }
    }

    /** A full disk makes no store fail, unless a restore had begun. */
    private void requireWorking() {
        if (plan.isOnlyFull()
                && !restoreFailed
                && store != null
                && store().failure().isPresent()) {
            throw new BrokenPromise(
                    "a full disk made the store fail: " + store().failure().get(), null);
        }
    }

    private interface Change {
        Object run() throws IOException;
    }

    /** Asks for changes that take effect one after the other, all or none of them. */
    private void change(List<Shop> nexts, Change change) {
        List<Shop> possible = new ArrayList<>(promises.now());
        possible.addAll(nexts);
        promises.asked(disk.operations(), possible);
        boolean failedBefore = store().failure().isPresent();
        try {
            Object answer = change.run();
            if (answer instanceof WriteResult result && result.kind() != WriteResult.Kind.DONE) {
                throw new BrokenPromise("a change was answered by " + result.kind(), null);
            }
            answered += nexts.size();
            settle(Iterables.getLast(nexts));
        } catch (StorageException e) {
            requireFault("a change was " + e.outcome(), e);
            if (e.outcome() == StorageException.Outcome.REJECTED || failedBefore) {
                promises.answered(disk.operations(), possible.subList(0, possible.size() - nexts.size()));
            } else {
                unknown(possible);
            }
        } catch (StoreFailedException e) {
            requireFault("a change failed", e);
            unknown(possible);
        } catch (IOException e) {
            requireFault("a change failed", e);
            promises.answered(disk.operations(), possible.subList(0, possible.size() - nexts.size()));
        }
    }

    private void unknown(List<Shop> possible) {
        unsettled = true;
        promises.answered(disk.operations(), possible);
    }

    private Optional<RequestId> newRequest() {
        return Optional.of(RequestId.of("work", Integer.toString(++requests)));
    }

    private Order newOrder() {
        int number = ++orders;
        return anOrder(number)
                .by(number % 2 == 0 ? Fixtures.budi() : Fixtures.siti())
                .pending();
    }

    private void insert(Optional<RequestId> request) {
        Order order = newOrder();
        change(List.of(shop.with(order, request)), () -> store().insert(order, InsertGuard.NONE, request));
    }

    private Optional<Order> anyOrder() {
        return shop.orders().isEmpty()
                ? Optional.empty()
                : Optional.of(Iterables.get(
                        shop.orders().values(), random.nextInt(shop.orders().size())));
    }

    private void update(Optional<RequestId> request) {
        anyOrder().ifPresent(order -> {
            Order after = order.status() == OrderStatus.PENDING
                    ? Fixtures.moved(order, OrderStatus.CONFIRMED)
                    : order.withServerId(order.updatedAt(), "srv-" + random.nextInt(1000));
            change(List.of(shop.with(after, request)), () -> store().update(
                            order.id(), now -> Outcome.done(after), request));
        });
    }

    private void remove(Optional<RequestId> request) {
        anyOrder()
                .ifPresent(order -> change(List.of(shop.without(order.id(), request)), () -> store().remove(
                                order.id(), now -> Optional.empty(), request)));
    }

    private void again() {
        for (Map.Entry<RequestId, OrderId> request : shop.done().entrySet()) {
            int operations = disk.operations();
            try {
                WriteResult answer = store().insert(newOrder(), InsertGuard.NONE, Optional.of(request.getKey()));
                if (answer.kind() != WriteResult.Kind.REPLAYED || disk.operations() != operations) {
                    throw new BrokenPromise("a request that came again was " + answer.kind(), null);
                }
            } catch (StorageException e) {
                requireFault("a request that came again was " + e.outcome(), e);
            }
        }
    }

    /** The guard runs with the store's lock, so what it submits waits together with its own order. */
    private void batch() {
        List<Order> some = List.of(newOrder(), newOrder(), newOrder());
        List<Shop> nexts = new ArrayList<>();
        Shop next = shop;
        for (Order order : some) {
            next = next.with(order, Optional.empty());
            nexts.add(next);
        }
        change(nexts, () -> {
            List<CompletableFuture<WriteResult>> first = new ArrayList<>();
            InsertGuard guard = pending -> {
                for (Order order : some.subList(0, 2)) {
                    first.add(store().submitInsert(order, InsertGuard.NONE, Optional.empty())
                            .toCompletableFuture());
                }
                return Optional.empty();
            };
            WriteResult last = store().insert(some.get(2), guard, Optional.empty());
            try {
                first.forEach(CompletableFuture::join);
            } catch (CompletionException e) {
                throw new BrokenPromise("a batch was answered in different ways", e);
            }
            return last;
        });
    }

    private void checkpoint() {
        try {
            store().checkpoint();
        } catch (IOException | StorageException e) {
            requireFault("a checkpoint failed", e);
        }
    }

    private void restore() {
        replaceBy(earlier.get(random.nextInt(earlier.size())).orders());
    }

    private void replaceBy(ImmutableMap<OrderId, Order> content) {
        change(List.of(shop.restored(content)), () -> {
            store().restore(memory(content.values()));
            return true;
        });
        restoreFailed |= store().failure().isPresent();
    }

    /** A fault may have left only one version of the file; whoever writes over that one has lost it. */
    private void edit() {
        if (!plan.fired()) {
            operator.edit(disk, shop);
        }
    }

    /** A fault in another program says nothing about the store. */
    private void backUp() {
        boolean untrustworthy = plan.untrustworthy();
        try {
            operator.backUp(disk, seen(), promises.now());
        } catch (IOException e) {
            requireFault("a backup failed", e);
        }
        plan.trust(!untrustworthy);
    }

    private void importMore() {
        Order order = newOrder();
        ImmutableMap<OrderId, Order> content = ImmutableMap.<OrderId, Order>builder()
                .putAll(shop.orders())
                .put(order.id(), order)
                .buildOrThrow();
        long before = answered;
        change(List.of(shop.restored(content)), () -> {
            Disk elsewhere = operator.fileToImport(disk, List.of(order));
            store().restore(toImport(elsewhere));
            return true;
        });
        restoreFailed |= store().failure().isPresent();
        if (answered > before) {
            operator.imported(disk);
        }
    }

    /** A disk that does not confirm what the import sets aside makes the import fail, not the store, which wrote nothing. */
    private OrderMemory toImport(Disk elsewhere) throws IOException {
        boolean untrustworthy = plan.untrustworthy();
        try {
            return operator.toImport(elsewhere, seen(), store().orders());
        } finally {
            plan.trust(!untrustworthy);
        }
    }

    private static OrderMemory memory(Iterable<Order> orders) {
        OrderMemory memory = new OrderMemory(OPTIONS.flow(), OPTIONS.zone());
        long number = 0;
        for (Order order : orders) {
            memory.load(new StoredOrder(order, Optional.empty()), ++number);
        }
        return memory;
    }

    private void full() {
        if (plan.fired() && store().failure().isPresent()) {
            return;
        }
        Order order = newOrder();
        List<Shop> before = promises.now();
        List<Shop> possible = new ArrayList<>(before);
        possible.add(shop.with(order, Optional.empty()));
        promises.asked(disk.operations(), possible);
        plan.fillOnce();
        try {
            store().insert(order, InsertGuard.NONE, Optional.empty());
            throw new BrokenPromise("a change was acknowledged that a full disk had no space for", null);
        } catch (StorageException e) {
            if (e.outcome() != StorageException.Outcome.REJECTED || !e.isRetryable()) {
                throw new BrokenPromise("on a full disk a change was " + e, e);
            }
        }
        plan.forget();
        promises.answered(disk.operations(), before);
    }

    void close() {
        if (store != null) {
            try {
                store.close();
            } catch (StorageException e) {
                requireFault("closing failed", e);
            }
            store = null;
        }
    }

    /** What the store holds. */
    Shop shop() {
        return shop;
    }

    private void kill() {
        disk = disk.afterKill();
        if (store != null) {
            try {
                store.close();
            } catch (StorageException killed) {
                store = null;
            }
            store = null;
        }
    }

    /**
     * The faults are over: without being opened again, the store takes changes, unless it failed.
     *
     * @return how many operations the disk had done when the first change was acknowledged
     */
    int mend() {
        plan.mend();
        if (store == null || store().failure().isPresent()) {
            kill();
            open();
        }
        plan.forget();
        insert(Optional.empty());
        int acknowledged = disk.operations();
        checkpoint();
        check(Step.INSERT);
        return acknowledged;
    }

    /** Closes and opens the store, which holds what it held. */
    void closeAndOpen() {
        close();
        open();
    }
}
