package io.pteroorders.core.provisioning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The comparison of what a panel has with what orders say. It finds, and changes nothing. A pure function. Immutable and
 * thread-safe.
 */
public final class Reconciliation {

    /** What can differ. */
    public enum Kind {
        /** The panel has a server that bears the shop's name and belongs to no order. */
        SERVER_WITHOUT_ORDER,
        /** The order's server is not at the panel any more. */
        ORDER_WITHOUT_SERVER,
        /** The server's limits are not those that were sold. */
        OTHER_LIMITS,
        /** The server may run although its order has ended. */
        RUNS_THOUGH_ENDED,
        /** The server is suspended although it is paid. */
        SUSPENDED_THOUGH_PAID,
        /** The server belongs to another user. */
        OTHER_USER,
        /** The server lost the name by which the shop knows it. */
        NAME_LOST,
        /** The server has another address than the order says. */
        OTHER_ADDRESS
    }

    /**
     * One difference.
     *
     * @param kind what differs
     * @param order whose server it is; empty if nobody's
     * @param server the panel's short name for it
     */
    public record Finding(Kind kind, Optional<OrderId> order, String server) {}

    private Reconciliation() {}

    /** Whether a server has what was sold: its limits and features are those of the plan, if there is one. */
    public static boolean isAsSold(Optional<ServerPlan> plan, PanelServer seen) {
        return plan.isEmpty()
                || (seen.limits().equals(plan.map(ServerPlan::limits))
                        && seen.features().equals(plan.map(ServerPlan::features)));
    }

    /**
     * All differences, those of orders first, in their order.
     *
     * @param prefix what the shop's names for servers begin with
     * @param orders that have or had a server
     * @param plans what an order's server is to be now
     * @param servers all that the panel has
     */
    public static ImmutableList<Finding> of(
            String prefix,
            Iterable<Order> orders,
            Function<Order, Optional<ServerPlan>> plans,
            Iterable<PanelServer> servers) {
        Map<Long, PanelServer> byNumber = new HashMap<>();
        servers.forEach(server -> byNumber.put(server.id(), server));
        ImmutableList.Builder<Finding> all = ImmutableList.builder();
        Set<Long> known = new HashSet<>();
        for (Order order : orders) {
            order.server().ifPresent(server -> {
                server.id().ifPresent(known::add);
                all.addAll(findings(order, server, plans, byNumber));
            });
        }
        byNumber.values().stream()
                .filter(server -> !known.contains(server.id())
                        && server.externalId()
                                .filter(name -> name.startsWith(prefix))
                                .isPresent())
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .map(server -> new Finding(Kind.SERVER_WITHOUT_ORDER, Optional.empty(), server.identifier()))
                .forEach(all::add);
        return all.build();
    }

    private static List<Finding> findings(
            Order order, Server server, Function<Order, Optional<ServerPlan>> plans, Map<Long, PanelServer> byNumber) {
        if (server.id().isEmpty() || server.state() == ServerState.DELETED) {
            return List.of();
        }
        Optional<PanelServer> seen =
                Optional.ofNullable(byNumber.get(server.id().get()));
        List<Kind> kinds = seen.map(there -> kinds(order, server, plans.apply(order), there))
                .orElseGet(() -> List.of(Kind.ORDER_WITHOUT_SERVER));
        String name = server.identifier().orElseThrow();
        return kinds.stream()
                .map(kind -> new Finding(kind, Optional.of(order.id()), name))
                .toList();
    }

    private static List<Kind> kinds(Order order, Server server, Optional<ServerPlan> plan, PanelServer seen) {
        ImmutableMap<Kind, Boolean> differs = ImmutableMap.<Kind, Boolean>builder()
                .put(Kind.OTHER_LIMITS, !isAsSold(plan, seen))
                .put(Kind.RUNS_THOUGH_ENDED, isSuspended(server) && !isSuspended(seen))
                .put(
                        Kind.SUSPENDED_THOUGH_PAID,
                        order.status() == OrderStatus.COMPLETED && !isSuspended(server) && isSuspended(seen))
                .put(
                        Kind.OTHER_USER,
                        server.user().filter(user -> user.id() != seen.user()).isPresent())
                .put(Kind.NAME_LOST, !seen.externalId().equals(Optional.of(server.externalId())))
                .put(
                        Kind.OTHER_ADDRESS,
                        seen.address().isPresent()
                                && server.address().isPresent()
                                && !seen.address().equals(server.address()))
                .buildOrThrow();
        List<Kind> kinds = new ArrayList<>();
        differs.forEach((kind, is) -> {
            if (is) {
                kinds.add(kind);
            }
        });
        return kinds;
    }

    private static boolean isSuspended(Server server) {
        return server.state() == ServerState.SUSPENDED;
    }

    private static boolean isSuspended(PanelServer seen) {
        return seen.status() == PanelServer.Status.SUSPENDED;
    }
}
