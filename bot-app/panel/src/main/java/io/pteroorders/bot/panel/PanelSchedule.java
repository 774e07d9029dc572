package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.bot.panel.PanelTask.Work;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.task.TaskSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The work that the server of an order calls for, derived from the order and the clock alone. Thread-safe. */
final class PanelSchedule implements TaskSource<PanelTask> {

    /** Trouble that passes by itself is told of when it has lasted: by what watches the panel, once for all orders. */
    private static final ImmutableSet<ServerTrouble.Kind> PASSING =
            Sets.immutableEnumSet(ServerTrouble.Kind.PANEL_AWAY, ServerTrouble.Kind.KEY_REFUSED);

    /** What was to be told so long ago is of no use any more, and whether it was told need not be remembered. */
    private static final Duration OLD = Duration.ofDays(10);

    private final Duration deleteAfter;
    private final boolean deleteConfirm;
    private final Clock clock;

    PanelSchedule(Duration deleteAfter, boolean deleteConfirm, Clock clock) {
        this.deleteAfter = deleteAfter;
        this.deleteConfirm = deleteConfirm;
        this.clock = clock;
    }

    @Override
    public Stream<Due<PanelTask>> of(Order order) {
        Instant oldest = clock.instant().minus(OLD);
        return Stream.concat(
                work(order),
                order.server().stream().flatMap(server -> news(order, server)).filter(due -> !due.from()
                        .isBefore(oldest)));
    }

    private Stream<Due<PanelTask>> work(Order order) {
        Instant changed = order.lastChange().timestamp();
        return switch (Provisioning.next(order)) {
            case BEGIN, CREATE -> Stream.of(due(order, Work.MAKE, changed));
            case SUSPEND -> Stream.of(due(order, Work.SUSPEND, changed));
            case DELETE -> deletion(order, order.server().orElseThrow());
            case AWAIT_INSTALLED, NOTHING -> Stream.empty();
        };
    }

    private static Due<PanelTask> due(Order order, Work work, Instant from) {
        return due(order, work, "", from);
    }

    private static Due<PanelTask> due(Order order, Work work, String about, Instant from) {
        int round = order.server().map(Server::round).orElse(1);
        return new Due<>(new PanelTask(order.id(), work, round, about), from);
    }

    private Stream<Due<PanelTask>> deletion(Order order, Server server) {
        boolean agreed = !deleteConfirm || server.deletionAsked().isPresent();
        return agreed ? Stream.of(due(order, Work.DELETE, deletionTime(server))) : Stream.empty();
    }

    /** When a suspended server may be deleted. */
    Instant deletionTime(Server server) {
        return server.since().plus(deleteAfter);
    }

    private Stream<Due<PanelTask>> news(Order order, Server server) {
        return Stream.concat(
                trouble(server).map(kind -> due(order, Work.TELL_TROUBLE, kind.word(), server.since())).stream(),
                isOver(order) ? end(order, server) : Stream.empty());
    }

    /** Each trouble is told once in a round. */
    private static Optional<ServerTrouble.Kind> trouble(Server server) {
        return server.trouble()
                .map(ServerTrouble::kind)
                .filter(kind -> !PASSING.contains(kind) || server.state() == ServerState.FAILED);
    }

    /** Whether an order has ended, so that its server is to end too. */
    static boolean isOver(Order order) {
        return order.status() == OrderStatus.CANCELLED || order.status() == OrderStatus.REFUNDED;
    }

    private Stream<Due<PanelTask>> end(Order order, Server server) {
        return switch (server.state()) {
            case SUSPENDED ->
                deleteConfirm && server.deletionAsked().isEmpty()
                        ? Stream.of(
                                due(order, Work.TELL_SUSPENDED, server.since()),
                                due(order, Work.TELL_DELETION_DUE, deletionTime(server)))
                        : Stream.of(due(order, Work.TELL_SUSPENDED, server.since()));
            case DELETED ->
                server.id().isPresent() ? Stream.of(due(order, Work.TELL_DELETED, server.since())) : Stream.empty();
            case WANTED, CREATING, INSTALLING, READY, FAILED -> Stream.empty();
        };
    }
}
