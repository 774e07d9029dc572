package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.provisioning.NewPanelServer;
import io.pteroorders.core.provisioning.NewPanelUser;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelException.Kind;
import io.pteroorders.core.provisioning.PanelNode;
import io.pteroorders.core.provisioning.PanelPage;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.PanelServer.Status;
import io.pteroorders.core.provisioning.PanelUser;
import io.pteroorders.core.provisioning.Password;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.PowerState;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.testkit.panel.FakePanel;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** An adapter with a fault. */
final class FaultyPanel implements ServerPanel {

    private final ServerPanel real;
    private final PanelFault fault;
    private final FakePanel fake;

    FaultyPanel(ServerPanel real, PanelFault fault, FakePanel fake) {
        this.real = real;
        this.fault = fault;
        this.fake = fake;
    }

    private boolean has(PanelFault which) {
        return fault == which;
    }

    private <T> Optional<T> found(Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (PanelException e) {
            if (has(PanelFault.TAKES_TROUBLE_FOR_ABSENCE)) {
                return Optional.empty();
            }
            throw told(e);
        }
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (PanelException e) {
            throw told(e);
        }
    }

    private PanelException told(PanelException e) {
        if (has(PanelFault.TELLS_ITS_KEY)) {
            return PanelException.about(e.kind(), e.field(), e.getMessage() + " with " + fake.applicationKey());
        }
        return has(PanelFault.FORGETS_HOW_LONG_TO_WAIT)
                ? PanelException.about(e.kind(), e.field(), String.valueOf(e.getMessage()))
                : e;
    }

    private void done(Runnable change) {
        try {
            change.run();
        } catch (PanelException e) {
            if (!has(PanelFault.TAKES_TROUBLE_FOR_DONE)) {
                throw told(e);
            }
        }
    }

    private PanelServer shown(PanelServer server) {
        boolean ready = (has(PanelFault.TAKES_INSTALLING_FOR_READY) && server.status() == Status.INSTALLING)
                || (has(PanelFault.TAKES_SUSPENDED_FOR_READY) && server.status() == Status.SUSPENDED);
        return new PanelServer(
                server.id(),
                server.externalId(),
                server.identifier(),
                server.name(),
                ready ? Status.NORMAL : server.status(),
                server.limits(),
                server.features(),
                server.user(),
                server.node(),
                server.egg(),
                server.allocation(),
                server.address());
    }

    private <T> Optional<T> byPart(
            String externalId, Iterable<T> all, Function<T, Optional<String>> id, Supplier<Optional<T>> exact) {
        if (has(PanelFault.FINDS_BY_A_PART)) {
            for (T each : all) {
                if (id.apply(each).filter(it -> it.contains(externalId)).isPresent()) {
                    return Optional.of(each);
                }
            }
        }
        return found(exact);
    }

    @Override
    public Optional<PanelUser> findUser(String externalId) {
        ImmutableList<PanelUser> all = fake.books().users().stream()
                .map(user -> new PanelUser(user.id(), user.externalId(), user.username()))
                .collect(ImmutableList.toImmutableList());
        return byPart(externalId, all, PanelUser::externalId, () -> real.findUser(externalId));
    }

    @Override
    public Optional<PanelUser> findUser(long id) {
        return found(() -> real.findUser(id));
    }

    @Override
    public PanelUser createUser(NewPanelUser user) {
        return asked(() -> real.createUser(user));
    }

    @Override
    public void setPassword(long user, Password password) {
        done(() -> real.setPassword(
                user, has(PanelFault.SETS_ANOTHER_PASSWORD) ? Password.draw(new SecureRandom()) : password));
    }

    @Override
    public PanelUser adoptUser(long user, String externalId) {
        try {
            return real.adoptUser(user, externalId);
        } catch (PanelException e) {
            if (has(PanelFault.ADOPTS_ANYBODY) && e.kind() == Kind.REFUSED) {
                return new PanelUser(user, Optional.of(externalId), "anybody");
            }
            throw told(e);
        }
    }

    @Override
    public Optional<PanelUser> findUserByMail(String mail) {
        return has(PanelFault.FINDS_BY_A_PART_OF_AN_ADDRESS)
                ? fake.books().users().stream()
                        .filter(user -> user.email().contains(mail))
                        .findFirst()
                        .map(user -> new PanelUser(user.id(), user.externalId(), user.username()))
                : found(() -> real.findUserByMail(mail));
    }

    @Override
    public Optional<PanelServer> findServer(String externalId) {
        return found(() -> real.findServer(externalId)).map(this::shown);
    }

    @Override
    public Optional<PanelServer> findServer(long id) {
        return found(() -> real.findServer(id)).map(this::shown);
    }

    @Override
    public PanelServer createServer(NewPanelServer server) {
        NewPanelServer sent = has(PanelFault.TAKES_THE_LAST_MACHINE_FIRST)
                ? new NewPanelServer(
                        server.externalId(),
                        server.name(),
                        server.user(),
                        server.plan(),
                        server.nodes().reverse())
                : server;
        try {
            return shown(real.createServer(sent));
        } catch (PanelException e) {
            if (has(PanelFault.MAKES_A_LOST_SERVER_AGAIN) && e.kind() == Kind.UNAVAILABLE) {
                return real.createServer(new NewPanelServer(
                        server.externalId() + "-2", server.name(), server.user(), server.plan(), server.nodes()));
            }
            if (has(PanelFault.REPEATS_WHAT_THE_PANEL_REFUSES) && e.kind() == Kind.REFUSED) {
                return real.createServer(sent);
            }
            throw told(e);
        }
    }

    @Override
    public PanelPage servers(int page) {
        PanelPage read = asked(() -> real.servers(page));
        return new PanelPage(read.servers(), read.more() && !has(PanelFault.READS_ONE_PAGE));
    }

    @Override
    public PanelServer describe(long server, String name, long user, String externalId) {
        PanelServer before =
                has(PanelFault.LOSES_THE_OWNER) ? real.findServer(server).orElse(null) : null;
        PanelServer after = asked(() -> real.describe(server, name, before == null ? user : before.user(), externalId));
        if (has(PanelFault.LOSES_THE_EXTERNAL_ID)) {
            fake.world()
                    .asAdmin(
                            "PATCH",
                            "servers/" + server + "/details",
                            "{\"name\":\"x\",\"user\":" + after.user() + "}");
        }
        return after;
    }

    @Override
    public PanelServer resize(PanelServer server, ServerPlan plan) {
        if (has(PanelFault.SENDS_HALF_OF_THE_LIMITS)) {
            ServerPlan half = new ServerPlan(
                    plan.egg(),
                    plan.nest(),
                    plan.locations(),
                    plan.nodes(),
                    plan.limits(),
                    ServerFeatures.NONE,
                    plan.startup(),
                    true);
            return real.resize(server, half);
        }
        return asked(() -> real.resize(server, plan));
    }

    @Override
    public void suspend(long server) {
        done(() -> real.suspend(server));
    }

    @Override
    public void unsuspend(long server) {
        done(() -> real.unsuspend(server));
    }

    @Override
    public void reinstall(long server) {
        done(() -> real.reinstall(server));
    }

    @Override
    public void delete(long server) {
        done(() -> real.delete(server));
    }

    @Override
    public ImmutableList<PanelNode> nodes() {
        ImmutableList<PanelNode> nodes = asked(real::nodes);
        return has(PanelFault.COUNTS_NO_SERVERS)
                ? nodes.stream()
                        .map(node -> new PanelNode(
                                node.id(),
                                node.location(),
                                node.open(),
                                OptionalLong.of(8_192),
                                node.diskLeft(),
                                node.portsLeft()))
                        .collect(ImmutableList.toImmutableList())
                : nodes;
    }

    @Override
    public ImmutableList<String> problems(ServerPlan plan) {
        return has(PanelFault.FINDS_NO_PROBLEMS) ? ImmutableList.of() : asked(() -> real.problems(plan));
    }

    @Override
    public PowerState power(String identifier) {
        return asked(() -> real.power(identifier));
    }

    @Override
    public void signal(String identifier, PowerSignal signal) {
        try {
            real.signal(identifier, signal);
        } catch (PanelException e) {
            if (!(has(PanelFault.STARTS_WITHOUT_LOOKING) && e.kind() == Kind.CONFLICT)) {
                throw told(e);
            }
        }
    }
}
