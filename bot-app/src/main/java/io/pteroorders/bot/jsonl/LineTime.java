package io.pteroorders.bot.jsonl;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;

/**
 * The time that lines say: it stands still from one to the next, which may be later or earlier. It begins with the year 2000.
 * Thread-safe.
 */
public final class LineTime implements InstantSource {

    private final CompletableFuture<Runnable> work = new CompletableFuture<>();

    /** Before anything that a shop may be tried with. */
    private volatile Instant now = Wire.EARLIEST;

    @Override
    public Instant instant() {
        return now;
    }

    /** A clock that shows it. */
    public Clock clock() {
        return withZone(ZoneOffset.UTC);
    }

    /** Begins where the orders of a shop end: at the newest change of one, if there is any. */
    public void beginAfter(OrderStorage orders) {
        OrderWalk.of(orders, OrderQuery.newestFirst()).stream()
                .map(Order::updatedAt)
                .max(Comparator.naturalOrder())
                .ifPresent(newest -> now = newest);
    }

    /** What is to be done whenever the time was moved: all that is due then. Nobody moves it before this is known. */
    public void onMove(Runnable allThatIsDue) {
        work.complete(allThatIsDue);
    }

    /**
     * Moves it, and returns when all is done that is due then. What is under way comes to its end before: by a clock that jumps
     * it would have taken too long.
     */
    void move(Instant to) {
        Runnable allThatIsDue = work.join();
        allThatIsDue.run();
        now = to;
        allThatIsDue.run();
    }
}
