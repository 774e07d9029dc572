package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stores that are wrong in a write. */
final class WrongWrites {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("loses an update", LosesUpdates::new)
                    .put("checks the insert guard apart from the insert", ChecksInsertsApart::new)
                    .put("checks the removal guard apart from the removal", ChecksRemovalsApart::new)
                    .put("looks whether the id is free apart from the insert", TakesIdsTwice::new)
                    .put("lets the id of a removed order be used again", ReusesIds::new)
                    .put("overwrites an order whose id is in use", OverwritesOrders::new)
                    .put("shows an order before its guard has agreed", ShowsTooEarly::new)
                    .put("writes although the change refused", WritesWhenRefused::new)
                    .put("writes although the change failed", WritesWhenFailed::new)
                    .put("lets the history be rewritten", RewritesHistory::new)
                    .put("refuses a change that changes nothing", RefusesEqual::new)
                    .put("tells the new order as the one before", TellsAfterAsBefore::new)
                    .put("shows the insert guard everybody's pending orders", ShowsGuardEverybody::new)
                    .put("shows the insert guard orders that are not pending", ShowsGuardAnyStatus::new)
                    .put("lets payments be rewritten", RewritesPayments::new)
                    .put("lets the server become another", RewritesServers::new)
                    .put("lets an order go on with another subscription", RewritesSequels::new)
                    .put("lets a subscription be rewritten", RewritesSubscriptions::new)
                    .put("keeps the payments of the order before", KeepsPayments::new)
                    .put("keeps the subscription of the order before", KeepsSubscriptions::new)
                    .put("writes the payment before the status", WritesPaymentsFirst::new)
                    .put("forgets the payment proof", ForgetsProof::new)
                    .put("cuts times to seconds", CutsTimes::new)
                    .put("answers from a cache that nobody refreshes", CachesForever::new)
                    .buildOrThrow();

    private WrongWrites() {}

    private static final class LosesUpdates extends ForwardingStorage {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            Optional<Outcome<Order>> computed = real.get(id).map(change);
            return real.update(id, now -> computed.orElseThrow(), request);
        }
    }

    private static final class ChecksInsertsApart extends ForwardingStorage {
        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            OrderQuery pending = OrderQuery.oldestFirst()
                    .customer(order.customer().id())
                    .status(OrderStatus.PENDING)
                    .limit(OrderQuery.MAX_LIMIT)
                    .build();
            Optional<Refusal> refusal = guard.check(real.query(pending).orders());
            return real.insert(order, anything -> refusal, request);
        }
    }

    private static final class ChecksRemovalsApart extends ForwardingStorage {
        @Override
        public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            Optional<Refusal> refusal = real.get(id).flatMap(guard);
            return real.remove(id, now -> refusal, request);
        }
    }

    private static final class TakesIdsTwice extends ForwardingStorage {
        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            boolean free = real.get(order.id()).isEmpty();
            WriteResult result = real.insert(order, guard, request);
            return free
                            && result.kind() == WriteResult.Kind.ID_TAKEN
                            && real.get(order.id()).isPresent()
                    ? WriteResult.done(order.id(), Optional.empty(), Optional.of(order))
                    : result;
        }
    }

    private static final class ReusesIds extends ForwardingStorage {
        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            WriteResult result = real.insert(order, guard, request);
            if (result.kind() == WriteResult.Kind.ID_TAKEN
                    && real.get(order.id()).isEmpty()) {
                restore(all());
                return real.insert(order, guard, request);
            }
            return result;
        }
    }

    private static final class OverwritesOrders extends ForwardingStorage {
        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            WriteResult result = real.insert(order, guard, request);
            if (result.kind() == WriteResult.Kind.ID_TAKEN
                    && real.get(order.id()).isPresent()) {
                restore(all().stream()
                        .filter(other -> !other.id().equals(order.id()))
                        .toList());
                return real.insert(order, guard, request);
            }
            return result;
        }
    }

    private static final class ShowsTooEarly extends ForwardingStorage {
        private final Map<OrderId, Order> early = new ConcurrentHashMap<>();

        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            early.putIfAbsent(order.id(), order);
            try {
                return real.insert(order, guard, request);
            } finally {
                early.remove(order.id());
            }
        }

        @Override
        public Optional<Order> get(OrderId id) {
            return real.get(id).or(() -> Optional.ofNullable(early.get(id)));
        }
    }

    private static final class WritesWhenRefused extends ForwardingStorage {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            WriteResult result = real.update(id, change, request);
            if (result.kind() == WriteResult.Kind.REFUSED) {
                real.update(id, now -> Outcome.done(now.withUsername(Instant.EPOCH, "half-done")), Optional.empty());
            }
            return result;
        }
    }

    private static final class WritesWhenFailed extends ForwardingStorage {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            try {
                return real.update(id, change, request);
            } catch (ArithmeticException e) {
                real.update(id, now -> Outcome.done(now.withUsername(Instant.EPOCH, "half-done")), Optional.empty());
                throw e;
            }
        }
    }

    private static class RewritesHistory extends ForwardingStorage {
        @Override
        public synchronized WriteResult update(
                OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            try {
                return real.update(id, change, request);
            } catch (IllegalArgumentException e) {
                Order before = real.get(id).orElseThrow();
                Order rewritten = change.apply(before).get();
                if (!isLetThrough(before, rewritten)) {
                    throw e;
                }
                restore(all().stream()
                        .map(order -> order.id().equals(id) ? rewritten : order)
                        .toList());
                return WriteResult.done(id, Optional.empty(), Optional.of(rewritten));
            }
        }

        boolean isLetThrough(Order before, Order rewritten) {
            return true;
        }
    }

    private static final class RewritesPayments extends RewritesHistory {
        @Override
        boolean isLetThrough(Order before, Order rewritten) {
            return paying(rewritten, before.payments()).continues(before);
        }
    }

    private static final class RewritesServers extends RewritesHistory {
        @Override
        boolean isLetThrough(Order before, Order rewritten) {
            return copy(rewritten, rewritten.createdAt())
                    .server(before.server().orElse(null))
                    .build(OrderFlow.ORDER_STATUS_FLOW)
                    .continues(before);
        }
    }

    private static final class RewritesSequels extends RewritesHistory {
        @Override
        boolean isLetThrough(Order before, Order rewritten) {
            return copy(rewritten, rewritten.createdAt())
                    .sequel(before.sequel().orElse(null))
                    .build(OrderFlow.ORDER_STATUS_FLOW)
                    .continues(before);
        }
    }

    private static final class RewritesSubscriptions extends RewritesHistory {
        @Override
        boolean isLetThrough(Order before, Order rewritten) {
            return remembering(rewritten, before.subscription()).continues(before);
        }
    }

    private static final class KeepsSubscriptions extends ForwardingStorage {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            return real.update(
                    id,
                    now -> change.apply(now)
                            .fold(next -> Outcome.done(remembering(next, now.subscription())), Outcome::refused),
                    request);
        }
    }

    private static Order remembering(Order order, SubscriptionLog log) {
        return copy(order, order.createdAt())
                .paymentProof(order.paymentProof().orElse(null))
                .subscription(log)
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    private static Order paying(Order order, Payments payments) {
        return copy(order, order.createdAt())
                .paymentProof(order.paymentProof().orElse(null))
                .payments(payments)
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    private static final class KeepsPayments extends ForwardingStorage {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            return real.update(
                    id,
                    now -> change.apply(now).fold(next -> Outcome.done(paying(next, now.payments())), Outcome::refused),
                    request);
        }
    }

    private static final class WritesPaymentsFirst extends ForwardingStorage {
        @Override
        @SuppressWarnings("ThreadPriorityCheck") // only makes a race likelier
        public synchronized WriteResult update(
                OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            Optional<Order> before = real.get(id);
            before.ifPresent(now -> writePayments(now, change));
            Thread.yield();
            WriteResult result = real.update(id, change, request);
            return result.kind() == WriteResult.Kind.DONE ? WriteResult.done(id, before, result.after()) : result;
        }

        private void writePayments(Order now, Function<Order, Outcome<Order>> change) {
            try {
                change.apply(now)
                        .value()
                        .filter(next -> next.status() == OrderStatus.CONFIRMED)
                        .ifPresent(next -> real.update(
                                now.id(), any -> Outcome.done(paying(now, next.payments())), Optional.empty()));
            } catch (RuntimeException e) {
                // the write of the rest will say so
            }
        }
    }

    private static final class RefusesEqual extends ForwardingStorage {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            return real.update(
                    id,
                    now -> change.apply(now)
                            .fold(
                                    next -> next.equals(now)
                                            ? Outcome.refused(new Refusal.NotAllowed())
                                            : Outcome.done(next),
                                    Outcome::refused),
                    request);
        }
    }

    private static final class TellsAfterAsBefore extends ForwardingStorage {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            WriteResult result = real.update(id, change, request);
            return result.kind() == WriteResult.Kind.DONE
                    ? WriteResult.done(id, result.after(), result.after())
                    : result;
        }
    }

    private static final class ShowsGuardEverybody extends ForwardingStorage {
        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            OrderQuery pending = OrderQuery.oldestFirst()
                    .status(OrderStatus.PENDING)
                    .limit(OrderQuery.MAX_LIMIT)
                    .build();
            ImmutableList<Order> seen = real.query(pending).orders();
            return real.insert(order, theirs -> guard.check(seen), request);
        }
    }

    private static final class ShowsGuardAnyStatus extends ForwardingStorage {
        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            OrderQuery ofCustomer = OrderQuery.oldestFirst()
                    .customer(order.customer().id())
                    .limit(OrderQuery.MAX_LIMIT)
                    .build();
            ImmutableList<Order> seen = real.query(ofCustomer).orders();
            return real.insert(order, pending -> guard.check(seen), request);
        }
    }

    private static Order.Builder copy(Order order, Instant createdAt) {
        return Order.restore(order.id(), order.customer(), order.item(), createdAt, order.statusHistory())
                .updatedAt(order.updatedAt())
                .notes(order.notes())
                .adminNotes(order.adminNotes())
                .serverId(order.serverId().orElse(null))
                .username(order.username().orElse(null))
                .claims(order.claims())
                .payments(order.payments())
                .server(order.server().orElse(null))
                .sequel(order.sequel().orElse(null))
                .subscription(order.subscription());
    }

    private static final class ForgetsProof extends ForwardingStorage {
        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            Order stored = copy(order, order.createdAt()).build(OrderFlow.ORDER_STATUS_FLOW);
            return real.insert(stored, guard, request);
        }
    }

    private static final class CutsTimes extends ForwardingStorage {
        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            Order stored = copy(order, order.createdAt().truncatedTo(ChronoUnit.SECONDS))
                    .paymentProof(order.paymentProof().orElse(null))
                    .build(OrderFlow.ORDER_STATUS_FLOW);
            return real.insert(stored, guard, request);
        }
    }

    private static final class CachesForever extends ForwardingStorage {
        private final Map<OrderId, Order> cache = new ConcurrentHashMap<>();

        @Override
        public Optional<Order> get(OrderId id) {
            Optional<Order> found = real.get(id);
            return found.map(order -> cache.computeIfAbsent(id, absent -> order))
                    .or(() -> Optional.ofNullable(cache.get(id)));
        }
    }
}
