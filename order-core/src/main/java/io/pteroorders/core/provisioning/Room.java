package io.pteroorders.core.provisioning;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The room that a panel's machines have for more servers, beside those that are promised and not made yet. A pure function
 * of what the panel says; see {@link PanelNode} for what is counted. Immutable and thread-safe.
 */
public final class Room {

    private final ImmutableList<PanelNode> nodes;

    private Room(ImmutableList<PanelNode> nodes) {
        this.nodes = nodes;
    }

    /** All that machines have left. */
    public static Room of(Iterable<PanelNode> nodes) {
        return new Room(ImmutableList.copyOf(nodes));
    }

    /** What is left when servers are made that are promised, the largest first, each where it leaves the most. */
    public Room without(Iterable<ServerPlan> promised) {
        List<ServerPlan> largestFirst = new ArrayList<>(ImmutableList.copyOf(promised));
        largestFirst.sort(
                Comparator.comparingInt((ServerPlan plan) -> plan.limits().memory())
                        .reversed());
        Room left = this;
        for (ServerPlan plan : largestFirst) {
            left = left.without(plan);
        }
        return left;
    }

    /** A server that was promised where there is no room takes none. */
    private Room without(ServerPlan plan) {
        Optional<Long> taken = nodesFor(plan).stream().findFirst();
        return new Room(nodes.stream()
                .map(node -> taken.filter(id -> id == node.id()).isPresent() ? less(node, plan.limits()) : node)
                .collect(ImmutableList.toImmutableList()));
    }

    private static PanelNode less(PanelNode node, ServerLimits limits) {
        return new PanelNode(
                node.id(),
                node.location(),
                node.open(),
                less(node.memoryLeft(), limits.memory()),
                less(node.diskLeft(), limits.disk()),
                node.portsLeft() - 1);
    }

    private static OptionalLong less(OptionalLong left, int needed) {
        return left.isPresent() ? OptionalLong.of(left.getAsLong() - needed) : left;
    }

    /** Whether a server of a plan can be made. */
    public boolean has(ServerPlan plan) {
        return !nodesFor(plan).isEmpty();
    }

    /** The machines on which a server of a plan can be made, that with the most memory left first. */
    public ImmutableList<Long> nodesFor(ServerPlan plan) {
        return fitting(plan)
                .sorted(Comparator.comparingLong(
                                (PanelNode node) -> node.memoryLeft().orElse(Long.MAX_VALUE))
                        .reversed()
                        .thenComparing(PanelNode::id))
                .map(PanelNode::id)
                .collect(ImmutableList.toImmutableList());
    }

    /** Whether a server can become larger on its machine; so it is taken to be on one that is not known. */
    public boolean canGrow(long machine, ServerPlan from, ServerPlan to) {
        return nodes.stream()
                .filter(node -> node.id() == machine)
                .allMatch(node -> isEnough(
                                node.memoryLeft(),
                                to.limits().memory() - from.limits().memory())
                        && isEnough(
                                node.diskLeft(),
                                to.limits().disk() - from.limits().disk()));
    }

    /** Whether there is a machine on which a server of a plan may stand, full or not. */
    public boolean hasMachine(ServerPlan plan) {
        return nodes.stream().anyMatch(node -> mayStand(plan, node));
    }

    /** Whether machines could take a server of a plan if they had a free port: that is all that is missing. */
    public boolean lacksPortsAlone(ServerPlan plan) {
        return !has(plan)
                && nodes.stream().anyMatch(node -> mayStand(plan, node) && isLargeEnough(plan.limits(), node));
    }

    private Stream<PanelNode> fitting(ServerPlan plan) {
        return nodes.stream()
                .filter(node -> mayStand(plan, node) && isLargeEnough(plan.limits(), node) && node.portsLeft() > 0);
    }

    private static boolean mayStand(ServerPlan plan, PanelNode node) {
        if (!plan.nodes().isEmpty()) {
            return plan.nodes().stream().anyMatch(id -> id == node.id());
        }
        return node.open()
                && (plan.locations().isEmpty()
                        || plan.locations().stream()
                                .anyMatch(id -> OptionalLong.of(id).equals(node.location())));
    }

    private static boolean isLargeEnough(ServerLimits limits, PanelNode node) {
        return isEnough(node.memoryLeft(), limits.memory()) && isEnough(node.diskLeft(), limits.disk());
    }

    private static boolean isEnough(OptionalLong left, int needed) {
        return left.isEmpty() || left.getAsLong() >= needed;
    }
}
