package io.pteroorders.bot.panel;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.service.ServerService;
import io.pteroorders.core.task.TaskExecutor;
import io.pteroorders.core.task.TaskResult;
import io.pteroorders.notify.NotificationText;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Does what the server of an order calls for. Thread-safe. */
final class PanelWork implements TaskExecutor<PanelTask> {

    private final ServerService servers;
    private final ServerMaker maker;
    private final ServerEnd end;
    private final ServerResumption resumption;
    private final PanelCalls calls;
    private final PanelNotices notices;
    private final Runnable changed;

    /** @param changed is run when an order may have changed */
    PanelWork(
            ServerService servers,
            ServerMaker maker,
            ServerEnd end,
            ServerResumption resumption,
            PanelCalls calls,
            PanelNotices notices,
            Runnable changed) {
        this.servers = servers;
        this.maker = maker;
        this.end = end;
        this.resumption = resumption;
        this.calls = calls;
        this.notices = notices;
        this.changed = changed;
    }

    @Override
    public CompletionStage<TaskResult> attempt(PanelTask task) {
        Optional<Order> order = servers.current(task.order());
        return order.isEmpty()
                ? CompletableFuture.completedFuture(TaskResult.DONE)
                : attempt(task, order.get()).whenComplete((result, failure) -> changed.run());
    }

    private CompletionStage<TaskResult> attempt(PanelTask task, Order order) {
        return switch (task.work()) {
            case MAKE -> calls.later(() -> maker.goOn(order));
            case SUSPEND -> calls.later(() -> end.suspend(order));
            case RESUME -> calls.later(() -> resumption.resume(order));
            case APPLY -> calls.later(() -> resumption.apply(order));
            case RESIZE -> calls.later(() -> resumption.resize(order));
            case DELETE -> calls.later(() -> end.delete(order));
            case TELL_TROUBLE, TELL_SUSPENDED, TELL_SLOW, TELL_DELETION_DUE, TELL_DELETED -> {
                tell(task, order);
                yield CompletableFuture.completedFuture(TaskResult.DONE);
            }
        };
    }

    private void tell(PanelTask task, Order order) {
        switch (task.work()) {
            case TELL_SUSPENDED -> notices.tellCustomer(task.id(), NotificationText.SERVER_SUSPENDED_CUSTOMER, order);
            case TELL_SLOW -> notices.tellCustomer(task.id(), NotificationText.ORDER_CONFIRMED_CUSTOMER, order);
            case TELL_DELETION_DUE -> notices.tellAdmins(task.id(), NotificationText.SERVER_DELETION_DUE_ADMIN, order);
            case TELL_DELETED -> {
                notices.tellCustomer(task.id(), NotificationText.SERVER_DELETED_CUSTOMER, order);
                notices.tellAdmins(task.id(), NotificationText.SERVER_DELETED_ADMIN, order);
            }
            default -> {
                if (waitsForRoom(order)) {
                    notices.tellCustomer(task.id(), NotificationText.SERVER_WAITS_CUSTOMER, order);
                }
                if (isLate(order)) {
                    notices.tellCustomer("late:" + order.id(), NotificationText.SERVER_LATE_CUSTOMER, order);
                }
                notices.tellAdmins(task.id(), NotificationText.SERVER_TROUBLE_ADMIN, order);
            }
        }
    }

    /** Whether a customer waits for a server that does not get on by itself, and no admin stopped it. */
    private static boolean isLate(Order order) {
        return order.status() == OrderStatus.PROCESSING
                && order.server()
                        .filter(server -> server.state() == ServerState.FAILED)
                        .flatMap(Server::trouble)
                        .filter(trouble -> trouble.kind() != ServerTrouble.Kind.STOPPED)
                        .isPresent();
    }

    private static boolean waitsForRoom(Order order) {
        return order.server()
                .filter(server -> server.state() == ServerState.WANTED)
                .flatMap(Server::trouble)
                .map(ServerTrouble::kind)
                .filter(kind -> kind == ServerTrouble.Kind.NO_ROOM || kind == ServerTrouble.Kind.NO_PORT)
                .isPresent();
    }
}
