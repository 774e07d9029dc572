package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stores that are wrong about request ids. */
final class WrongRequests {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("ignores request ids", IgnoresRequests::new)
                    .put("remembers requests that were refused", RemembersRefused::new)
                    .put("looks for the request id apart from the write", LooksApart::new)
                    .put("answers a repeated request with the first result", RepeatsFirstResult::new)
                    .put("answers a repeated request as if it were new", RepeatsAsDone::new)
                    .put("forgets requests with the order they removed", ForgetsWithOrder::new)
                    .put("keeps the request ids of inserts apart from others", SplitsByOperation::new)
                    .put("keeps the request ids of each order apart", SplitsByOrder::new)
                    .put("keeps request ids for a day", () -> new Forgets(Duration.ofDays(1), Integer.MAX_VALUE))
                    .put("keeps the last hundred request ids", () -> new Forgets(Duration.ofDays(99), 100))
                    .put("forgets request ids from the future", ForgetsTheFuture::new)
                    .buildOrThrow();

    private WrongRequests() {}

    /** Every write, seen alike. */
    private abstract static class AllWrites extends ForwardingStorage {

        abstract WriteResult write(
                OrderId id, Optional<RequestId> request, Function<Optional<RequestId>, WriteResult> write);

        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            return write(order.id(), request, r -> real.insert(order, guard, r));
        }

        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            return write(id, request, r -> real.update(id, change, r));
        }

        @Override
        public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            return write(id, request, r -> real.remove(id, guard, r));
        }
    }

    private static final class IgnoresRequests extends AllWrites {
        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Function<Optional<RequestId>, WriteResult> write) {
            return write.apply(Optional.empty());
        }
    }

    private static final class RemembersRefused extends AllWrites {
        private final Map<RequestId, OrderId> refused = new ConcurrentHashMap<>();

        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Function<Optional<RequestId>, WriteResult> write) {
            Optional<OrderId> earlier = request.flatMap(r -> Optional.ofNullable(refused.get(r)));
            if (earlier.isPresent()) {
                return WriteResult.replayed(earlier.get(), real.get(earlier.get()));
            }
            WriteResult result = write.apply(request);
            if (result.kind() == WriteResult.Kind.REFUSED) {
                request.ifPresent(r -> refused.put(r, id));
            }
            return result;
        }
    }

    private static final class LooksApart extends AllWrites {
        private final Map<RequestId, OrderId> done = new ConcurrentHashMap<>();

        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Function<Optional<RequestId>, WriteResult> write) {
            Optional<OrderId> earlier = request.flatMap(r -> Optional.ofNullable(done.get(r)));
            if (earlier.isPresent()) {
                return WriteResult.replayed(earlier.get(), real.get(earlier.get()));
            }
            WriteResult result = write.apply(Optional.empty());
            if (result.kind() == WriteResult.Kind.DONE) {
                request.ifPresent(r -> done.put(r, id));
            }
            return result;
        }
    }

    private static final class RepeatsFirstResult extends AllWrites {
        private final Map<RequestId, WriteResult> first = new ConcurrentHashMap<>();

        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Function<Optional<RequestId>, WriteResult> write) {
            WriteResult result = write.apply(request);
            if (result.kind() == WriteResult.Kind.DONE) {
                request.ifPresent(r -> first.put(r, result));
            }
            return result.kind() == WriteResult.Kind.REPLAYED
                    ? request.map(first::get).orElse(result)
                    : result;
        }
    }

    private static final class RepeatsAsDone extends AllWrites {
        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Function<Optional<RequestId>, WriteResult> write) {
            WriteResult result = write.apply(request);
            return result.kind() == WriteResult.Kind.REPLAYED
                    ? WriteResult.done(result.id(), Optional.empty(), result.after())
                    : result;
        }
    }

    private static final class ForgetsWithOrder extends AllWrites {
        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Function<Optional<RequestId>, WriteResult> write) {
            WriteResult result = write.apply(request);
            boolean gone =
                    result.kind() == WriteResult.Kind.REPLAYED && result.after().isEmpty();
            return gone ? write.apply(Optional.empty()) : result;
        }
    }

    private static final class SplitsByOperation extends ForwardingStorage {
        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            return real.insert(order, guard, request.map(r -> RequestId.of("insert", r.hex())));
        }
    }

    private static final class SplitsByOrder extends AllWrites {
        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Function<Optional<RequestId>, WriteResult> write) {
            return write.apply(request.map(r -> RequestId.of(id.toString(), r.hex())));
        }
    }

    private static class Forgets extends AllWrites {
        private final Duration kept;
        private final int most;
        private final Map<RequestId, Instant> times = new LinkedHashMap<>();
        private final Set<RequestId> forgotten = ConcurrentHashMap.newKeySet();

        Forgets(Duration kept, int most) {
            this.kept = kept;
            this.most = most;
        }

        @Override
        synchronized WriteResult write(
                OrderId id, Optional<RequestId> request, Function<Optional<RequestId>, WriteResult> write) {
            WriteResult result =
                    write.apply(request.map(r -> forgotten.contains(r) ? RequestId.of("again", r.hex()) : r));
            if (result.kind() == WriteResult.Kind.DONE && request.isPresent()) {
                Instant now = result.after().or(result::before).orElseThrow().updatedAt();
                times.put(request.get(), now);
                times.forEach((r, at) -> {
                    if (isOver(at, now)) {
                        forgotten.add(r);
                    }
                });
                if (times.size() > most) {
                    forgotten.add(times.keySet().iterator().next());
                }
            }
            return result;
        }

        boolean isOver(Instant at, Instant now) {
            return at.isBefore(now.minus(kept));
        }
    }

    private static final class ForgetsTheFuture extends Forgets {
        ForgetsTheFuture() {
            super(Duration.ofDays(30), Integer.MAX_VALUE);
        }

        @Override
        boolean isOver(Instant at, Instant now) {
            return at.isAfter(now.plus(Duration.ofDays(30)));
        }
    }
}
