package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.panel.PanelCalls.Urgency;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.provisioning.NewPanelServer;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.provisioning.Room;
import io.pteroorders.core.service.ServerService;
import io.pteroorders.core.task.TaskResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes servers, step by step. Each step is written down in the order before the next begins, and looks first where it may
 * have been done before: whatever breaks in between, there is one server in the end. Thread-safe.
 */
final class ServerMaker {

    /** A free port is looked for, the egg is read, and the server is asked for. */
    private static final int REQUESTS_TO_CREATE = 3;

    private final ServerService servers;
    private final PanelCalls calls;
    private final PanelRooms rooms;
    private final PanelUsers users;
    private final PanelIdentity identity;
    private final PanelNotices notices;
    private final Clock clock;

    /** A panel gives two servers that are made at once the same port. */
    private final ReentrantLock oneAfterAnother = new ReentrantLock(true);

    ServerMaker(
            ServerService servers,
            PanelCalls calls,
            PanelRooms rooms,
            PanelUsers users,
            PanelIdentity identity,
            PanelNotices notices,
            Clock clock) {
        this.servers = servers;
        this.calls = calls;
        this.rooms = rooms;
        this.users = users;
        this.identity = identity;
        this.notices = notices;
        this.clock = clock;
    }

    /** Goes on to make the server of an order as far as that goes now. */
    TaskResult goOn(Order order) {
        Provisioning.Step step = Provisioning.next(order);
        if (step != Provisioning.Step.BEGIN && step != Provisioning.Step.CREATE) {
            return TaskResult.DONE;
        }
        Optional<Server> tooLong =
                order.server().filter(server -> Provisioning.isPastPatience(server, clock.instant()));
        if (tooLong.isPresent()) {
            return fail(order, ServerTrouble.of(ServerTrouble.Kind.GIVEN_UP));
        }
        try {
            return step == Provisioning.Step.BEGIN ? begin(order) : create(order, true);
        } catch (PanelUsers.AddressTakenException e) {
            return fail(order, e.trouble());
        } catch (PanelException e) {
            return inVain(order, e);
        }
    }

    private TaskResult inVain(Order order, PanelException failure) {
        String why = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case TOO_MANY_CALLS ->
                TaskResult.again(why, clock.instant().plus(failure.retryAfter().orElse(Duration.ZERO)));
            case KEY_REFUSED -> {
                note(order, failure);
                yield TaskResult.closed(why);
            }
            case UNAVAILABLE, NO_ROOM, NO_PORT -> {
                note(order, failure);
                yield TaskResult.again(why);
            }
            case TAKEN, CONFLICT, NOT_FOUND, REFUSED ->
                fail(order, Provisioning.trouble(failure).orElseThrow());
        };
    }

    private void note(Order order, PanelException failure) {
        Provisioning.trouble(failure).ifPresent(trouble -> note(order, trouble));
    }

    /** Writes trouble down that may pass, if it is news. */
    private void note(Order order, ServerTrouble trouble) {
        Order now = servers.current(order.id()).orElse(order);
        Server server = now.server().orElseGet(() -> Server.wanted(identity.server(order.id()), clock.instant()));
        if (!server.trouble().equals(Optional.of(trouble))) {
            servers.advance(order.id(), now.server(), server.withTrouble(trouble));
        }
    }

    private TaskResult fail(Order order, ServerTrouble trouble) {
        Order now = servers.current(order.id()).orElse(order);
        Server server = now.server().orElseGet(() -> Server.wanted(identity.server(order.id()), clock.instant()));
        servers.advance(order.id(), now.server(), server.failed(trouble, clock.instant()));
        return TaskResult.DONE;
    }

    private TaskResult begin(Order order) {
        ServerPlan plan = order.item().plan().orElseThrow();
        Room room = rooms.fresh(Urgency.ORDER);
        if (!room.has(plan) && isUnmade(order)) {
            ServerTrouble.Kind kind =
                    room.lacksPortsAlone(plan) ? ServerTrouble.Kind.NO_PORT : ServerTrouble.Kind.NO_ROOM;
            note(order, ServerTrouble.of(kind));
            return TaskResult.again("there is no room at the panel: " + kind.word());
        }
        return servers.want(order.id(), identity.server(order.id()))
                .value()
                .filter(wanted -> Provisioning.next(wanted) == Provisioning.Step.BEGIN)
                .flatMap(wanted -> creating(wanted))
                .map(creating ->
                        create(creating, creating.server().orElseThrow().round() > 1))
                .orElse(TaskResult.DONE);
    }

    /** Whether the panel has never had the server. */
    private static boolean isUnmade(Order order) {
        return order.server().flatMap(Server::id).isEmpty();
    }

    /** The order as one whose server is asked for, by its owner. */
    private Optional<Order> creating(Order order) {
        Server server = order.server().orElseThrow();
        Server next = server.withUser(users.of(order)).moved(ServerState.CREATING, clock.instant());
        return advanced(order, next);
    }

    /** The order whose server has come to this; empty if somebody else was faster. */
    private Optional<Order> advanced(Order order, Server next) {
        return servers.advance(order.id(), order.server(), next).value().filter(now -> now.server()
                .equals(Optional.of(next)));
    }

    /** @param mayBeThere whether the panel may have made it already */
    private TaskResult create(Order order, boolean mayBeThere) {
        Server server = order.server().orElseThrow();
        oneAfterAnother.lock();
        try {
            Optional<PanelServer> there = mayBeThere
                    ? calls.call(Urgency.ORDER, panel -> panel.findServer(server.externalId()))
                    : Optional.empty();
            there.ifPresent(found -> notices.tellIfDifferent(order, found));
            PanelServer made = there.orElseGet(() -> make(order, server));
            advanced(order, found(server, made).moved(ServerState.INSTALLING, clock.instant()));
            return TaskResult.DONE;
        } finally {
            oneAfterAnother.unlock();
            rooms.changed();
        }
    }

    private static Server found(Server server, PanelServer made) {
        return server.found(made.id(), made.identifier(), made.node(), made.address());
    }

    private PanelServer make(Order order, Server server) {
        ServerPlan plan = order.item().plan().orElseThrow();
        ImmutableList<Long> nodes = rooms.nodesFor(plan);
        NewPanelServer wanted = new NewPanelServer(
                server.externalId(),
                order.item().packageName() + " " + order.id(),
                server.user().orElseThrow().id(),
                plan,
                nodes);
        return calls.call(Urgency.ORDER, REQUESTS_TO_CREATE, panel -> panel.createServer(wanted));
    }
}
