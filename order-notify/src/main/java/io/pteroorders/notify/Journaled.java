package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.OrderStorage;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what records say, in memory and in the log. Not thread-safe, but for {@link #failure}. */
final class Journaled implements Consumer<DeliveryRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(Journaled.class);

    private final Deliveries deliveries;
    private final DeliveryLog log;
    private final Consumer<Delivery> due;
    private final OrderStorage storage;
    private final OrderFlow flow;
    private final Clock clock;
    private final int shortLog;
    private final int timesTooLong;
    private long records;
    private long compactAt;
    private CompletionStage<Boolean> newest = CompletableFuture.completedFuture(true);
    private volatile @Nullable String failure;

    Journaled(
            Deliveries deliveries,
            DeliveryLog log,
            Consumer<Delivery> due,
            OrderStorage storage,
            OrderFlow flow,
            Clock clock,
            int shortLog,
            int timesTooLong) {
        this.deliveries = deliveries;
        this.log = log;
        this.due = due;
        this.storage = storage;
        this.flow = flow;
        this.clock = clock;
        this.shortLog = shortLog;
        this.timesTooLong = timesTooLong;
        for (DeliveryRecord record : log.read()) {
            deliveries.apply(record, delivery -> {});
            records++;
        }
        deliveries.all().filter(Delivery::isWaiting).forEach(due);
        compactAt = shortLog;
    }

    @Override
    public void accept(DeliveryRecord record) {
        deliveries.apply(record, due);
        records++;
        try {
            newest = log.append(record).handle((done, problem) -> {
                if (problem != null) {
                    failed(problem);
                }
                return true;
            });
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Until what is known is durable, a crash would make the next start the first again. */
    void awaitDurable() {
        newest.toCompletableFuture().join();
    }

    private void failed(Throwable problem) {
        if (failure != null) {
            return;
        }
        failure = "the delivery log takes no more: " + problem.getMessage();
        LOG.error("the delivery log failed; nothing more is sent until the program is started anew", problem);
    }

    /** Why nothing can be remembered any more. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Replaces the log if it is several times as long as what matters. */
    void compactIfLong() {
        if (records < compactAt) {
            return;
        }
        deliveries.forget(clock.instant(), this::isOpen);
        ImmutableList<DeliveryRecord> essence = Essence.of(deliveries);
        compactAt = Math.max(shortLog, essence.size() * (long) timesTooLong);
        if (records < compactAt) {
            return;
        }
        try {
            log.compact(essence);
            records = essence.size();
        } catch (RuntimeException e) {
            compactAt = records + shortLog;
            LOG.warn("the delivery log could not be made shorter; it goes on to grow", e);
        }
    }

    private boolean isOpen(OrderId id) {
        return storage.get(id)
                .filter(order -> !flow.next(order.status()).isEmpty())
                .isPresent();
    }
}
