package io.pteroorders.core.testkit.wrong;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Stores that are wrong about claims. */
final class WrongClaims {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("lets several orders claim the same", IgnoresClaims::new)
                    .put("lets a claim stand for ever", NeverOver::new)
                    .put("lets a claim stand a moment longer than its time", OverTooLate::new)
                    .put("judges claims by when the order was made", ByCreation::new)
                    .put("judges claims by its own clock", ByItsClock::new)
                    .put("takes one key for the same in all spaces", IgnoresSpaces::new)
                    .put("takes small letters of a key for capitals", IgnoresCase::new)
                    .put("counts an order's own claim against it", CountsOwn::new)
                    .put("looks again at claims that stay as they are", LooksAgain::new)
                    .put("does not look at claims that are prolonged", TrustsProlonged::new)
                    .put("looks at the claims of inserts only", TrustsUpdates::new)
                    .put("looks at the claims of updates only", TrustsInserts::new)
                    .put("looks at claims apart from the write", LooksApart::new)
                    .put("takes the first of two claims and refuses the second", TakesFirst::new)
                    .put("never lets a claim go that was dropped", ForgetsDrops::new)
                    .put("keeps the first time of a claim that was shortened", KeepsLongest::new)
                    .put("never lets a claim go of an order that was removed", ForgetsRemovals::new)
                    .put("ends another order's claim with the one before", EndsOthers::new)
                    .put("takes the claims of an order that its guard refused", TakesWhenRefused::new)
                    .put("takes the claims of a request that was repeated", TakesWhenReplayed::new)
                    .put("remembers a request whose claim was refused", RemembersRefused::new)
                    .put("writes although a claim was refused", WritesWhenClaimed::new)
                    .put("leaves claims out that are not free", LeavesOut::new)
                    .put("names the wrong claim in its refusal", NamesFirst::new)
                    .put("leaves the order out of its refusal", LeavesOrderOut::new)
                    .put("tells no holder whose time is over", TellsLiving::new)
                    .put("tells the holder as it was first", TellsFirst::new)
                    .put("tells who was refused as the holder", TellsRefused::new)
                    .put("finds holders in any case", TellsAnyCase::new)
                    .put("forgets an order's claims", ForgetsClaims::new)
                    .put("forgets what is held when it is opened again", ForgetsWhenReopened::new)
                    .buildOrThrow();

    private WrongClaims() {}

    private static Set<String> subjects(List<Claim> claims) {
        return claims.stream().map(Claim::subject).collect(Collectors.toSet());
    }

    private static final class IgnoresClaims extends ClaimingStorage {
        @Override
        boolean isSame(Claim held, Claim wanted) {
            return false;
        }
    }

    private static final class NeverOver extends ClaimingStorage {
        @Override
        boolean isOver(Claim held, Order after) {
            return false;
        }
    }

    private static final class OverTooLate extends ClaimingStorage {
        @Override
        boolean isOver(Claim held, Order after) {
            return held.until().isBefore(after.updatedAt());
        }
    }

    private static final class ByCreation extends ClaimingStorage {
        @Override
        boolean isOver(Claim held, Order after) {
            return !held.until().isAfter(after.createdAt());
        }
    }

    private static final class ByItsClock extends ClaimingStorage {
        @Override
        boolean isOver(Claim held, Order after) {
            return !held.until().isAfter(Instant.parse("2026-06-01T00:00:00Z"));
        }
    }

    private static final class IgnoresSpaces extends ClaimingStorage {
        @Override
        boolean isSame(Claim held, Claim wanted) {
            return held.key().equals(wanted.key());
        }
    }

    private static final class IgnoresCase extends ClaimingStorage {
        @Override
        boolean isSame(Claim held, Claim wanted) {
            return Ascii.equalsIgnoreCase(held.subject(), wanted.subject());
        }
    }

    private static final class CountsOwn extends ClaimingStorage {
        @Override
        boolean isAnother(Order other, Order after) {
            return true;
        }
    }

    private static final class LooksAgain extends ClaimingStorage {
        @Override
        List<Claim> wanted(Optional<Order> before, Order after) {
            return after.claims();
        }
    }

    private static final class TrustsProlonged extends ClaimingStorage {
        @Override
        List<Claim> wanted(Optional<Order> before, Order after) {
            Set<String> had = subjects(before.map(Order::claims).orElse(ImmutableList.of()));
            return after.claims().stream()
                    .filter(claim -> !had.contains(claim.subject()))
                    .toList();
        }
    }

    private static final class TrustsUpdates extends ClaimingStorage {
        @Override
        List<Claim> wanted(Optional<Order> before, Order after) {
            return before.isPresent() ? ImmutableList.of() : super.wanted(before, after);
        }
    }

    private static final class TrustsInserts extends ClaimingStorage {
        @Override
        List<Claim> wanted(Optional<Order> before, Order after) {
            return before.isEmpty() ? ImmutableList.of() : super.wanted(before, after);
        }
    }

    private static final class LooksApart extends ClaimingStorage {
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is what is wrong
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            return insertJudged(order, guard, request);
        }

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // only makes a race likelier
        void letOthersIn() {
            Thread.yield();
        }
    }

    private static final class TakesFirst extends ClaimingStorage {
        @Override
        WriteResult refused(WriteResult result, Optional<Order> after) {
            Claim taken = ((Refusal.Claimed) result.refusal().orElseThrow()).claim();
            List<Claim> wanted = after.orElseThrow().claims();
            ghosts.addAll(subjects(wanted.subList(0, wanted.indexOf(taken))));
            return result;
        }
    }

    private static final class ForgetsDrops extends ClaimingStorage {
        @Override
        public synchronized WriteResult update(
                OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            WriteResult result = super.update(id, change, request);
            result.before().ifPresent(before -> {
                Order after = result.after().orElseThrow();
                ghosts.addAll(Sets.difference(subjects(before.claims()), subjects(after.claims())));
            });
            return result;
        }
    }

    private static final class KeepsLongest extends ClaimingStorage {
        private final Map<String, Instant> longest = new ConcurrentHashMap<>();

        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            order.claims().forEach(claim -> longest.putIfAbsent(claim.subject(), claim.until()));
            return super.insert(order, guard, request);
        }

        @Override
        boolean isOver(Claim held, Order after) {
            return !longest.getOrDefault(held.subject(), held.until()).isAfter(after.updatedAt());
        }
    }

    private static final class ForgetsRemovals extends ClaimingStorage {
        @Override
        public synchronized WriteResult remove(
                OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            WriteResult result = super.remove(id, guard, request);
            result.before().ifPresent(gone -> ghosts.addAll(subjects(gone.claims())));
            return result;
        }
    }

    private static final class EndsOthers extends ClaimingStorage {
        private final Set<String> ended = Sets.newConcurrentHashSet();

        @Override
        public synchronized WriteResult remove(
                OrderId id, Function<Order, Optional<Refusal>> guard, Optional<RequestId> request) {
            WriteResult result = super.remove(id, guard, request);
            result.before().ifPresent(gone -> ended.addAll(subjects(gone.claims())));
            return result;
        }

        @Override
        boolean isSame(Claim held, Claim wanted) {
            return super.isSame(held, wanted) && !ended.contains(held.subject());
        }
    }

    private static final class TakesWhenRefused extends ClaimingStorage {
        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            WriteResult result = super.insert(order, guard, request);
            if (result.kind() == WriteResult.Kind.REFUSED && !isClaimed(result)) {
                ghosts.addAll(subjects(order.claims()));
            }
            return result;
        }
    }

    private static final class TakesWhenReplayed extends ClaimingStorage {
        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            WriteResult result = super.insert(order, guard, request);
            if (result.kind() == WriteResult.Kind.REPLAYED) {
                ghosts.addAll(subjects(order.claims()));
            }
            return result;
        }
    }

    private static final class RemembersRefused extends ClaimingStorage {
        private final Map<RequestId, OrderId> refused = new ConcurrentHashMap<>();

        @Override
        public synchronized WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            Optional<OrderId> known = request.map(refused::get);
            if (known.isPresent()) {
                return WriteResult.replayed(known.get(), real.get(known.get()));
            }
            WriteResult result = super.insert(order, guard, request);
            if (isClaimed(result)) {
                request.ifPresent(id -> refused.put(id, order.id()));
            }
            return result;
        }
    }

    private static final class WritesWhenClaimed extends ClaimingStorage {
        @Override
        WriteResult refused(WriteResult result, Optional<Order> after) {
            written(result.before(), after.orElseThrow());
            return result;
        }
    }

    private static final class LeavesOut extends ClaimingStorage {
        @Override
        WriteResult refused(WriteResult result, Optional<Order> after) {
            Order order = after.orElseThrow();
            return written(result.before(), order.withClaims(order.updatedAt(), ImmutableList.of()));
        }
    }

    private static final class NamesFirst extends ClaimingStorage {
        @Override
        WriteResult refused(WriteResult result, Optional<Order> after) {
            Claim first = after.orElseThrow().claims().get(0);
            return WriteResult.refused(result.id(), result.after(), new Refusal.Claimed(first));
        }
    }

    private static final class LeavesOrderOut extends ClaimingStorage {
        @Override
        WriteResult refused(WriteResult result, Optional<Order> after) {
            return WriteResult.refused(
                    result.id(), Optional.empty(), result.refusal().orElseThrow());
        }
    }

    private static final class TellsLiving extends ForwardingStorage {
        @Override
        public Optional<Order> holder(String space, String key) {
            Instant latest = all().stream()
                    .map(Order::updatedAt)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.MIN);
            return real.holder(space, key).filter(order -> order.claims().stream()
                    .anyMatch(claim -> claim.key().equals(key) && claim.until().isAfter(latest)));
        }
    }

    private static final class TellsFirst extends ForwardingStorage {
        private final Map<OrderId, Order> first = new ConcurrentHashMap<>();

        @Override
        public Optional<Order> holder(String space, String key) {
            return real.holder(space, key).map(order -> first.computeIfAbsent(order.id(), unknown -> order));
        }
    }

    private static final class TellsRefused extends ForwardingStorage {
        private final Map<String, Order> refused = new ConcurrentHashMap<>();

        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            WriteResult result = real.insert(order, guard, request);
            if (result.kind() == WriteResult.Kind.REFUSED) {
                subjects(order.claims()).forEach(subject -> refused.put(subject, order));
            }
            return result;
        }

        @Override
        public Optional<Order> holder(String space, String key) {
            return real.holder(space, key).or(() -> Optional.ofNullable(refused.get(Claim.subject(space, key))));
        }
    }

    private static final class TellsAnyCase extends ForwardingStorage {
        @Override
        public Optional<Order> holder(String space, String key) {
            return real.holder(space, key).or(() -> real.holder(Ascii.toLowerCase(space), key));
        }
    }

    private static final class ForgetsClaims extends ForwardingStorage {
        @Override
        public WriteResult insert(Order order, InsertGuard guard, Optional<RequestId> request) {
            return real.insert(order.withClaims(order.updatedAt(), ImmutableList.of()), guard, request);
        }
    }

    private static final class ForgetsWhenReopened extends ClaimingStorage {
        private final Set<OrderId> forgotten = Sets.newConcurrentHashSet();

        @Override
        ForwardingStorage reopened() {
            all().forEach(order -> forgotten.add(order.id()));
            return this;
        }

        @Override
        boolean isAnother(Order other, Order after) {
            return super.isAnother(other, after) && !forgotten.contains(other.id());
        }
    }
}
