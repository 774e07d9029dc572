package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.OrderStorage;
import java.time.Clock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what records say, in memory and in the log. Not thread-safe. */
final class Journaled implements Consumer<DeliveryRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(Journaled.class);

    private final Deliveries deliveries;
    private final LogWriter writer;
    private final Consumer<Delivery> due;
    private final OrderStorage storage;
    private final OrderFlow flow;
    private final Clock clock;
    private final int shortLog;
    private final int timesTooLong;
    private long records;
    private long compactAt;

    Journaled(
            Deliveries deliveries,
            DeliveryLog log,
            LogWriter writer,
            Consumer<Delivery> due,
            OrderStorage storage,
            OrderFlow flow,
            Clock clock,
            int shortLog,
            int timesTooLong) {
        this.deliveries = deliveries;
        this.writer = writer;
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
        writer.append(record);
    }

    /** Replaces the log if it is several times as long as what matters. */
    void compactIfLong() {
        if (records < compactAt || writer.refusal().isPresent()) {
            return;
        }
        deliveries.forget(clock.instant(), this::isOpen);
        ImmutableList<DeliveryRecord> essence = Essence.of(deliveries);
        compactAt = Math.max(shortLog, essence.size() * (long) timesTooLong);
        if (records < compactAt) {
            return;
        }
        try {
            writer.replace(essence);
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
