package io.pteroorders.core.order;

import static io.pteroorders.core.order.OrderStatus.CANCELLED;
import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static io.pteroorders.core.order.OrderStatus.CONFIRMED;
import static io.pteroorders.core.order.OrderStatus.PENDING;
import static io.pteroorders.core.order.OrderStatus.PROCESSING;
import static io.pteroorders.core.order.OrderStatus.REFUNDED;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Maps;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Sets;
import com.google.common.graph.Traverser;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * The arrows between statuses: the only place that knows which status may follow which. Every order starts as
 * {@link OrderStatus#PENDING}. Immutable and thread-safe.
 *
 * <p>{@link #ORDER_STATUS_FLOW} is the flow of the shop. Another one can be given to the service, the stores and the
 * test kit, to try a changed rule:
 *
 * <pre>{@code
 * OrderFlow noRefunds = OrderFlow.of(ImmutableSetMultimap.of(
 *         PENDING, CONFIRMED, CONFIRMED, COMPLETED, CONFIRMED, CANCELLED));
 * }</pre>
 */
public final class OrderFlow {

    /** An order in one of these waits for somebody, so a flow must lead out of it. */
    private static final ImmutableSet<OrderStatus> OPEN = ImmutableSet.of(PENDING, CONFIRMED, PROCESSING);

    /** The flow of the shop. Cancelled and refunded are final. */
    public static final OrderFlow ORDER_STATUS_FLOW = of(ImmutableSetMultimap.<OrderStatus, OrderStatus>builder()
            .putAll(PENDING, CONFIRMED, CANCELLED)
            .putAll(CONFIRMED, PROCESSING, CANCELLED)
            .putAll(PROCESSING, COMPLETED, CANCELLED)
            .putAll(COMPLETED, REFUNDED)
            .build());

    private final ImmutableSetMultimap<OrderStatus, OrderStatus> arrows;

    /** The same arrows where looking one up is cheapest. */
    private final ImmutableMap<OrderStatus, ImmutableSet<OrderStatus>> next;

    private OrderFlow(ImmutableSetMultimap<OrderStatus, OrderStatus> arrows) {
        this.arrows = arrows;
        this.next = Maps.immutableEnumMap(
                Maps.toMap(EnumSet.allOf(OrderStatus.class), from -> Sets.immutableEnumSet(arrows.get(from))));
    }

    /**
     * A flow with these arrows, each from its key to its value.
     *
     * @throws IllegalArgumentException if a status leads to itself, if an arrow begins at a status that no order can
     *     reach, or if an order can get stuck in pending, confirmed or processing
     */
    public static OrderFlow of(SetMultimap<OrderStatus, OrderStatus> arrows) {
        OrderFlow flow = new OrderFlow(ImmutableSetMultimap.copyOf(arrows));
        flow.check();
        return flow;
    }

    private void check() {
        arrows.forEach((from, to) -> {
            if (from == to) {
                throw new IllegalArgumentException(from.word() + " leads to itself");
            }
        });
        Set<OrderStatus> reachable =
                ImmutableSet.copyOf(Traverser.<OrderStatus>forGraph(arrows::get).breadthFirst(PENDING));
        for (OrderStatus from : arrows.keySet()) {
            if (!reachable.contains(from)) {
                throw new IllegalArgumentException(
                        "no order can reach " + from.word() + ", so its arrow to " + arrows.get(from) + " is dead");
            }
        }
        for (OrderStatus status : reachable) {
            if (OPEN.contains(status) && isFinal(status)) {
                throw new IllegalArgumentException("an order would be stuck in " + status.word());
            }
        }
    }

    /** Whether an order may move from one status to the other. Never true for the same status. */
    public boolean allows(OrderStatus from, OrderStatus to) {
        return Objects.requireNonNull(next.get(from)).contains(to);
    }

    /** The statuses that may follow; empty if {@code from} is final. */
    public ImmutableSet<OrderStatus> next(OrderStatus from) {
        return arrows.get(from);
    }

    /** Whether nothing may follow. */
    public boolean isFinal(OrderStatus status) {
        return next(status).isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OrderFlow that && arrows.equals(that.arrows);
    }

    @Override
    public int hashCode() {
        return arrows.hashCode();
    }

    @Override
    public String toString() {
        return arrows.toString();
    }
}
