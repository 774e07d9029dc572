package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Judges by itself what may be claimed, by looking at every order; right until a subclass does one step wrong. */
class ClaimingStorage extends ForwardingStorage {

    /** What counts as held although no order says so. */
    final Set<String> ghosts = Sets.newConcurrentHashSet();

    @Override
    public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
        return insertJudged(order, guard, request);
    }

    final WriteResult insertJudged(Order order, InsertGuard guard, Optional<RequestId> request) {
        return judged(Optional.empty(), Optional.of(order), () -> real.insert(order, guard, request));
    }

    @Override
    public synchronized WriteResult update(
            OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        Optional<Order> before = real.get(id);
        Optional<Order> after = before.flatMap(order -> changed(order, change));
        return judged(before, after, () -> real.update(id, change, request));
    }

    private static Optional<Order> changed(Order order, Function<Order, Outcome<Order>> change) {
        try {
            return change.apply(order).fold(Optional::of, refusal -> Optional.empty());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Does what the real store did, unless this one is of another opinion about the claims. */
    private WriteResult judged(Optional<Order> before, Optional<Order> after, Supplier<WriteResult> write) {
        ImmutableList<Order> others = all();
        Optional<Claim> taken = after.flatMap(order -> taken(before, order, others));
        letOthersIn();
        WriteResult result = write.get();
        boolean done = result.kind() == WriteResult.Kind.DONE;
        if (done && taken.isPresent()) {
            restore(others);
            return refused(WriteResult.refused(result.id(), before, new Refusal.Claimed(taken.get())), after);
        }
        if (isClaimed(result) && taken.isEmpty()) {
            return written(before, after.orElseThrow());
        }
        return isClaimed(result) ? refused(result, after) : result;
    }

    /** Between the look at the claims and the write. */
    void letOthersIn() {}

    static boolean isClaimed(WriteResult result) {
        return result.refusal().filter(Refusal.Claimed.class::isInstance).isPresent();
    }

    /** Puts an order in its place, whatever the real store thinks of it. */
    final WriteResult written(Optional<Order> before, Order after) {
        List<Order> now =
                all().stream().filter(other -> !other.id().equals(after.id())).toList();
        restore(ImmutableList.<Order>builder().addAll(now).add(after).build());
        return WriteResult.done(after.id(), before, Optional.of(after));
    }

    WriteResult refused(WriteResult result, Optional<Order> after) {
        return result;
    }

    final Optional<Claim> taken(Optional<Order> before, Order after, List<Order> others) {
        return wanted(before, after).stream()
                .filter(claim -> ghosts.contains(claim.subject())
                        || others.stream().anyMatch(other -> bars(other, claim, after)))
                .findFirst();
    }

    /** The claims that must be free. */
    List<Claim> wanted(Optional<Order> before, Order after) {
        List<Claim> had = before.map(Order::claims).orElse(ImmutableList.of());
        return after.claims().stream().filter(claim -> !had.contains(claim)).toList();
    }

    private boolean bars(Order other, Claim wanted, Order after) {
        return other.claims().stream().anyMatch(claim -> bars(other, claim, wanted, after));
    }

    boolean bars(Order other, Claim held, Claim wanted, Order after) {
        return isAnother(other, after) && isSame(held, wanted) && !isOver(held, after);
    }

    boolean isAnother(Order other, Order after) {
        return !other.id().equals(after.id());
    }

    boolean isSame(Claim held, Claim wanted) {
        return held.subject().equals(wanted.subject());
    }

    boolean isOver(Claim held, Order after) {
        return !held.until().isAfter(after.updatedAt());
    }
}
