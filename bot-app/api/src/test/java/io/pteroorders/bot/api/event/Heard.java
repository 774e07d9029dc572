package io.pteroorders.bot.api.event;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.api.key.ApiKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A client without a connection. */
final class Heard extends EventClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<EventText> events = new ArrayList<>();
    private Optional<Ending> end = Optional.empty();
    private final boolean reads;
    private int beats;
    private int writes;

    /**
     * A client that has not begun.
     *
     * @param reads whether what is sent to it arrives
     */
    Heard(EventClients all, ApiKey key, boolean reads) {
        super(all, key, new View(true, ImmutableSet.copyOf(EventType.values())), false);
        this.reads = reads;
    }

    @Override
    void send(EventBatch batch) {
        synchronized (this) {
            events.addAll(batch.events());
            writes++;
        }
        if (reads) {
            sent(batch.next());
        }
    }

    @Override
    void sendBeat(String at) {
        synchronized (this) {
            beats++;
        }
        beaten();
    }

    @Override
    synchronized void sendEnd(Ending why) {
        end = Optional.of(why);
    }

    @Override
    void cut(Throwable why) {
        throw new AssertionError(why);
    }

    synchronized int beats() {
        return beats;
    }

    synchronized int writes() {
        return writes;
    }

    synchronized List<EventText> events() {
        return List.copyOf(events);
    }

    private synchronized Optional<Ending> end() {
        return end;
    }

    Optional<Ending> awaitEnd() {
        await(() -> end().isPresent());
        return end();
    }

    void await(BooleanSupplier there) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("it does not come");
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
