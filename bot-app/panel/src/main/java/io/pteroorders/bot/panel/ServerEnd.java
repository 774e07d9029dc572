package io.pteroorders.bot.panel;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.task.TaskResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends servers: those whose orders have ended, and those that may not run or were not paid for. They are kept from running
 * first, and deleted later. Thread-safe.
 */
final class ServerEnd {

    /** A panel that was asked for a server may be making it for so long without showing it. */
    private static final Duration UNSEEN = Duration.ofMinutes(2);

    private final PanelServers servers;
    private final ServerNeeds needs;
    private final PanelRooms rooms;
    private final Clock clock;

    ServerEnd(PanelServers servers, ServerNeeds needs, PanelRooms rooms, Clock clock) {
        this.servers = servers;
        this.needs = needs;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** Keeps the server of an order from running, if there is one. */
    TaskResult suspend(Order order) {
        if (needs.next(order) != Provisioning.Step.SUSPEND) {
            return TaskResult.DONE;
        }
        return servers.tried(order, () -> suspend(order, order.server().orElseThrow()));
    }

    private TaskResult suspend(Order order, Server server) {
        Optional<PanelServer> there = servers.find(server);
        if (there.isEmpty()) {
            return absent(order, server);
        }
        if (!Provisioning.maySuspend(server, there.get(), clock.instant())) {
            return TaskResult.again(
                    "its program is being put there", clock.instant().plus(PanelServers.LOOK_AGAIN));
        }
        PanelServer found = there.get();
        // Some machines let a suspended server run on, and a suspended one cannot be stopped any more.
        if (found.status() == PanelServer.Status.NORMAL) {
            servers.signal(found, PowerSignal.STOP);
        }
        servers.run(panel -> panel.suspend(found.id()));
        Server suspended = server.found(found.id(), found.identifier(), found.node(), found.address())
                .moved(ServerState.SUSPENDED, clock.instant());
        return servers.written(order, suspended);
    }

    private TaskResult absent(Order order, Server server) {
        boolean mayCome = server.state() == ServerState.CREATING
                && Duration.between(server.since(), clock.instant()).compareTo(UNSEEN) < 0;
        if (Provisioning.isKept(order)) {
            return TaskResult.failed("the panel has no such server any more");
        }
        if (mayCome) {
            return TaskResult.again(
                    "it may be there in a moment", clock.instant().plus(PanelServers.LOOK_AGAIN));
        }
        Server gone = server.moved(ServerState.DELETED, clock.instant());
        return servers.written(
                order, server.id().isPresent() ? gone.withTrouble(ServerTrouble.of(ServerTrouble.Kind.GONE)) : gone);
    }

    /** Deletes the server of an order. */
    TaskResult delete(Order order) {
        if (needs.next(order) != Provisioning.Step.DELETE) {
            return TaskResult.DONE;
        }
        return servers.tried(order, () -> {
            Server server = order.server().orElseThrow();
            servers.run(panel -> panel.delete(server.id().orElseThrow()));
            rooms.changed();
            return servers.written(order, server.moved(ServerState.DELETED, clock.instant()));
        });
    }
}
