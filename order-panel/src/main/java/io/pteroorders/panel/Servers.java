package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.provisioning.NewPanelServer;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelException.Kind;
import io.pteroorders.core.provisioning.PanelPage;
import io.pteroorders.core.provisioning.PanelServer;
import java.util.Optional;

/** A panel's servers. */
final class Servers {

    /** Ports are only told to whoever asks for them. */
    private static final String WITH_PORTS = "?include=allocations";

    private final PanelHttp application;
    private final Eggs eggs;
    private final Nodes nodes;

    Servers(PanelHttp application, Eggs eggs, Nodes nodes) {
        this.application = application;
        this.eggs = eggs;
        this.nodes = nodes;
    }

    private static String path(long id) {
        return "/servers/" + id;
    }

    /** The panel takes other cases for the same; the shop does not. */
    Optional<PanelServer> find(String externalId) {
        return application
                .get("/servers/external/" + PanelHttp.encoded(externalId) + WITH_PORTS)
                .objectIfThere()
                .map(ServerReader::server)
                .filter(server -> server.externalId().filter(externalId::equals).isPresent());
    }

    Optional<PanelServer> find(long id) {
        return application.get(path(id) + WITH_PORTS).objectIfThere().map(ServerReader::server);
    }

    PanelPage page(int number) {
        Fields page = application
                .get(Pages.page("/servers" + WITH_PORTS + "&sort=-id", number))
                .object();
        return new PanelPage(
                page.page().stream().map(ServerReader::ofAttributes).collect(ImmutableList.toImmutableList()),
                page.hasMorePages());
    }

    PanelServer create(NewPanelServer server) {
        ServerPlan plan = server.plan();
        Egg egg = eggs.need(plan);
        Body body = Body.empty()
                .put("external_id", server.externalId())
                .put("name", server.name())
                .put("user", server.user())
                .put("egg", plan.egg())
                .put("environment", egg.environment(plan.startup()))
                .put("limits", limits(plan.limits()))
                .put("feature_limits", features(plan.features()));
        plan.startup().image().or(egg::image).ifPresent(image -> body.put("docker_image", image));
        plan.startup().command().or(egg::command).ifPresent(command -> body.put("startup", command));
        body.put("allocation", ImmutableMap.of("default", nodes.freePort(server.nodes())));
        return ServerReader.server(
                application.post("/servers" + WITH_PORTS, body).object());
    }

    /** What is not said here is lost. */
    PanelServer describe(long id, String name, long user, String externalId) {
        Fields before = application.get(path(id)).object().attributes();
        Body body = Body.empty()
                .put("name", name)
                .put("user", user)
                .put("external_id", externalId)
                .put("description", before.text("description").orElse(""));
        return ServerReader.server(
                application.patch(path(id) + "/details" + WITH_PORTS, body).object());
    }

    /** What is not said here is lost, or without an end. */
    PanelServer resize(PanelServer server, ServerPlan plan) {
        long port = server.allocation()
                .orElseThrow(() -> PanelException.of(
                        Kind.REFUSED,
                        "server " + server.identifier() + " has no port, so its limits cannot be changed"));
        Body body = Body.empty()
                .put("allocation", port)
                .put("limits", limits(plan.limits()))
                .put("feature_limits", features(plan.features()));
        return ServerReader.server(application
                .patch(path(server.id()) + "/build" + WITH_PORTS, body)
                .object());
    }

    private static ImmutableMap<String, Integer> limits(ServerLimits limits) {
        return ImmutableMap.of(
                "memory", limits.memory(),
                "swap", limits.swap(),
                "disk", limits.disk(),
                "io", limits.io(),
                "cpu", limits.cpu());
    }

    private static ImmutableMap<String, Integer> features(ServerFeatures features) {
        return ImmutableMap.of(
                "databases", features.databases(),
                "backups", features.backups(),
                "allocations", features.allocations());
    }

    void suspend(long id) {
        application.post(path(id) + "/suspend").done();
    }

    void unsuspend(long id) {
        application.post(path(id) + "/unsuspend").done();
    }

    void reinstall(long id) {
        application.post(path(id) + "/reinstall").done();
    }

    void delete(long id) {
        application.delete(path(id)).doneOrNotThere();
    }
}
