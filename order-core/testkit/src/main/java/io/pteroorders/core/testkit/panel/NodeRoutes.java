package io.pteroorders.core.testkit.panel;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.pteroorders.core.testkit.panel.Tables.AllocationRow;
import io.pteroorders.core.testkit.panel.Tables.LocationRow;
import io.pteroorders.core.testkit.panel.Tables.NodeRow;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Machines, their ports and where they stand, through the application API. */
final class NodeRoutes {

    private static final String APPLICATION = "api/application/";
    private static final int FIRST_PORT = 1025;
    private static final int LAST_PORT = 65_535;

    private static final Listing<NodeRow> NODES = new Listing<>(
            ImmutableMap.of(
                    "uuid", Listing.partly(node -> node.uuid),
                    "name", Listing.partly(node -> node.name)),
            ImmutableMap.of(
                    "id", Comparator.comparing(node -> node.id),
                    "uuid", Comparator.comparing(node -> node.uuid),
                    "memory", Comparator.comparing(node -> node.memory),
                    "disk", Comparator.comparing(node -> node.disk)));

    private static final Listing<AllocationRow> ALLOCATIONS = new Listing<>(
            ImmutableMap.of(
                    "ip",
                    (row, ip) -> row.ip.equals(ip),
                    "port",
                    (row, port) -> String.valueOf(row.port).equals(port),
                    "ip_alias",
                    Listing.partly(row -> row.alias),
                    "server_id",
                    NodeRoutes::isOf),
            ImmutableMap.of("id", Comparator.comparing(row -> row.id)));

    private static final Listing<LocationRow> LOCATIONS = new Listing<>(
            ImmutableMap.of(
                    "short", Listing.partly(LocationRow::shortName),
                    "long", Listing.partly(LocationRow::longName)),
            ImmutableMap.of("id", Comparator.comparing(LocationRow::id)));

    private static final ImmutableMap<String, String> DEPLOYABLE = ImmutableMap.of(
            "memory", "required|integer|min:0",
            "disk", "required|integer|min:0");
    private static final ImmutableMap<String, String> NEW_PORTS = ImmutableMap.of(
            "ip",
            "required|string",
            "alias",
            "sometimes|nullable|string|max:191",
            "ports",
            "required|array",
            "ports.*",
            "string");

    private final Tables tables;
    private final PanelFlavour flavour;
    private final Views views;

    NodeRoutes(Tables tables, PanelFlavour flavour, Views views) {
        this.tables = tables;
        this.flavour = flavour;
        this.views = views;
    }

    /** Whether a port is a server's; what is no number stands for no server. */
    private static boolean isOf(AllocationRow row, String server) {
        return server.matches("[1-9]\\d*") ? server.equals(String.valueOf(row.server)) : row.server == null;
    }

    void addTo(Router router) {
        router.add(
                "GET",
                APPLICATION + "nodes",
                "nodes",
                call -> PanelReply.ok(
                        NODES.page(call.request(), tables.nodes.all(), node -> views.node(node, call.includes()))));
        router.add("GET", APPLICATION + "nodes/deployable", "nodes", this::deployable);
        router.add(
                "GET",
                APPLICATION + "nodes/{node}",
                "nodes",
                call -> PanelReply.ok(views.node(row(call), call.includes())));
        router.add(
                "GET",
                APPLICATION + "nodes/{node}/allocations",
                "allocations",
                call -> PanelReply.ok(ALLOCATIONS.page(
                        call.request(), ports(call), each -> views.allocation(each, call.includes()))));
        router.add("POST", APPLICATION + "nodes/{node}/allocations", "allocations", this::addPorts);
        router.add("DELETE", APPLICATION + "nodes/{node}/allocations/{allocation}", "allocations", this::removePort);
    }

    void addLocations(Router router) {
        router.add(
                "GET",
                APPLICATION + "locations",
                "locations",
                call -> PanelReply.ok(LOCATIONS.page(
                        call.request(), tables.locations.all(), each -> views.location(each, call.includes()))));
        router.add(
                "GET",
                APPLICATION + "locations/{location}",
                "locations",
                call -> PanelReply.ok(views.location(tables.locations.get(call.id("location")), call.includes())));
    }

    private NodeRow row(Router.Call call) {
        return tables.nodes.get(call.id("node"));
    }

    private ImmutableList<AllocationRow> ports(Router.Call call) {
        return tables.allocations.where(each -> each.node == call.id("node"));
    }

    private PanelReply deployable(Router.Call call) {
        Validation.check(
                Json.texts(ImmutableMap.of(
                        "memory", call.request().parameter("memory").orElse(""),
                        "disk", call.request().parameter("disk").orElse(""))),
                DEPLOYABLE,
                (what, value) -> true);
        ImmutableList<NodeRow> found = deployable(
                Integer.parseInt(call.request().parameter("memory").orElseThrow()),
                Integer.parseInt(call.request().parameter("disk").orElseThrow()),
                Set.copyOf(call.request().query().get("location_ids[]")));
        return PanelReply.ok(Views.list(
                found.stream().map(node -> views.node(node, call.includes())).toList()));
    }

    /** The machines with room by the panel's own count, whether or not they have a port. */
    ImmutableList<NodeRow> deployable(int memory, int disk, Set<String> locations) {
        ImmutableList<NodeRow> found = tables.nodes.where(node -> node.open
                && (locations.isEmpty() || locations.contains(String.valueOf(node.location)))
                && flavour.fits(memory, tables.memoryOn(node), node.memory, node.memoryOverallocate)
                && flavour.fits(disk, tables.diskOn(node), node.disk, node.diskOverallocate));
        if (found.isEmpty()) {
            throw PanelRefusal.of(
                    400,
                    "NoViableNodeException",
                    "No nodes satisfying the requirements specified for automatic deployment could be found.");
        }
        return found;
    }

    private PanelReply addPorts(Router.Call call) {
        Validation.check(call.body(), NEW_PORTS, (what, value) -> true);
        for (JsonNode range : call.body().path("ports")) {
            List<String> ends = Splitter.on('-').splitToList(range.asString());
            addPorts(
                    row(call), call.body().path("ip").asString(), number(ends.get(0)), number(Iterables.getLast(ends)));
        }
        return PanelReply.DONE;
    }

    private static int number(String port) {
        int number = port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0;
        if (number < FIRST_PORT || number > LAST_PORT) {
            throw PanelRefusal.of(
                    400, "PortOutOfRangeException", "Ports must be greater than 1024 and less than or equal to 65535.");
        }
        return number;
    }

    /** Adds ports; those that are there already are left as they are. */
    void addPorts(NodeRow node, String ip, int from, int to) {
        for (int each = from; each <= to; each++) {
            int port = each;
            if (tables.allocations
                    .where(row -> row.node == node.id && row.port == port && row.ip.equals(ip))
                    .isEmpty()) {
                tables.allocations.add(id -> new AllocationRow(id, node.id, ip, null, port));
            }
        }
    }

    private PanelReply removePort(Router.Call call) {
        AllocationRow port = tables.allocations.get(call.id("allocation"));
        if (port.server != null) {
            throw PanelRefusal.display("A server is currently assigned to this allocation. An allocation can only be"
                    + " deleted if no server is currently assigned.");
        }
        tables.allocations.remove(port.id);
        return PanelReply.DONE;
    }
}
