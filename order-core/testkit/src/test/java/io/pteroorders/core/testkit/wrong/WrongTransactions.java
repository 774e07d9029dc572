package io.pteroorders.core.testkit.wrong;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Stores whose statements, locks or tables of requests are not what a write needs. */
final class WrongTransactions {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("shows the insert guard the newest first", () -> guarded(ImmutableList::reverse))
                    .put("shows the insert guard three orders", () -> guarded(pending -> first(pending, 3)))
                    .put("shows the insert guard ten orders", () -> guarded(pending -> first(pending, 10)))
                    .put("shows the insert guard orders by their ids", () -> guarded(WrongTransactions::byId))
                    .put("shows the insert guard customers in any case", GuardInAnyCase::new)
                    .put("shows the insert guard orders that were removed", GuardSeesRemoved::new)
                    .put("inserts before it asks the guard", InsertsFirst::new)
                    .put("takes the id of an order that was refused", KeepsRefusedIds::new)
                    .put("updates the columns of the status only", UpdatesStatusOnly::new)
                    .put("finds no order that an update leaves as it is", NothingChanged::new)
                    .put("makes a change twice", ChangesTwice::new)
                    .put("fails at a history that is rewritten, but writes it", RewritesAndFails::new)
                    .put("removes without asking", RemovesWithoutAsking::new)
                    .put("does not say what it removed", RemovesWithoutBefore::new)
                    .put("does not say what a refused change was about", RefusesWithoutOrder::new)
                    .put("answers an update with the order before", AnswersWithBefore::new)
                    .put("remembers a request whose change failed", RemembersFailed::new)
                    .put("remembers a request that found no order", () -> new Remembers(WriteResult.Kind.NOT_FOUND))
                    .put("remembers a request whose id was taken", () -> new Remembers(WriteResult.Kind.ID_TAKEN))
                    .put("finds the id of a repeated insert taken", IdBeforeRequest::new)
                    .put("asks the guard before it knows a repeated insert", GuardBeforeRequest::new)
                    .put("makes the change before it knows a repeated update", ChangeBeforeRequest::new)
                    .put("finds no order for a repeated removal", OrderBeforeRequest::new)
                    .put("keeps the last thousand request ids", () -> new Keeps(1_000))
                    .put("keeps the last three hundred request ids", () -> new Keeps(300))
                    .put(
                            "keeps half of a request id",
                            () -> new Narrow(request -> request.hex().substring(0, 16)))
                    .put(
                            "keeps the end of a request id",
                            () -> new Narrow(request -> request.hex().substring(16)))
                    .put("takes writes without a request for the same", OneNull::new)
                    .put("answers a repeated request with the order of now", AnswersWithOrderOfNow::new)
                    .buildOrThrow();

    /** Stores that go on waiting for ever. */
    static final ImmutableMap<String, Supplier<ForwardingStorage>> HANGING = ImmutableMap.of(
            "keeps its lock when a change fails", KeepsItsLock::new,
            "keeps its lock when a guard fails", KeepsItsLockAtGuards::new);

    private WrongTransactions() {}

    private static ForwardingStorage guarded(UnaryOperator<ImmutableList<Order>> seen) {
        return new ForwardingStorage() {
            @Override
            public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
                return real.insert(order, pending -> guard.check(seen.apply(pending)), request);
            }
        };
    }

    private static ImmutableList<Order> first(ImmutableList<Order> pending, int most) {
        return pending.subList(0, Math.min(most, pending.size()));
    }

    private static ImmutableList<Order> byId(ImmutableList<Order> pending) {
        return ImmutableList.sortedCopyOf(Comparator.comparing(Order::id), pending);
    }

    private static final class GuardInAnyCase extends ForwardingStorage {
        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            ImmutableList<Order> seen = all().stream()
                    .filter(other -> other.status() == OrderStatus.PENDING && isSame(other, order))
                    .collect(toImmutableList());
            return real.insert(order, pending -> guard.check(seen), request);
        }

        private static boolean isSame(Order one, Order other) {
            return Ascii.equalsIgnoreCase(
                    one.customer().id().text(), other.customer().id().text());
        }
    }

    private static final class GuardSeesRemoved extends ForwardingStorage {
        private final Map<OrderId, Order> removed = new LinkedHashMap<>();

        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            return real.insert(order, pending -> guard.check(withRemoved(order, pending)), request);
        }

        private ImmutableList<Order> withRemoved(Order order, ImmutableList<Order> pending) {
            ImmutableList.Builder<Order> seen = ImmutableList.<Order>builder().addAll(pending);
            removed.values().stream()
                    .filter(other ->
                            other.customer().id().equals(order.customer().id())
                                    && other.status() == OrderStatus.PENDING)
                    .forEach(seen::add);
            return seen.build();
        }

        @Override
        public synchronized WriteResult remove(
                OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            WriteResult result = real.remove(id, guard, request);
            result.before().ifPresent(order -> removed.put(id, order));
            return result;
        }
    }

    private static final class InsertsFirst extends ForwardingStorage {
        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            WriteResult result = real.insert(order, guard, request);
            if (result.kind() == WriteResult.Kind.REFUSED) {
                real.insert(order, InsertGuard.NONE, Optional.empty());
            }
            return result;
        }
    }

    private static final class KeepsRefusedIds extends ForwardingStorage {
        private final Set<OrderId> refused = ConcurrentHashMap.newKeySet();

        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            if (refused.contains(order.id())) {
                return WriteResult.idTaken(order.id());
            }
            WriteResult result = real.insert(order, guard, request);
            if (result.kind() == WriteResult.Kind.REFUSED) {
                refused.add(order.id());
            }
            return result;
        }
    }

    /** Every update, its change made wrong. */
    private abstract static class WrongChange extends ForwardingStorage {
        abstract Outcome<Order> change(Order now, Function<Order, Outcome<Order>> change);

        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            return real.update(id, now -> change(now, change), request);
        }
    }

    private static final class UpdatesStatusOnly extends WrongChange {
        @Override
        Outcome<Order> change(Order now, Function<Order, Outcome<Order>> change) {
            return change.apply(now)
                    .fold(
                            next -> Outcome.done(next.statusHistory().equals(now.statusHistory()) ? now : next),
                            Outcome::refused);
        }
    }

    private static final class NothingChanged extends ForwardingStorage {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            WriteResult result = real.update(id, change, request);
            boolean same =
                    result.kind() == WriteResult.Kind.DONE && result.before().equals(result.after());
            return same ? WriteResult.notFound(id) : result;
        }
    }

    private static final class ChangesTwice extends WrongChange {
        @Override
        Outcome<Order> change(Order now, Function<Order, Outcome<Order>> change) {
            return change.apply(now)
                    .fold(once -> change.apply(once).fold(Outcome::done, no -> Outcome.done(once)), Outcome::refused);
        }
    }

    @SuppressWarnings("LockNotBeforeTry") // that is the fault
    private static class KeepsItsLock extends ForwardingStorage {
        final Lock lock = new ReentrantLock();

        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            lock.lock();
            WriteResult result = real.update(id, change, request);
            lock.unlock();
            return result;
        }

        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            lock.lock();
            try {
                return real.insert(order, guard, request);
            } finally {
                lock.unlock();
            }
        }
    }

    @SuppressWarnings("LockNotBeforeTry") // that is the fault
    private static final class KeepsItsLockAtGuards extends KeepsItsLock {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            lock.lock();
            try {
                return real.update(id, change, request);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            lock.lock();
            WriteResult result = real.insert(order, guard, request);
            lock.unlock();
            return result;
        }
    }

    private static final class RewritesAndFails extends ForwardingStorage {
        @Override
        public synchronized WriteResult update(
                OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            try {
                return real.update(id, change, request);
            } catch (IllegalArgumentException e) {
                Order rewritten = change.apply(real.get(id).orElseThrow()).get();
                restore(all().stream()
                        .map(order -> order.id().equals(id) ? rewritten : order)
                        .toList());
                throw e;
            }
        }
    }

    private static final class RemovesWithoutAsking extends ForwardingStorage {
        @Override
        public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            return real.remove(id, order -> Optional.empty(), request);
        }
    }

    private static final class RemovesWithoutBefore extends ForwardingStorage {
        @Override
        public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            WriteResult result = real.remove(id, guard, request);
            return new WriteResult(result.kind(), id, Optional.empty(), result.after(), result.refusal());
        }
    }

    private static final class RefusesWithoutOrder extends ForwardingStorage {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            WriteResult result = real.update(id, change, request);
            return result.refusal()
                    .map(refusal -> WriteResult.refused(id, Optional.empty(), refusal))
                    .orElse(result);
        }
    }

    private static final class AnswersWithBefore extends ForwardingStorage {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            WriteResult result = real.update(id, change, request);
            return result.kind() == WriteResult.Kind.DONE
                    ? WriteResult.done(id, result.before(), result.before())
                    : result;
        }
    }

    /** Every write, with what it remembers of requests by itself. */
    private abstract static class OwnRequests extends ForwardingStorage {
        final Map<String, OrderId> own = new LinkedHashMap<>();

        abstract WriteResult write(OrderId id, Optional<RequestId> request, Supplier<WriteResult> write);

        Optional<WriteResult> replay(Optional<String> request) {
            return request.flatMap(r -> Optional.ofNullable(own.get(r)))
                    .map(earlier -> WriteResult.replayed(earlier, real.get(earlier)));
        }

        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            return write(order.id(), request, () -> real.insert(order, guard, passedOn(request)));
        }

        @Override
        public synchronized WriteResult update(
                OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            return write(id, request, () -> real.update(id, change, passedOn(request)));
        }

        @Override
        public synchronized WriteResult remove(
                OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            return write(id, request, () -> real.remove(id, guard, passedOn(request)));
        }

        Optional<RequestId> passedOn(Optional<RequestId> request) {
            return request;
        }
    }

    private static final class RemembersFailed extends OwnRequests {
        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Supplier<WriteResult> write) {
            Optional<WriteResult> earlier = replay(request.map(RequestId::hex));
            if (earlier.isPresent()) {
                return earlier.get();
            }
            try {
                return write.get();
            } catch (RuntimeException e) {
                request.ifPresent(r -> own.put(r.hex(), id));
                throw e;
            }
        }
    }

    private static final class Remembers extends OwnRequests {
        private final WriteResult.Kind kind;

        Remembers(WriteResult.Kind kind) {
            this.kind = kind;
        }

        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Supplier<WriteResult> write) {
            Optional<WriteResult> earlier = replay(request.map(RequestId::hex));
            WriteResult result = earlier.orElseGet(write);
            if (result.kind() == kind) {
                request.ifPresent(r -> own.put(r.hex(), id));
            }
            return result;
        }
    }

    private static final class IdBeforeRequest extends ForwardingStorage {
        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            return real.get(order.id()).isPresent()
                    ? WriteResult.idTaken(order.id())
                    : real.insert(order, guard, request);
        }
    }

    private static final class GuardBeforeRequest extends ForwardingStorage {
        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            ImmutableList<Order> pending = all().stream()
                    .filter(other ->
                            other.customer().id().equals(order.customer().id())
                                    && other.status() == OrderStatus.PENDING)
                    .collect(toImmutableList());
            WriteResult result = real.insert(order, guard, request);
            Optional<Refusal> refusal = guard.check(pending);
            return result.kind() == WriteResult.Kind.REPLAYED && refusal.isPresent()
                    ? WriteResult.refused(order.id(), Optional.empty(), refusal.get())
                    : result;
        }
    }

    private static final class ChangeBeforeRequest extends ForwardingStorage {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            WriteResult result = real.update(id, change, request);
            if (result.kind() != WriteResult.Kind.REPLAYED || real.get(id).isEmpty()) {
                return result;
            }
            Order now = real.get(id).orElseThrow();
            return change.apply(now)
                    .fold(next -> result, refusal -> WriteResult.refused(id, Optional.of(now), refusal));
        }
    }

    private static final class OrderBeforeRequest extends ForwardingStorage {
        @Override
        public WriteResult remove(OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            return real.get(id).isEmpty() ? WriteResult.notFound(id) : real.remove(id, guard, request);
        }
    }

    private static final class Keeps extends OwnRequests {
        private final int most;

        Keeps(int most) {
            this.most = most;
        }

        @Override
        Optional<RequestId> passedOn(Optional<RequestId> request) {
            return Optional.empty();
        }

        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Supplier<WriteResult> write) {
            WriteResult result = replay(request.map(RequestId::hex)).orElseGet(write);
            if (result.kind() == WriteResult.Kind.DONE && request.isPresent()) {
                own.put(request.get().hex(), id);
                if (own.size() > most) {
                    own.remove(own.keySet().iterator().next());
                }
            }
            return result;
        }
    }

    private static final class Narrow extends OwnRequests {
        private final Function<RequestId, String> column;

        Narrow(Function<RequestId, String> column) {
            this.column = column;
        }

        @Override
        Optional<RequestId> passedOn(Optional<RequestId> request) {
            return Optional.empty();
        }

        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Supplier<WriteResult> write) {
            WriteResult result = replay(request.map(column)).orElseGet(write);
            if (result.kind() == WriteResult.Kind.DONE) {
                request.map(column).ifPresent(r -> own.put(r, id));
            }
            return result;
        }
    }

    private static final class OneNull extends OwnRequests {
        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Supplier<WriteResult> write) {
            String key = request.map(RequestId::hex).orElse("null");
            WriteResult result = replay(Optional.of(key)).orElseGet(write);
            if (result.kind() == WriteResult.Kind.DONE) {
                own.put(key, id);
            }
            return result;
        }
    }

    /** Of the order that was asked for this time, not the one of the first time. */
    private static final class AnswersWithOrderOfNow extends OwnRequests {
        @Override
        WriteResult write(OrderId id, Optional<RequestId> request, Supplier<WriteResult> write) {
            WriteResult result = write.get();
            return result.kind() == WriteResult.Kind.REPLAYED ? WriteResult.replayed(id, real.get(id)) : result;
        }
    }
}
