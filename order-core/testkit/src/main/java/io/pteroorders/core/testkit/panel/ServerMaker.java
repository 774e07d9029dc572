package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.pteroorders.core.testkit.panel.Tables.AllocationRow;
import io.pteroorders.core.testkit.panel.Tables.EggRow;
import io.pteroorders.core.testkit.panel.Tables.NodeRow;
import io.pteroorders.core.testkit.panel.Tables.ServerRow;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** New servers, through the application API. A port is chosen without a lock, so two may be given the same. */
final class ServerMaker {

    private final AtomicBoolean losesNextPort = new AtomicBoolean();
    private final Tables tables;
    private final PanelFlavour flavour;
    private final ServerRoutes servers;
    private final NodeRoutes nodes;
    private final Views views;
    private final Wings wings;
    private final Clock clock;

    ServerMaker(
            Tables tables,
            PanelFlavour flavour,
            ServerRoutes servers,
            NodeRoutes nodes,
            Views views,
            Wings wings,
            Clock clock) {
        this.tables = tables;
        this.flavour = flavour;
        this.servers = servers;
        this.nodes = nodes;
        this.views = views;
        this.wings = wings;
        this.clock = clock;
    }

    /**
     * Where a server is to stand.
     *
     * @param port null if it has none
     */
    private record Place(NodeRow node, @Nullable AllocationRow port) {}

    void addTo(Router router) {
        router.addUnlocked("POST", "api/application/servers", "servers", this::create);
    }

    /** Lets somebody else be given the port of the next new server, between its choice and its use. */
    void loseNextPort() {
        losesNextPort.set(true);
    }

    private PanelReply create(Router.Call call) {
        Place place;
        ImmutableMap<String, String> environment;
        synchronized (tables) {
            place = place(call.body());
            environment = variables(
                    tables.eggs.get(call.body().path("egg").asLong()),
                    call.body().path("environment"));
        }
        synchronized (tables) {
            ServerRow server = insert(call.body(), place, environment);
            return PanelReply.created(views.server(server, call.includes()));
        }
    }

    private Place place(ObjectNode body) {
        boolean deploys = body.path("deploy").isObject();
        Validation.check(
                body,
                deploys ? flavour.deployRules() : flavour.serverRules(),
                (what, value) -> servers.isKnown(what, value, 0));
        if (deploys) {
            return deployed(body);
        }
        AllocationRow port =
                tables.allocations.get(body.path("allocation").path("default").asLong());
        return new Place(tables.nodes.get(port.node), port);
    }

    private Place deployed(ObjectNode body) {
        Set<String> locations = texts(body.path("deploy").path("locations")).collect(Collectors.toSet());
        ImmutableList<NodeRow> fitting = nodes.deployable(
                Json.number(body.path("limits").path("memory"), 0),
                Json.number(body.path("limits").path("disk"), 0),
                locations);
        ImmutableList<String> ranges =
                texts(body.path("deploy").path("port_range")).collect(ImmutableList.toImmutableList());
        if (ranges.isEmpty() && flavour.deploysWithoutPort()) {
            return new Place(fitting.get(0), null);
        }
        AllocationRow port = tables
                .allocations
                .where(each -> each.server == null
                        && fitting.stream().anyMatch(node -> node.id == each.node)
                        && isWithin(each.port, ranges))
                .stream()
                .findFirst()
                .orElseThrow(() -> PanelRefusal.of(
                        400,
                        "NoViableAllocationException",
                        "No allocations satisfying the requirements for automatic deployment were found."));
        return new Place(tables.nodes.get(port.node), port);
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(each -> each.asString(""));
    }

    private static boolean isWithin(int port, ImmutableList<String> ranges) {
        return ranges.isEmpty()
                || ranges.stream()
                        .map(range -> range.split("-"))
                        .anyMatch(ends ->
                                Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1]));
    }

    /**
     * All variables of an egg, as they are asked for.
     *
     * @throws PanelRefusal if one breaks its rules
     */
    static ImmutableMap<String, String> variables(EggRow egg, JsonNode wanted) {
        ObjectNode body = Json.object();
        body.set("environment", wanted);
        ImmutableMap<String, String> rules = egg.variables().stream()
                .collect(ImmutableMap.toImmutableMap(
                        variable -> "environment." + variable.name(), PanelVariable::rules));
        Validation.check(body, rules, (what, value) -> true);
        return ImmutableMap.copyOf(Maps.toMap(
                egg.variables().stream().map(PanelVariable::name).toList(),
                name -> Objects.requireNonNullElse(Json.text(wanted.path(name)), "")));
    }

    private ServerRow insert(ObjectNode body, Place place, ImmutableMap<String, String> environment) {
        AllocationRow port = place.port();
        if (port != null && losesNextPort.getAndSet(false)) {
            port.server = Long.MAX_VALUE;
        }
        if (port != null && port.server != null) {
            throw PanelRefusal.broken("DataValidationException");
        }
        ServerRow server = tables.servers.add(id -> new ServerRow(id, clock.instant()));
        server.node = place.node().id;
        if (port != null) {
            server.allocation = port.id;
            port.server = server.id;
        }
        fill(server, body, environment);
        return installed(server, place.node());
    }

    private void fill(ServerRow server, ObjectNode body, ImmutableMap<String, String> environment) {
        EggRow egg = tables.eggs.get(body.path("egg").asLong());
        server.externalId = Json.text(body.path("external_id"));
        server.name = body.path("name").asString();
        server.description = Objects.requireNonNullElse(Json.text(body.path("description")), "");
        server.user = body.path("user").asLong();
        server.egg = egg.id();
        server.image = body.path("docker_image")
                .asString(egg.images().values().stream().findFirst().orElse(""));
        server.startup = body.path("startup").asString(egg.startup());
        server.environment.putAll(environment);
        server.startOnCompletion = Json.truth(body.path("start_on_completion"), false);
        server.oomDisabled = flavour.isOomDisabled(body, true);
        fillLimits(server, body.path("limits"), body.path("feature_limits"));
        for (JsonNode more : body.path("allocation").path("additional")) {
            tables.allocations.get(more.asLong()).server = server.id;
        }
    }

    private static void fillLimits(ServerRow server, JsonNode limits, JsonNode features) {
        server.memory = Json.number(limits.path("memory"), 0);
        server.swap = Json.number(limits.path("swap"), 0);
        server.disk = Json.number(limits.path("disk"), 0);
        server.io = Json.number(limits.path("io"), 0);
        server.cpu = Json.number(limits.path("cpu"), 0);
        server.threads = Json.text(limits.path("threads"));
        server.databases = Json.number(features.path("databases"), 0);
        server.backups = Json.number(features.path("backups"), 0);
        server.allocationLimit = Json.number(features.path("allocations"), 0);
    }

    private ServerRow installed(ServerRow server, NodeRow node) {
        if (node.wingsAway) {
            tables.delete(server);
            throw PanelRefusal.daemonAway();
        }
        wings.install(server, true);
        return server;
    }
}
