package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.life.Around;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.provisioning.NewPanelServer;
import io.pteroorders.core.provisioning.NewPanelUser;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelNode;
import io.pteroorders.core.provisioning.PanelPage;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.PanelServer.Status;
import io.pteroorders.core.provisioning.Password;
import io.pteroorders.core.provisioning.ServerPanel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A panel's adapter with a bug. */
final class BuggyPanel implements Around {

    private static final Logger LOG = LoggerFactory.getLogger(BuggyPanel.class);

    private final PlantedBug bug;
    private final ServerPanel real;
    private int calls;

    BuggyPanel(PlantedBug bug, ServerPanel real) {
        this.bug = bug;
        this.real = real;
    }

    @Override
    public Object call(String method, Object[] arguments, Call call) throws Throwable {
        calls++;
        return switch (method) {
            case "findUser" -> user(arguments, call);
            case "createUser" ->
                bug == PlantedBug.NEW_USERS ? real.createUser(other((NewPanelUser) arguments[0])) : call.make();
            case "setPassword" -> sets((Long) arguments[0], (Password) arguments[1]);
            case "findServer" -> server(arguments, call);
            case "createServer" -> real.createServer(wrong((NewPanelServer) arguments[0]));
            case "servers" -> page((PanelPage) call.make());
            case "suspend" -> suspends((Long) arguments[0]);
            case "nodes" ->
                bug == PlantedBug.ENDLESS_ROOM
                        ? real.nodes().stream().map(BuggyPanel::endless).collect(ImmutableList.toImmutableList())
                        : call.make();
            default -> call.make();
        };
    }

    private Object user(Object[] arguments, Call call) throws Throwable {
        boolean byName = arguments[0] instanceof String;
        return switch (bug) {
            case ANY_USER -> byName ? real.findUser(1L).or(() -> real.findUser((String) arguments[0])) : call.make();
            case NEW_USERS -> byName ? Optional.empty() : call.make();
            default -> call.make();
        };
    }

    private NewPanelUser other(NewPanelUser user) {
        return new NewPanelUser(
                user.externalId() + "-" + calls, user.name() + calls, calls + user.mail(), user.displayName());
    }

    /** Sets a password, if that is what it does. */
    private Object sets(long user, Password password) {
        if (bug == PlantedBug.LOGS_PASSWORDS) {
            LOG.debug("sets {} of {}", password.reveal(), user);
        }
        real.setPassword(user, bug == PlantedBug.OTHER_PASSWORD ? Password.draw(new Random(calls)) : password);
        return Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private Object server(Object[] arguments, Call call) throws Throwable {
        try {
            return ((Optional<PanelServer>) call.make()).map(this::seen);
        } catch (PanelException e) {
            if (bug == PlantedBug.SILENCE_IS_NO && arguments[0] instanceof String) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private PanelPage page(PanelPage page) {
        return new PanelPage(
                page.servers().stream().map(this::seen).collect(ImmutableList.toImmutableList()), page.more());
    }

    private PanelServer seen(PanelServer server) {
        boolean isWrong = (bug == PlantedBug.READY_TOO_EARLY && server.status() == Status.INSTALLING)
                || (bug == PlantedBug.FAILED_IS_READY && server.status() == Status.INSTALL_FAILED);
        return isWrong
                ? new PanelServer(
                        server.id(),
                        server.externalId(),
                        server.identifier(),
                        server.name(),
                        Status.NORMAL,
                        server.limits(),
                        server.features(),
                        server.user(),
                        server.node(),
                        server.egg(),
                        server.allocation(),
                        server.address())
                : server;
    }

    private NewPanelServer wrong(NewPanelServer server) {
        return switch (bug) {
            case NEW_NAMES ->
                new NewPanelServer(
                        server.externalId() + "-" + calls, server.name(), server.user(), server.plan(), server.nodes());
            case SMALLER_SERVERS ->
                new NewPanelServer(
                        server.externalId(), server.name(), server.user(), half(server.plan()), server.nodes());
            default -> server;
        };
    }

    private static ServerPlan half(ServerPlan plan) {
        ServerLimits limits = plan.limits();
        return new ServerPlan(
                plan.egg(),
                plan.nest(),
                plan.locations(),
                plan.nodes(),
                new ServerLimits(limits.memory() / 2, limits.swap(), limits.disk(), limits.io(), limits.cpu()),
                plan.features(),
                plan.startup(),
                plan.automatic());
    }

    private Object suspends(long server) {
        switch (bug) {
            case SUSPENDS_NOTHING -> {}
            case DELETES_INSTEAD -> real.delete(server);
            default -> real.suspend(server);
        }
        return Optional.empty();
    }

    private static PanelNode endless(PanelNode node) {
        return new PanelNode(
                node.id(), node.location(), node.open(), OptionalLong.empty(), node.diskLeft(), node.portsLeft());
    }
}
