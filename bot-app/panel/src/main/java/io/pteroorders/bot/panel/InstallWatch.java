package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.pteroorders.bot.panel.PanelCalls.Urgency;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelPage;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.service.ServerService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether programs are there that are being put on servers: for all orders by one question, since those servers are
 * the newest. It remembers nothing. Thread-safe.
 */
final class InstallWatch {

    private static final Logger LOG = LoggerFactory.getLogger(InstallWatch.class);

    /** So many pages have the newest servers; those that are not on them are asked for one by one. */
    private static final int PAGES = 2;

    private final OrderStorage storage;
    private final ServerService servers;
    private final PanelCalls calls;
    private final Clock clock;

    InstallWatch(OrderStorage storage, ServerService servers, PanelCalls calls, Clock clock) {
        this.storage = storage;
        this.servers = servers;
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * Looks once.
     *
     * @return whether something changed
     */
    synchronized boolean look() {
        ImmutableList<Order> installing =
                OrderWalk.of(storage, OrderQuery.oldestFirst().status(OrderStatus.PROCESSING)).stream()
                        .filter(order -> order.server()
                                .filter(server -> server.state() == ServerState.INSTALLING)
                                .isPresent())
                        .collect(ImmutableList.toImmutableList());
        if (installing.isEmpty()) {
            return false;
        }
        try {
            Map<Long, PanelServer> newest = newest(installing);
            boolean changed = false;
            for (Order order : installing) {
                changed |= tried(order, newest);
            }
            return changed;
        } catch (PanelException e) {
            LOG.warn("it is not known whether servers are ready: {}", e.getMessage());
            return false;
        }
    }

    private Map<Long, PanelServer> newest(ImmutableList<Order> installing) {
        Set<Long> wanted = installing.stream()
                .map(order -> order.server().flatMap(Server::id).orElseThrow())
                .collect(Collectors.toSet());
        Map<Long, PanelServer> seen = new HashMap<>();
        boolean more = true;
        for (int page = 1;
                more && page <= PAGES && !Sets.difference(wanted, seen.keySet()).isEmpty();
                page++) {
            int number = page;
            PanelPage found = calls.call(Urgency.BACKGROUND, panel -> panel.servers(number));
            found.servers().forEach(server -> seen.put(server.id(), server));
            more = found.more();
        }
        return seen;
    }

    /** One server's trouble holds up no other. */
    private boolean tried(Order order, Map<Long, PanelServer> newest) {
        try {
            return look(order, newest);
        } catch (PanelException e) {
            LOG.warn("it is not known whether the server of {} is ready: {}", order.id(), e.getMessage());
            return false;
        }
    }

    private boolean look(Order order, Map<Long, PanelServer> newest) {
        long id = order.server().flatMap(Server::id).orElseThrow();
        Optional<PanelServer> seen = Optional.ofNullable(newest.get(id))
                .or(() -> calls.call(Urgency.BACKGROUND, panel -> panel.findServer(id)));
        Server server = order.server().orElseThrow();
        Server next = seen.map(now -> next(server, now))
                .orElseGet(() -> server.failed(ServerTrouble.of(ServerTrouble.Kind.GONE), clock.instant()));
        return !next.equals(server)
                && servers.advance(order.id(), order.server(), next).value().isPresent();
    }

    private Server next(Server server, PanelServer seen) {
        return switch (Provisioning.progress(server, seen, clock.instant())) {
            case WAIT -> server;
            case SLOW -> server.withTrouble(ServerTrouble.of(ServerTrouble.Kind.INSTALL_SLOW));
            case FAIL -> server.failed(ServerTrouble.of(ServerTrouble.Kind.INSTALL_FAILED), clock.instant());
            case REINSTALL -> {
                calls.call(Urgency.ORDER, panel -> {
                    panel.reinstall(seen.id());
                    return seen;
                });
                yield server.reinstalled(clock.instant());
            }
            case READY ->
                server.found(
                                seen.id(),
                                seen.identifier(),
                                seen.node(),
                                seen.address().or(server::address))
                        .moved(ServerState.READY, clock.instant());
        };
    }
}
