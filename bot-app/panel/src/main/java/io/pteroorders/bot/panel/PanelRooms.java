package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelNode;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.provisioning.Room;
import io.pteroorders.core.provisioning.Rooms;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room of a panel, of which orders hold places. What the panel says is good for a while, and is all there is while it is
 * silent; what is held is asked of the orders each time. Places are numbered: who holds the next number has seen all that
 * was held before. Thread-safe.
 */
final class PanelRooms implements Rooms {

    private static final Logger LOG = LoggerFactory.getLogger(PanelRooms.class);
    private static final Duration FRESH = Duration.ofSeconds(30);
    private final PanelCalls calls;
    private final OrderStorage storage;
    private final Duration hold;
    private final Clock clock;
    private volatile Optional<Figures> known = Optional.empty();

    private record Figures(ImmutableList<PanelNode> nodes, Instant at) {

        /** Figures from a time to come are from before the clock was set back. */
        boolean isFresh(Instant now) {
            return !at.isAfter(now) && at.plus(FRESH).isAfter(now);
        }
    }

    /** @param hold how long a place is held at least */
    PanelRooms(PanelCalls calls, OrderStorage storage, Duration hold, Clock clock) {
        this.calls = calls;
        this.storage = storage;
        this.hold = hold;
        this.clock = clock;
    }

    /** Without figures from the panel nobody is sent away. */
    @Override
    public Optional<Place> take(ServerPlan plan, Instant now) {
        ImmutableList<Order> open = orders();
        List<ServerPlan> promised = open.stream()
                .filter(order -> Provisioning.holdsRoom(order, now))
                .map(order -> order.item().plan().orElseThrow())
                .toList();
        boolean full = nodes().filter(nodes -> !Room.of(nodes).without(promised).has(plan))
                .isPresent();
        return full
                ? Optional.empty()
                : Optional.of(
                        new Place(Optional.of(new Claim(SPACE, Long.toString(nextNumber(open, now)), now.plus(hold)))));
    }

    /** The number after the last that an open order has; one that has ended may still keep it from others. */
    private long nextNumber(ImmutableList<Order> open, Instant now) {
        long number = open.stream()
                .flatMap(order -> order.claims().stream())
                .filter(claim -> claim.space().equals(SPACE))
                .mapToLong(claim -> Long.parseLong(claim.key()))
                .max()
                .orElse(0);
        do {
            number++;
        } while (isKeptByEnded(Long.toString(number), now));
        return number;
    }

    private boolean isKeptByEnded(String number, Instant now) {
        return storage.holder(SPACE, number)
                .filter(order -> isOver(order.status()))
                .filter(order -> order.claims().stream()
                        .anyMatch(claim -> claim.subject().equals(Claim.subject(SPACE, number))
                                && claim.until().isAfter(now)))
                .isPresent();
    }

    /** Without figures from the panel nobody is sent away. */
    @Override
    public boolean canGrow(Server server, ServerPlan from, ServerPlan to) {
        Optional<Long> machine = server.node();
        return machine.isEmpty()
                || nodes().map(Room::of)
                        .map(room -> room.canGrow(machine.get(), from, to))
                        .orElse(true);
    }

    private static boolean isOver(OrderStatus status) {
        return switch (status) {
            case PENDING, CONFIRMED, PROCESSING -> false;
            case COMPLETED, CANCELLED, REFUNDED -> true;
        };
    }

    private ImmutableList<Order> orders() {
        return OrderWalk.of(
                storage,
                OrderQuery.oldestFirst().status(OrderStatus.PENDING, OrderStatus.CONFIRMED, OrderStatus.PROCESSING));
    }

    /** The machines; as they were, if the panel is silent; empty if it never said. */
    private Optional<ImmutableList<PanelNode>> nodes() {
        Instant now = clock.instant();
        if (known.filter(figures -> figures.isFresh(now)).isEmpty()) {
            try {
                fresh(PanelCalls.Urgency.PERSON);
            } catch (PanelException e) {
                LOG.warn("the room of the panel's machines is not known: {}", e.getMessage());
            }
        }
        return known.map(Figures::nodes);
    }

    /**
     * The room that there is now for orders that are paid.
     *
     * @throws PanelException if the panel does not say
     */
    Room fresh(PanelCalls.Urgency urgency) {
        int requests = 1 + known.map(figures -> figures.nodes().size()).orElse(1);
        ImmutableList<PanelNode> nodes = calls.call(urgency, requests, panel -> panel.nodes());
        known = Optional.of(new Figures(nodes, clock.instant()));
        return Room.of(nodes);
    }

    /**
     * The machines on which a server that is paid can be made, the best first.
     *
     * @throws PanelException if there is none, or the panel does not say
     */
    ImmutableList<Long> nodesFor(ServerPlan plan) {
        ImmutableList<Long> nodes = nodes().map(Room::of)
                .orElseGet(() -> fresh(PanelCalls.Urgency.ORDER))
                .nodesFor(plan);
        if (nodes.isEmpty()) {
            throw PanelException.of(PanelException.Kind.NO_ROOM, "no machine of the panel has room");
        }
        return nodes;
    }

    /** A server was made or is gone: what the panel said is not true any more. */
    void changed() {
        known = known.map(figures -> new Figures(figures.nodes(), Instant.EPOCH));
    }
}
