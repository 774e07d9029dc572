package io.pteroorders.bot.chat;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store whose operations are counted and timed, by what they were and what came of them. As thread-safe and durable
 * as the store.
 */
final class MeasuredStorage implements OrderStorage {

    /** The timer of all operations. */
    static final String TIMER = "orders.storage";

    private final OrderStorage storage;
    private final MeterRegistry meters;

    MeasuredStorage(OrderStorage storage, MeterRegistry meters) {
        this.storage = storage;
        this.meters = meters;
    }

    private <T> T measured(String operation, Supplier<T> work, Function<T, String> result) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failed";
        try {
            T done = work.get();
            outcome = result.apply(done);
            return done;
        } finally {
            sample.stop(meters.timer(TIMER, "operation", operation, "outcome", outcome));
        }
    }

    private WriteResult write(String operation, Supplier<WriteResult> work) {
        return measured(
                operation, work, result -> Ascii.toLowerCase(result.kind().name()));
    }

    private <T> T read(String operation, Supplier<T> work) {
        return measured(operation, work, any -> "done");
    }

    @Override
    public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        return write("insert", () -> storage.insert(order, guard, request));
    }

    @Override
    public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        return write("update", () -> storage.update(id, change, request));
    }

    @Override
    public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
        return write("remove", () -> storage.remove(id, guard, request));
    }

    @Override
    public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
        return measured(
                "erase",
                () -> storage.erase(erasure, guard),
                outcome -> outcome.refusal().isPresent() ? "refused" : "done");
    }

    @Override
    public Optional<Order> get(OrderId id) {
        return read("get", () -> storage.get(id));
    }

    @Override
    public Optional<Order> holder(String space, String key) {
        return read("holder", () -> storage.holder(space, key));
    }

    @Override
    public Page query(OrderQuery query) {
        return read("query", () -> storage.query(query));
    }

    @Override
    public long count(OrderQuery query) {
        return read("count", () -> storage.count(query));
    }

    @Override
    public OrderStatistics statistics(StatisticsPeriod.Unit unit, Instant asOf) {
        return read("statistics", () -> storage.statistics(unit, asOf));
    }

    @Override
    public ChangePage changes(ChangePage.Token after, int limit) {
        return read("changes", () -> storage.changes(after, limit));
    }

    @Override
    public void close() {
        storage.close();
    }
}
