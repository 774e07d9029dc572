package io.pteroorders.core.service;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.provisioning.Rooms;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Places for servers of orders that nobody has paid: held before the customer is asked for money. Thread-safe. */
final class Places {

    /** So many may be after the same place at once; each round one of them has it. */
    private static final int MOST_ROUNDS = 100;

    private final Rooms rooms;
    private final Supplier<PackageCatalog> catalog;

    Places(Rooms rooms, Supplier<PackageCatalog> catalog) {
        this.rooms = rooms;
        this.catalog = catalog;
    }

    /**
     * Writes an order with a place for its server, if it needs one and holds none.
     *
     * @param write tries to write the order with what it is given, and says what became of it
     * @param isTaken whether that was that another order {@linkplain #isTaken(Optional) has the place}
     * @return what became of it; refused with {@link Refusal.NoRoom} if there is no place
     */
    <T> Outcome<T> with(
            Order order, Instant now, Function<UnaryOperator<Order>, T> write, Predicate<? super T> isTaken) {
        Optional<ServerPlan> plan = order.item().plan();
        if (plan.isEmpty() || Provisioning.holdsRoom(order, now)) {
            return Outcome.done(write.apply(UnaryOperator.identity()));
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<Rooms.Place> place = rooms.take(plan.get(), now);
            if (place.isEmpty()) {
                return Outcome.refused(noRoom(order, now));
            }
            T result = write.apply(free -> holding(free, place.get(), now));
            if (!isTaken.test(result)) {
                return Outcome.done(result);
            }
        }
        return Outcome.refused(noRoom(order, now));
    }

    private static Order holding(Order order, Rooms.Place place, Instant now) {
        return place.claim()
                .map(claim -> order.withClaims(
                        now, Stream.concat(others(order), Stream.of(claim)).toList()))
                .orElse(order);
    }

    private static Stream<Claim> others(Order order) {
        return order.claims().stream().filter(claim -> !claim.space().equals(Rooms.SPACE));
    }

    /** Whether an order was refused because another has its place. */
    static boolean isTaken(Optional<Refusal> refusal) {
        return refusal.filter(why -> why instanceof Refusal.Claimed other
                        && other.claim().space().equals(Rooms.SPACE))
                .isPresent();
    }

    private Refusal.NoRoom noRoom(Order order, Instant now) {
        PackageType wanted = order.item().packageType();
        Predicate<PackageInfo> hasRoom = sold ->
                sold.plan().filter(plan -> rooms.take(plan, now).isEmpty()).isEmpty();
        ImmutableList<PackageType> others = catalog.get().forSale().stream()
                .filter(sold -> !sold.type().equals(wanted))
                .filter(hasRoom)
                .map(PackageInfo::type)
                .collect(ImmutableList.toImmutableList());
        return new Refusal.NoRoom(wanted, others);
    }
}
