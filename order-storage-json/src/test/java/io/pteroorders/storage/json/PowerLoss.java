package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;

import com.google.common.collect.MapDifference;
import com.google.common.collect.Maps;
import com.google.common.util.concurrent.Uninterruptibles;
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
import io.pteroorders.storage.json.log.RealDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Takes the power away from a {@link LossyVolume} while several threads use a store on it and checkpoints are made, or
 * while the store is opened, again and again, and looks each time whether all that was answered is there.
 */
final class PowerLoss {

    private static final int THREADS = 4;
    private static final int MOST_ANSWERS = 80;
    private static final JsonStorageOptions OPTIONS = new JsonStorageOptions(
            Fixtures.JAKARTA,
            OrderFlow.ORDER_STATUS_FLOW,
            ManualClock.at(NOON),
            BackupPolicy.BESIDE_THE_DATA,
            1 << 14,
            true,
            0);

    private final LossyVolume volume;
    private final UnaryOperator<Disk> wrapping;
    private final Random random;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    /** What is there for certain. */
    private final Map<OrderId, Order> answered = new ConcurrentHashMap<>();
    /** What each order may be too, as its last change was not answered; empty: not there. */
    private final Map<OrderId, Optional<Order>> unknown = new ConcurrentHashMap<>();
    /** The requests that were answered since the power was lost last. */
    private final Map<RequestId, OrderId> requests = new ConcurrentHashMap<>();

    private volatile PowerSwitch power;
    private int losses;
    private int whileOpening;

    /** @param wrapping what is between the store and the disk, for planted bugs */
    PowerLoss(LossyVolume volume, UnaryOperator<Disk> wrapping, long seed) {
        this.volume = volume;
        this.wrapping = wrapping;
        this.random = new Random(seed);
        this.power = newPower();
    }

    int losses() {
        return losses;
    }

    int whileOpening() {
        return whileOpening;
    }

    /** How many changes were answered. */
    int answers() {
        return answers.get();
    }

    /** @throws BrokenPromise if something is not there that was answered, or the store is not opened */
    void run(int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            if (round % 4 == 3) {
                loseWhileOpening();
            } else {
                loseWhileWorking();
            }
            volume.mountAgain();
            power = newPower();
        }
        try (JsonOrderStorage store = open()) {
            requireAllAnswered(store);
        }
    }

    private void loseWhileWorking() throws IOException {
        JsonOrderStorage store = open();
        try {
            requireAllAnswered(store);
            CountDownLatch enough = new CountDownLatch(random.nextInt(MOST_ANSWERS));
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                threads.add(new Thread(() -> work(store, enough)));
            }
            threads.add(new Thread(() -> checkpoint(store)));
            threads.forEach(Thread::start);
            Uninterruptibles.awaitUninterruptibly(enough);
            store.failure().ifPresent(why -> {
                throw broken("the store fails: " + why);
            });
            losePower();
            threads.forEach(Uninterruptibles::joinUninterruptibly);
        } finally {
            end(store);
        }
    }

    private void loseWhileOpening() throws IOException {
        Thread opening = new Thread(() -> {
            try {
                end(open());
            } catch (IOException | BrokenPromise powerWasLost) {
                return;
            }
        });
        opening.start();
        losePower();
        Uninterruptibles.joinUninterruptibly(opening);
        whileOpening++;
    }

    private void losePower() throws IOException {
        power.off();
        volume.losePower(random.nextInt(3) == 0 ? LossyVolume.Log.FLUSHED : LossyVolume.Log.CUT_OFF);
        losses++;
    }

    private PowerSwitch newPower() {
        return new PowerSwitch(RealDisk.existing(volume.path()));
    }

    private JsonOrderStorage open() throws IOException {
        try {
            return JsonOrderStorage.open(wrapping.apply(power), OPTIONS, () -> {});
        } catch (RuntimeException e) {
            throw new BrokenPromise("after " + losses + " losses of power it is not opened: " + e.getMessage(), e);
        }
    }

    private BrokenPromise broken(String what) {
        return new BrokenPromise("after " + losses + " losses of power " + what, null);
    }

    /** A store on a disk that is gone cannot be ended in order. */
    private static void end(JsonOrderStorage store) {
        try {
            store.close();
        } catch (StorageException powerWasLost) {
            return;
        }
    }

    private static void checkpoint(JsonOrderStorage store) {
        try {
            while (store.failure().isEmpty()) {
                store.checkpoint();
            }
        } catch (IOException | StorageException powerWasLost) {
            return;
        }
    }

    /** Makes orders, confirms some and removes some, until the store takes no more. */
    private void work(JsonOrderStorage store, CountDownLatch enough) {
        boolean goesOn = true;
        while (goesOn) {
            int number = numbers.incrementAndGet();
            Order order = anOrder(number).pending();
            Order confirmed = Fixtures.moved(order, OrderStatus.CONFIRMED);
            Optional<RequestId> request = Optional.of(RequestId.of("power", Integer.toString(number)));
            goesOn = change(Optional.of(order), order.id(), enough, () -> {
                WriteResult done = store.insert(order, InsertGuard.NONE, request);
                requests.put(request.get(), order.id());
                return done;
            });
            if (goesOn && number % 2 == 0) {
                goesOn = change(
                        Optional.of(confirmed),
                        order.id(),
                        enough,
                        () -> store.update(order.id(), now -> Outcome.done(confirmed), Optional.empty()));
            }
            if (goesOn && number % 3 == 0) {
                goesOn = change(
                        Optional.empty(),
                        order.id(),
                        enough,
                        () -> store.remove(order.id(), now -> Optional.empty(), Optional.empty()));
            }
        }
        while (enough.getCount() > 0) {
            enough.countDown();
        }
    }

    /** Whether it was answered. */
    private boolean change(Optional<Order> after, OrderId id, CountDownLatch enough, Supplier<WriteResult> change) {
        try {
            WriteResult done = change.get();
            if (done.kind() != WriteResult.Kind.DONE) {
                throw new IllegalStateException("the change of " + id + " was " + done.kind());
            }
        } catch (StorageException e) {
            if (e.outcome() == StorageException.Outcome.UNKNOWN) {
                unknown.put(id, after);
            }
            return false;
        }
        answers.incrementAndGet();
        after.ifPresentOrElse(order -> answered.put(id, order), () -> answered.remove(id));
        enough.countDown();
        return true;
    }

    private void requireAllAnswered(JsonOrderStorage store) {
        Map<OrderId, Order> found = new HashMap<>(Maps.uniqueIndex(DataDirectory.orders(store), Order::id));
        unknown.forEach((id, after) -> {
            if (Optional.ofNullable(found.get(id)).equals(after)) {
                after.ifPresentOrElse(order -> answered.put(id, order), () -> answered.remove(id));
            }
        });
        unknown.clear();
        if (!found.equals(answered)) {
            MapDifference<OrderId, Order> difference = Maps.difference(answered, found);
            throw broken("lost are " + difference.entriesOnlyOnLeft().keySet() + ", from nowhere come "
                    + difference.entriesOnlyOnRight().keySet() + ", as before are "
                    + difference.entriesDiffering().keySet());
        }
        requests.forEach((request, id) -> {
            WriteResult again = store.insert(anOrder(0).pending(), InsertGuard.NONE, Optional.of(request));
            if (again.kind() != WriteResult.Kind.REPLAYED || !again.id().equals(id)) {
                throw broken("the request for " + id + " is forgotten");
            }
        });
        requests.clear();
    }
}
