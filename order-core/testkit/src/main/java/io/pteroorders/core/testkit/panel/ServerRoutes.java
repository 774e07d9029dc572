package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.testkit.panel.Tables.AllocationRow;
import io.pteroorders.core.testkit.panel.Tables.NodeRow;
import io.pteroorders.core.testkit.panel.Tables.ServerRow;
import java.time.Clock;
import java.util.Comparator;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Servers that are there, through the application API; {@link ServerMaker} makes new ones. */
final class ServerRoutes {

    private static final Listing<ServerRow> LISTING = new Listing<>(
            ImmutableMap.of(
                    "uuid", Listing.partly(server -> server.uuid),
                    "uuidShort", Listing.partly(ServerRow::identifier),
                    "name", Listing.partly(server -> server.name),
                    "description", Listing.partly(server -> server.description),
                    "image", Listing.partly(server -> server.image),
                    "external_id", Listing.partly(server -> server.externalId)),
            ImmutableMap.of(
                    "id", Comparator.comparing(server -> server.id),
                    "uuid", Comparator.comparing(server -> server.uuid)));

    private static final ImmutableMap<String, String> DETAILS = ImmutableMap.of(
            "external_id", "sometimes|nullable|string|between:1,191|unique:servers.external_id",
            "name", "required|string|between:1,191",
            "user", "required|integer|exists:users.id",
            "description", "nullable|string");

    private final Tables tables;
    private final PanelFlavour flavour;
    private final Views views;
    private final Wings wings;
    private final Clock clock;

    ServerRoutes(Tables tables, PanelFlavour flavour, Views views, Wings wings, Clock clock) {
        this.tables = tables;
        this.flavour = flavour;
        this.views = views;
        this.wings = wings;
        this.clock = clock;
    }

    void addTo(Router router) {
        String servers = "api/application/servers";
        router.add("GET", servers, "servers", this::list);
        router.add("GET", servers + "/{server}", "servers", call -> shown(row(call), call));
        router.add("GET", servers + "/external/{external}", "servers", this::external);
        router.add("PATCH", servers + "/{server}/details", "servers", this::details);
        router.add("PATCH", servers + "/{server}/build", "servers", this::build);
        router.add("PATCH", servers + "/{server}/startup", "servers", this::startup);
        router.add("POST", servers + "/{server}/suspend", "servers", this::suspend);
        router.add("POST", servers + "/{server}/unsuspend", "servers", this::unsuspend);
        router.add("POST", servers + "/{server}/reinstall", "servers", this::reinstall);
        router.add("DELETE", servers + "/{server}", "servers", this::delete);
        router.add("DELETE", servers + "/{server}/{force}", "servers", this::delete);
    }

    private ServerRow row(Router.Call call) {
        return tables.servers.get(call.id("server"));
    }

    private NodeRow nodeOf(ServerRow server) {
        return tables.nodes.get(server.node);
    }

    private PanelReply shown(ServerRow server, Router.Call call) {
        return PanelReply.ok(views.server(server, call.includes()));
    }

    private PanelReply list(Router.Call call) {
        return PanelReply.ok(
                LISTING.page(call.request(), tables.servers.all(), server -> views.server(server, call.includes())));
    }

    private PanelReply external(Router.Call call) {
        return tables.servers.all().stream()
                .filter(server -> Tables.isSame(server.externalId, call.text("external")))
                .findFirst()
                .map(server -> shown(server, call))
                .orElseThrow(PanelRefusal::notFound);
    }

    /** Whether there is what a rule names; names of a server's own are not taken. */
    boolean isKnown(String what, JsonNode value, long self) {
        String text = value.asString("");
        long number = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        return switch (what) {
            case "users.id" -> tables.users.find(number).isPresent();
            case "eggs.id" -> tables.eggs.find(number).isPresent();
            case "allocations.id" -> tables.allocations.find(number).isPresent();
            case "allocations.free" ->
                tables.allocations
                        .find(number)
                        .filter(each -> each.server == null)
                        .isPresent();
            default ->
                !tables.servers
                        .where(each -> each.id != self && Tables.isSame(each.externalId, text))
                        .isEmpty();
        };
    }

    private PanelReply details(Router.Call call) {
        ServerRow server = row(call);
        JsonNode body = call.body();
        Validation.check(body, DETAILS, (what, value) -> isKnown(what, value, server.id));
        server.externalId = Json.text(body.path("external_id"));
        server.name = body.path("name").asString();
        server.user = body.path("user").asLong();
        server.description = Objects.requireNonNullElse(Json.text(body.path("description")), "");
        server.updatedAt = clock.instant();
        return shown(server, call);
    }

    private PanelReply build(Router.Call call) {
        ServerRow server = row(call);
        JsonNode body = call.body();
        Validation.check(body, flavour.buildRules(), (what, value) -> isKnown(what, value, server.id));
        changePorts(server, body);
        changeLimits(server, body.has("limits") ? body.path("limits") : body);
        changeFeatures(server, body.path("feature_limits"));
        server.oomDisabled = flavour.isOomDisabled(body, server.oomDisabled);
        server.updatedAt = clock.instant();
        return shown(server, call);
    }

    private static void changeLimits(ServerRow server, JsonNode limits) {
        server.memory = Json.number(limits.path("memory"), server.memory);
        server.swap = Json.number(limits.path("swap"), server.swap);
        server.disk = Json.number(limits.path("disk"), server.disk);
        server.io = Json.number(limits.path("io"), server.io);
        server.cpu = Json.number(limits.path("cpu"), server.cpu);
        if (limits.has("threads")) {
            server.threads = Json.text(limits.path("threads"));
        }
    }

    /** What is missing is not left as it is. */
    private static void changeFeatures(ServerRow server, JsonNode features) {
        server.databases = Json.number(features.path("databases"));
        server.backups = Json.number(features.path("backups"), 0);
        server.allocationLimit = Json.number(features.path("allocations"));
    }

    private void changePorts(ServerRow server, JsonNode body) {
        ImmutableList<AllocationRow> added = free(server, body.path("add_allocations"));
        added.forEach(each -> each.server = server.id);
        long first = body.path("allocation").asLong();
        if (!Objects.equals(tables.allocations.get(first).server, server.id)) {
            added.forEach(each -> each.server = null);
            throw PanelRefusal.display("The requested default allocation is not currently assigned to this server.");
        }
        server.allocation = first;
        for (JsonNode removed : body.path("remove_allocations")) {
            remove(server, removed.asLong(), added);
        }
    }

    private ImmutableList<AllocationRow> free(ServerRow server, JsonNode wanted) {
        ImmutableList<Long> ids = wanted.valueStream().map(JsonNode::asLong).collect(ImmutableList.toImmutableList());
        return tables.allocations.where(
                each -> ids.contains(each.id) && each.node == server.node && each.server == null);
    }

    private void remove(ServerRow server, long id, ImmutableList<AllocationRow> added) {
        if (Objects.equals(server.allocation, id)) {
            server.allocation = added.stream()
                    .map(each -> each.id)
                    .findFirst()
                    .orElseThrow(() -> PanelRefusal.display("You are attempting to delete the default allocation for"
                            + " this server but there is no fallback allocation to use."));
        }
        tables.allocations
                .find(id)
                .filter(each -> Objects.equals(each.server, server.id))
                .ifPresent(each -> each.server = null);
    }

    private PanelReply startup(Router.Call call) {
        ServerRow server = row(call);
        JsonNode body = call.body();
        Validation.check(body, flavour.startupRules(), (what, value) -> isKnown(what, value, server.id));
        long egg = body.path("egg").asLong(server.egg);
        if (!body.path("environment").isEmpty()) {
            ImmutableMap<String, String> values = ServerMaker.variables(tables.eggs.get(egg), body.path("environment"));
            server.environment.clear();
            server.environment.putAll(values);
        }
        server.egg = egg;
        server.startup = body.path("startup").asString(server.startup);
        server.image = body.path("image").asString(server.image);
        return shown(server, call);
    }

    private PanelReply suspend(Router.Call call) {
        ServerRow server = movable(row(call));
        if (!server.isSuspended()) {
            server.status = "suspended";
            if (nodeOf(server).wingsAway) {
                server.status = flavour.takesSuspensionBack() ? null : "suspended";
                throw PanelRefusal.daemonAway();
            }
            wings.suspended(server);
        }
        return PanelReply.DONE;
    }

    private PanelReply unsuspend(Router.Call call) {
        ServerRow server = movable(row(call));
        if (server.isSuspended()) {
            if (nodeOf(server).wingsAway) {
                throw PanelRefusal.daemonAway();
            }
            server.status = null;
        }
        return PanelReply.DONE;
    }

    private static ServerRow movable(ServerRow server) {
        if (server.transferring) {
            throw PanelRefusal.of(
                    409,
                    "ConflictHttpException",
                    "Cannot toggle suspension status on a server that is currently being transferred.");
        }
        return server;
    }

    private PanelReply reinstall(Router.Call call) {
        ServerRow server = row(call);
        if (nodeOf(server).wingsAway) {
            throw PanelRefusal.daemonAway();
        }
        wings.install(server, false);
        return PanelReply.DONE;
    }

    private PanelReply delete(Router.Call call) {
        ServerRow server = row(call);
        if (nodeOf(server).wingsAway && !"force".equals(call.bound().get("force"))) {
            throw PanelRefusal.daemonAway();
        }
        tables.delete(server);
        return PanelReply.DONE;
    }
}
