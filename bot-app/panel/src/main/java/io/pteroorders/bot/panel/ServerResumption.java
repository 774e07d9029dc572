package io.pteroorders.bot.panel;

import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.service.ServerService;
import io.pteroorders.core.service.SubscriptionUpkeep;
import io.pteroorders.core.task.TaskResult;
import java.time.Clock;
import java.util.Optional;

/** Lets servers run again that may, and be what was paid for. It is looked afterwards whether the panel did it. Thread-safe. */
final class ServerResumption {

    private static final String REFUSED = "The panel refused the other package";

    private final ServerService orders;
    private final SubscriptionUpkeep upkeep;
    private final PanelServers servers;
    private final ServerNeeds needs;
    private final Clock clock;

    ServerResumption(
            ServerService orders, SubscriptionUpkeep upkeep, PanelServers servers, ServerNeeds needs, Clock clock) {
        this.orders = orders;
        this.upkeep = upkeep;
        this.servers = servers;
        this.needs = needs;
        this.clock = clock;
    }

    /** Lets the server of an order run. */
    TaskResult resume(Order first) {
        return needs.next(first) == Provisioning.Step.RESUME || needs.isToBeLookedAt(first)
                ? servers.tried(first, () -> run(first, find(first)))
                : TaskResult.DONE;
    }

    /** Makes the server of the first order as one that was paid later says, which is completed then. */
    TaskResult apply(Order sequel) {
        Optional<Order> first = orders.current(sequel.first()).filter(Provisioning::isKept);
        if (first.isEmpty() || !ServerNeeds.isToBeApplied(sequel)) {
            return TaskResult.DONE;
        }
        return servers.tried(first.get(), () -> apply(sequel, first.get()));
    }

    private TaskResult apply(Order sequel, Order first) {
        Optional<PanelServer> there = find(first);
        TaskResult ran = needs.mayRun(first) ? run(first, there) : TaskResult.DONE;
        if (!ran.equals(TaskResult.DONE)) {
            return ran;
        }
        // Something else may have been sold since.
        Optional<ServerPlan> plan = sequel.item().plan().flatMap(any -> needs.plan(first));
        if (plan.isPresent() && !isResized(there, plan.get())) {
            upkeep.inVain(sequel.id(), REFUSED);
            return TaskResult.DONE;
        }
        upkeep.applied(sequel.id());
        return TaskResult.DONE;
    }

    /** Whether the panel did not refuse it for good. */
    private boolean isResized(Optional<PanelServer> there, ServerPlan plan) {
        try {
            there.ifPresent(server -> servers.run(panel -> panel.resize(server, plan)));
            return true;
        } catch (PanelException e) {
            if (e.kind() == PanelException.Kind.REFUSED) {
                return false;
            }
            throw e;
        }
    }

    /** Gives the server of the first order the size of what is sold by now. */
    TaskResult resize(Order sequel) {
        Optional<Order> first = orders.current(sequel.first()).filter(Provisioning::isKept);
        Optional<ServerPlan> plan = first.flatMap(needs::plan);
        if (first.isEmpty() || plan.isEmpty()) {
            return TaskResult.DONE;
        }
        return servers.tried(first.get(), () -> {
            find(first.get()).ifPresent(server -> servers.run(panel -> panel.resize(server, plan.get())));
            return TaskResult.DONE;
        });
    }

    private Optional<PanelServer> find(Order first) {
        return servers.find(first.server().orElseThrow());
    }

    private TaskResult run(Order first, Optional<PanelServer> there) {
        if (there.isEmpty()) {
            return TaskResult.failed("the panel has no such server any more");
        }
        if (there.get().status() == PanelServer.Status.SUSPENDED) {
            servers.run(panel -> panel.unsuspend(there.get().id()));
            Optional<PanelServer> after = find(first);
            if (after.filter(seen -> seen.status() == PanelServer.Status.SUSPENDED)
                    .isPresent()) {
                return TaskResult.again("the panel still keeps it from running");
            }
            servers.signal(there.get(), PowerSignal.START);
        }
        Server server = first.server().orElseThrow();
        return server.state() == ServerState.SUSPENDED
                ? servers.written(first, server.moved(ServerState.READY, clock.instant()))
                : TaskResult.DONE;
    }
}
