package io.pteroorders.bot.panel;

import io.pteroorders.bot.panel.PanelCalls.Urgency;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.service.ServerService;
import io.pteroorders.core.task.TaskResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Ends servers whose orders have ended: kept from running first, deleted later. Thread-safe. */
final class ServerEnd {

    /** A panel that was asked for a server may be making it for so long without showing it. */
    private static final Duration UNSEEN = Duration.ofMinutes(2);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private final ServerService servers;
    private final PanelCalls calls;
    private final PanelRooms rooms;
    private final boolean hasPower;
    private final Clock clock;

    /** @param hasPower whether servers can be stopped, too */
    ServerEnd(ServerService servers, PanelCalls calls, PanelRooms rooms, boolean hasPower, Clock clock) {
        this.servers = servers;
        this.calls = calls;
        this.rooms = rooms;
        this.hasPower = hasPower;
        this.clock = clock;
    }

    /** Keeps the server of an order from running, if there is one. */
    TaskResult suspend(Order order) {
        if (Provisioning.next(order) != Provisioning.Step.SUSPEND) {
            return TaskResult.DONE;
        }
        return tried(order, () -> suspend(order, order.server().orElseThrow()));
    }

    private TaskResult suspend(Order order, Server server) {
        Optional<PanelServer> there = find(server);
        if (there.isEmpty()) {
            return absent(order, server);
        }
        if (!Provisioning.maySuspend(server, there.get(), clock.instant())) {
            return TaskResult.again(
                    "its program is being put there", clock.instant().plus(LOOK_AGAIN));
        }
        PanelServer found = there.get();
        stop(found);
        run(panel -> panel.suspend(found.id()));
        Server suspended = server.found(found.id(), found.identifier(), found.node(), found.address())
                .moved(ServerState.SUSPENDED, clock.instant());
        return written(order, suspended);
    }

    /** What is written down is done; a server that somebody changed meanwhile is looked at anew. */
    private TaskResult written(Order order, Server next) {
        return servers.advance(order.id(), order.server(), next)
                .value()
                .filter(now -> now.server().equals(Optional.of(next)))
                .map(now -> TaskResult.DONE)
                .orElseGet(() -> TaskResult.again("it changed meanwhile"));
    }

    /** By its number, which may be that of one that is gone, or else by its name. */
    private Optional<PanelServer> find(Server server) {
        return server.id()
                .flatMap(id -> calls.call(Urgency.ORDER, panel -> panel.findServer(id)))
                .or(() -> calls.call(Urgency.ORDER, panel -> panel.findServer(server.externalId())));
    }

    private TaskResult absent(Order order, Server server) {
        boolean mayCome = server.state() == ServerState.CREATING
                && Duration.between(server.since(), clock.instant()).compareTo(UNSEEN) < 0;
        if (mayCome) {
            return TaskResult.again(
                    "it may be there in a moment", clock.instant().plus(LOOK_AGAIN));
        }
        Server gone = server.moved(ServerState.DELETED, clock.instant());
        return written(
                order, server.id().isPresent() ? gone.withTrouble(ServerTrouble.of(ServerTrouble.Kind.GONE)) : gone);
    }

    private void run(Consumer<ServerPanel> call) {
        calls.call(Urgency.ORDER, panel -> {
            call.accept(panel);
            return Optional.empty();
        });
    }

    /** Some machines let a suspended server run on, and a suspended one cannot be stopped any more. */
    private void stop(PanelServer server) {
        if (!hasPower || server.status() != PanelServer.Status.NORMAL) {
            return;
        }
        try {
            run(panel -> panel.signal(server.identifier(), PowerSignal.STOP));
        } catch (PanelException e) {
            if (e.kind() != PanelException.Kind.CONFLICT) {
                throw e;
            }
        }
    }

    /** Deletes the server of an order. */
    TaskResult delete(Order order) {
        if (Provisioning.next(order) != Provisioning.Step.DELETE) {
            return TaskResult.DONE;
        }
        return tried(order, () -> {
            Server server = order.server().orElseThrow();
            run(panel -> panel.delete(server.id().orElseThrow()));
            rooms.changed();
            return written(order, server.moved(ServerState.DELETED, clock.instant()));
        });
    }

    private interface Try {

        TaskResult run();
    }

    private TaskResult tried(Order order, Try attempt) {
        try {
            return attempt.run();
        } catch (PanelException e) {
            String why = String.valueOf(e.getMessage());
            return switch (e.kind()) {
                case TOO_MANY_CALLS ->
                    TaskResult.again(why, clock.instant().plus(e.retryAfter().orElse(LOOK_AGAIN)));
                case UNAVAILABLE, CONFLICT, NOT_FOUND, NO_ROOM, NO_PORT -> TaskResult.again(why);
                case KEY_REFUSED -> TaskResult.closed(why);
                case TAKEN, REFUSED -> {
                    note(order, e);
                    yield TaskResult.failed(why);
                }
            };
        }
    }

    /** Somebody has to see to a server that the panel leaves as it is. */
    private void note(Order order, PanelException failure) {
        Provisioning.trouble(failure)
                .ifPresent(trouble -> servers.advance(
                        order.id(), order.server(), order.server().orElseThrow().withTrouble(trouble)));
    }
}
