package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.bot.panel.PanelTask.Work;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.task.TaskSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The work that servers call for, derived from orders and the clock alone. That of a completed order also follows from those
 * that renewed it: each of them calls by itself for what it changes. Thread-safe.
 */
final class PanelSchedule implements TaskSource<PanelTask> {

    /** Trouble that passes by itself is told of when it has lasted: by what watches the panel, once for all orders. */
    private static final ImmutableSet<ServerTrouble.Kind> PASSING =
            Sets.immutableEnumSet(ServerTrouble.Kind.PANEL_AWAY, ServerTrouble.Kind.KEY_REFUSED);

    /** What was to be told so long ago is of no use any more, and whether it was told need not be remembered. */
    private static final Duration OLD = Duration.ofDays(10);

    /** A customer who paid hears only then that the server does not follow at once. */
    private static final Duration SLOW = Duration.ofMinutes(1);

    private final ServerNeeds needs;
    private final boolean deleteConfirm;
    private final Clock clock;

    /** @param deleteConfirm whether somebody has to agree before the server of an order that has ended is deleted */
    PanelSchedule(ServerNeeds needs, boolean deleteConfirm, Clock clock) {
        this.needs = needs;
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
        if (order.sequel().isPresent()) {
            return ofSequel(order);
        }
        Instant changed = order.lastChange().timestamp();
        return switch (needs.next(order)) {
            case BEGIN, CREATE -> Stream.of(due(order, Work.MAKE, changed));
            case SUSPEND -> Stream.of(due(order, Work.SUSPEND, sinceWhen(order), changed));
            case RESUME -> Stream.of(due(order, Work.RESUME, sinceWhen(order), changed));
            case DELETE -> deletion(order, order.server().orElseThrow());
            case AWAIT_INSTALLED -> Stream.empty();
            case NOTHING ->
                needs.isToBeLookedAt(order)
                        ? Stream.of(due(order, Work.RESUME, sinceWhen(order), changed))
                        : Stream.empty();
        };
    }

    private Stream<Due<PanelTask>> ofSequel(Order order) {
        Instant changed = order.lastChange().timestamp();
        String first = order.first().toString();
        return ServerNeeds.isToBeApplied(order)
                ? Stream.of(due(order, Work.APPLY, first, changed), due(order, Work.TELL_SLOW, changed.plus(SLOW)))
                : needs.resizing(order).map(at -> due(order, Work.RESIZE, first, at)).stream();
    }

    /** What is done about a server while its order stays completed may have to be done again later. */
    private static String sinceWhen(Order order) {
        return order.status() == OrderStatus.COMPLETED
                ? ServerNeeds.lastEntry(order)
                        .map(at -> Long.toString(at.toEpochMilli()))
                        .orElse("")
                : "";
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
        return agreed
                ? needs.deletion(order).map(at -> due(order, Work.DELETE, sinceWhen(order), at)).stream()
                : Stream.empty();
    }

    private Stream<Due<PanelTask>> news(Order order, Server server) {
        return Stream.concat(
                trouble(server).map(kind -> due(order, Work.TELL_TROUBLE, kind.word(), server.since())).stream(),
                ServerNeeds.isOver(order) || isEndedUnpaid(order, server) ? end(order, server) : Stream.empty());
    }

    /** Each trouble is told once in a round. */
    private static Optional<ServerTrouble.Kind> trouble(Server server) {
        return server.trouble()
                .map(ServerTrouble::kind)
                .filter(kind -> !PASSING.contains(kind) || server.state() == ServerState.FAILED);
    }

    private static boolean isEndedUnpaid(Order order, Server server) {
        return order.status() == OrderStatus.COMPLETED
                && server.state() == ServerState.DELETED
                && server.deletionAsked().isPresent();
    }

    private Stream<Due<PanelTask>> end(Order order, Server server) {
        return switch (server.state()) {
            case SUSPENDED ->
                deleteConfirm && server.deletionAsked().isEmpty()
                        ? Stream.of(
                                due(order, Work.TELL_SUSPENDED, server.since()),
                                due(
                                        order,
                                        Work.TELL_DELETION_DUE,
                                        needs.deletion(order).orElseThrow()))
                        : Stream.of(due(order, Work.TELL_SUSPENDED, server.since()));
            case DELETED ->
                server.id().isPresent() ? Stream.of(due(order, Work.TELL_DELETED, server.since())) : Stream.empty();
            case WANTED, CREATING, INSTALLING, READY, FAILED -> Stream.empty();
        };
    }
}
