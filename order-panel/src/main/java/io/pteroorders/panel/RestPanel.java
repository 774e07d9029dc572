package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.provisioning.NewPanelServer;
import io.pteroorders.core.provisioning.NewPanelUser;
import io.pteroorders.core.provisioning.PanelNode;
import io.pteroorders.core.provisioning.PanelPage;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.PanelUser;
import io.pteroorders.core.provisioning.Password;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.PowerState;
import io.pteroorders.core.provisioning.ServerPanel;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A panel that is spoken to in JSON: what its dialects have in common. */
abstract class RestPanel implements ServerPanel {

    private final Users users;
    private final Servers servers;
    private final Nodes nodes;
    private final Eggs eggs;
    private final Power power;

    RestPanel(PanelSettings given, PanelDialect dialect, Duration patience) {
        PanelSettings settings = given.checked(dialect.applicationKeyPrefix(), dialect.clientKeyPrefix());
        PanelHttp application =
                new PanelHttp(URI.create(settings.address() + "/api/application"), settings.applicationKey(), patience);
        URI client = URI.create(settings.address() + "/api/client");
        this.users = new Users(application, dialect);
        this.eggs = new Eggs(application, dialect);
        this.nodes = new Nodes(application, dialect);
        this.servers = new Servers(application, eggs, nodes);
        this.power = new Power(settings.clientKey().map(key -> new PanelHttp(client, key, patience)));
    }

    @Override
    public Optional<PanelUser> findUser(String externalId) {
        return users.find(externalId);
    }

    @Override
    public Optional<PanelUser> findUser(long id) {
        return users.find(id);
    }

    @Override
    public PanelUser createUser(NewPanelUser user) {
        return users.create(user);
    }

    @Override
    public void setPassword(long user, Password password) {
        users.setPassword(user, password);
    }

    @Override
    public PanelUser adoptUser(long user, String externalId) {
        return users.adopt(user, externalId);
    }

    @Override
    public Optional<PanelUser> findUserByMail(String mail) {
        return users.findByMail(mail);
    }

    @Override
    public Optional<PanelServer> findServer(String externalId) {
        return servers.find(externalId);
    }

    @Override
    public Optional<PanelServer> findServer(long id) {
        return servers.find(id);
    }

    @Override
    public PanelServer createServer(NewPanelServer server) {
        return servers.create(server);
    }

    @Override
    public PanelPage servers(int page) {
        return servers.page(page);
    }

    @Override
    public PanelServer describe(long server, String name, long user, String externalId) {
        return servers.describe(server, name, user, externalId);
    }

    @Override
    public PanelServer resize(PanelServer server, ServerPlan plan) {
        return servers.resize(server, plan);
    }

    @Override
    public void suspend(long server) {
        servers.suspend(server);
    }

    @Override
    public void unsuspend(long server) {
        servers.unsuspend(server);
    }

    @Override
    public void reinstall(long server) {
        servers.reinstall(server);
    }

    @Override
    public void delete(long server) {
        servers.delete(server);
    }

    @Override
    public ImmutableList<PanelNode> nodes() {
        return nodes.all();
    }

    @Override
    public ImmutableList<String> problems(ServerPlan plan) {
        return eggs.problems(plan);
    }

    @Override
    public PowerState power(String identifier) {
        return power.state(identifier);
    }

    @Override
    public void signal(String identifier, PowerSignal signal) {
        power.signal(identifier, signal);
    }
}
