package io.pteroorders.core.testkit;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.SetMultimap;
import com.google.common.graph.Traverser;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Flows, and the ways that an order can take in one. */
final class Flows {

    private static final int LONGEST_WAY = 6;
    private static final ImmutableSet<OrderStatus> OPEN =
            ImmutableSet.of(OrderStatus.PENDING, OrderStatus.CONFIRMED, OrderStatus.PROCESSING);

    private Flows() {}

    record Arrow(OrderStatus from, OrderStatus to) {}

    static Arbitrary<OrderFlow> any() {
        Arbitrary<OrderStatus> statuses = Arbitraries.of(OrderStatus.class);
        return Combinators.combine(statuses, statuses)
                .as(Arrow::new)
                .filter(arrow -> arrow.from() != arrow.to())
                .set()
                .ofMaxSize(12)
                .map(Flows::flow);
    }

    /** A flow of these arrows, without those that are dead, and with a way out where an order would be stuck. */
    private static OrderFlow flow(Set<Arrow> wanted) {
        SetMultimap<OrderStatus, OrderStatus> arrows = HashMultimap.create();
        wanted.forEach(arrow -> arrows.put(arrow.from(), arrow.to()));
        OPEN.stream()
                .filter(status -> arrows.get(status).isEmpty())
                .forEach(status -> arrows.put(status, OrderStatus.CANCELLED));
        Set<OrderStatus> reachable =
                ImmutableSet.copyOf(Traverser.<OrderStatus>forGraph(arrows::get).breadthFirst(OrderStatus.PENDING));
        arrows.keySet().retainAll(reachable);
        return OrderFlow.of(arrows);
    }

    /** All ways from pending along the arrows of a flow, the shortest first. */
    static ImmutableList<ImmutableList<OrderStatus>> ways(OrderFlow flow) {
        ImmutableList.Builder<ImmutableList<OrderStatus>> all = ImmutableList.builder();
        Queue<ImmutableList<OrderStatus>> open = new ArrayDeque<>(List.of(ImmutableList.of(OrderStatus.PENDING)));
        while (!open.isEmpty()) {
            ImmutableList<OrderStatus> way = open.remove();
            all.add(way);
            if (way.size() <= LONGEST_WAY) {
                for (OrderStatus next : flow.next(Iterables.getLast(way))) {
                    open.add(ImmutableList.<OrderStatus>builder()
                            .addAll(way)
                            .add(next)
                            .build());
                }
            }
        }
        return all.build();
    }
}
