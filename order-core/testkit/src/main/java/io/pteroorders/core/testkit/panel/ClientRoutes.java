package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.testkit.panel.Tables.ServerRow;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** What users do with their servers, through the client API, as an administrator who reaches all of them. */
final class ClientRoutes {

    /** The right that no application key has. */
    static final String CLIENT = "client";

    private static final ImmutableMap<String, String> POWER =
            ImmutableMap.of("signal", "required|string|in:start,stop,restart,kill");

    private final Tables tables;
    private final Wings wings;

    ClientRoutes(Tables tables, Wings wings) {
        this.tables = tables;
        this.wings = wings;
    }

    void addTo(Router router) {
        String servers = "api/client/servers/{identifier}";
        router.add(
                "GET",
                "api/client",
                CLIENT,
                call -> PanelReply.ok(
                        Views.list(tables.servers.all().stream().map(this::view).toList())));
        router.add("GET", servers, CLIENT, call -> PanelReply.ok(view(row(call))));
        router.add("GET", servers + "/resources", CLIENT, this::resources);
        router.add("POST", servers + "/power", CLIENT, this::power);
    }

    private ServerRow row(Router.Call call) {
        return tables.serverNamed(call.text("identifier")).orElseThrow();
    }

    private ObjectNode view(ServerRow server) {
        return Views.item(
                "server",
                Json.object()
                        .put("server_owner", false)
                        .put("identifier", server.identifier())
                        .put("uuid", server.uuid)
                        .put("name", server.name)
                        .put("status", server.status)
                        .put("is_suspended", server.isSuspended())
                        .put("is_installing", "installing".equals(server.status))
                        .put("is_transferring", server.transferring));
    }

    private PanelReply resources(Router.Call call) {
        ServerRow server = usable(row(call));
        ObjectNode stats = Json.object()
                .put("current_state", wings.told(server).name().toLowerCase(Locale.ROOT))
                .put("is_suspended", server.isSuspended());
        stats.putObject("resources")
                .put("memory_bytes", 0)
                .put("cpu_absolute", 0)
                .put("uptime", 0);
        return PanelReply.ok(Views.item("stats", stats));
    }

    private PanelReply power(Router.Call call) {
        ServerRow server = usable(row(call));
        Validation.check(call.body(), POWER, (what, value) -> true);
        wings.signal(
                server,
                PowerSignal.valueOf(call.body().path("signal").asString().toUpperCase(Locale.ROOT)));
        return PanelReply.DONE;
    }

    private ServerRow usable(ServerRow server) {
        if (server.status != null || server.transferring || tables.nodes.get(server.node).maintenance) {
            throw PanelRefusal.of(
                    409,
                    "ServerStateConflictException",
                    server.isSuspended()
                            ? "This server is currently suspended and the functionality requested is unavailable."
                            : "This server has not yet completed its installation process, please try again later.");
        }
        if (tables.nodes.get(server.node).wingsAway) {
            throw PanelRefusal.daemonAway();
        }
        return server;
    }
}
