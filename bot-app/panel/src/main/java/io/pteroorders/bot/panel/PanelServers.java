package io.pteroorders.bot.panel;

import io.pteroorders.bot.panel.PanelCalls.Urgency;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Server;
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

/** Servers that are there, as the work on orders finds and changes them. Thread-safe. */
final class PanelServers {

    static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private final ServerService servers;
    private final PanelCalls calls;
    private final boolean hasPower;
    private final Clock clock;

    /** @param hasPower whether servers can be started and stopped, too */
    PanelServers(ServerService servers, PanelCalls calls, boolean hasPower, Clock clock) {
        this.servers = servers;
        this.calls = calls;
        this.hasPower = hasPower;
        this.clock = clock;
    }

    /** By its number, which may be that of one that is gone, or else by its name. */
    Optional<PanelServer> find(Server server) {
        return server.id()
                .flatMap(id -> calls.call(Urgency.ORDER, panel -> panel.findServer(id)))
                .or(() -> calls.call(Urgency.ORDER, panel -> panel.findServer(server.externalId())));
    }

    void run(Consumer<ServerPanel> call) {
        calls.call(Urgency.ORDER, panel -> {
            call.accept(panel);
            return Optional.empty();
        });
    }

    /** Starts or stops a server; one that cannot be asked just now is left as it is. */
    void signal(PanelServer server, PowerSignal signal) {
        if (!hasPower) {
            return;
        }
        try {
            run(panel -> panel.signal(server.identifier(), signal));
        } catch (PanelException e) {
            if (e.kind() != PanelException.Kind.CONFLICT) {
                throw e;
            }
        }
    }

    /** What is written down is done; a server that somebody changed meanwhile is looked at anew. */
    TaskResult written(Order order, Server next) {
        return servers.advance(order.id(), order.server(), next)
                .value()
                .filter(now -> now.server().equals(Optional.of(next)))
                .map(now -> TaskResult.DONE)
                .orElseGet(() -> TaskResult.again("it changed meanwhile"));
    }

    /** Work on the server of an order. */
    interface Try {

        /** The work. */
        TaskResult run();
    }

    /** What comes of work that the panel may hinder. */
    TaskResult tried(Order order, Try attempt) {
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
