package io.pteroorders.storage.record;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.StatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Histories for orders whose own cannot have happened. */
final class HistoryRepair {

    /** The note of every entry that was rebuilt. */
    static final String NOTE = "History rebuilt at import";

    private HistoryRepair() {}

    /** Whether a history begins with pending, keeps to the flow and ends in a status. */
    static boolean leadsTo(OrderStatus status, List<StatusChange> history, OrderFlow flow) {
        if (history.isEmpty()
                || history.get(0).status() != OrderStatus.PENDING
                || Iterables.getLast(history).status() != status) {
            return false;
        }
        for (int i = 1; i < history.size(); i++) {
            if (!flow.allows(history.get(i - 1).status(), history.get(i).status())) {
                return false;
            }
        }
        return true;
    }

    static boolean goesBackwards(List<StatusChange> history) {
        for (int i = 1; i < history.size(); i++) {
            if (history.get(i).timestamp().isBefore(history.get(i - 1).timestamp())) {
                return true;
            }
        }
        return false;
    }

    /**
     * The shortest history that the flow allows, its entries spread evenly over a time.
     *
     * @throws OrderFormatException if no way of the flow leads to the status
     */
    static ImmutableList<StatusChange> rebuilt(OrderStatus status, Instant first, Instant last, OrderFlow flow)
            throws OrderFormatException {
        List<OrderStatus> way = shortestWay(status, flow);
        Duration whole = last.isBefore(first) ? Duration.ZERO : Duration.between(first, last);
        ImmutableList.Builder<StatusChange> history = ImmutableList.builder();
        for (int i = 0; i < way.size(); i++) {
            Instant at = first.plus(whole.multipliedBy(i).dividedBy(Math.max(1, way.size() - 1)));
            history.add(new StatusChange(way.get(i), at, StatusChange.SYSTEM, NOTE));
        }
        return history.build();
    }

    private static List<OrderStatus> shortestWay(OrderStatus status, OrderFlow flow) throws OrderFormatException {
        Deque<ImmutableList<OrderStatus>> ways = new ArrayDeque<>();
        Set<OrderStatus> reached = new HashSet<>();
        ways.add(ImmutableList.of(OrderStatus.PENDING));
        while (!ways.isEmpty()) {
            ImmutableList<OrderStatus> way = ways.remove();
            OrderStatus end = Iterables.getLast(way);
            if (end == status) {
                return way;
            }
            for (OrderStatus next : flow.next(end)) {
                if (reached.add(next)) {
                    ways.add(ImmutableList.<OrderStatus>builder()
                            .addAll(way)
                            .add(next)
                            .build());
                }
            }
        }
        throw new OrderFormatException("status is one that no order of this flow can reach");
    }
}
