package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.testkit.panel.Tables.AllocationRow;
import io.pteroorders.core.testkit.panel.Tables.EggRow;
import io.pteroorders.core.testkit.panel.Tables.LocationRow;
import io.pteroorders.core.testkit.panel.Tables.NestRow;
import io.pteroorders.core.testkit.panel.Tables.NodeRow;
import io.pteroorders.core.testkit.panel.Tables.ServerRow;
import io.pteroorders.core.testkit.panel.Tables.UserRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Rows as the application API shows them, each in its envelope. */
final class Views {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    private final Tables tables;
    private final PanelFlavour flavour;

    Views(Tables tables, PanelFlavour flavour) {
        this.tables = tables;
        this.flavour = flavour;
    }

    static ObjectNode item(String kind, ObjectNode attributes) {
        ObjectNode item = Json.object().put("object", kind);
        item.set("attributes", attributes);
        return item;
    }

    static ObjectNode list(List<ObjectNode> items) {
        ObjectNode list = Json.object().put("object", "list");
        list.set("data", Json.array(items));
        return list;
    }

    static ObjectNode nothing() {
        return Json.object().put("object", "null_resource").putNull("attributes");
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    private static ObjectNode times(ObjectNode attributes, Instant created, Instant updated) {
        return attributes.put("created_at", time(created)).put("updated_at", time(updated));
    }

    /** Puts what is asked for beside the attributes, or a hint that the key may not see it. */
    private static void include(
            ObjectNode shown, Includes includes, String name, String right, Supplier<ObjectNode> view) {
        if (includes.has(name)) {
            ObjectNode attributes = (ObjectNode) shown.get("attributes");
            attributes
                    .withObjectProperty("relationships")
                    .set(name, includes.allowed().test(right) ? view.get() : nothing());
        }
    }

    private static <R> ObjectNode each(List<R> rows, Function<R, ObjectNode> view) {
        return list(rows.stream().map(view).toList());
    }

    ObjectNode user(UserRow user, Includes includes) {
        ObjectNode attributes = Json.object()
                .put("id", user.id)
                .put("external_id", user.externalId)
                .put("uuid", user.uuid)
                .put("username", user.username)
                .put("email", user.email);
        flavour.showName(attributes, user);
        attributes
                .put("language", user.language)
                .put("root_admin", user.rootAdmin)
                .put("2fa", false);
        ObjectNode shown = item("user", times(attributes, user.createdAt, user.updatedAt));
        include(
                shown,
                includes,
                "servers",
                "servers",
                () -> each(
                        tables.servers.where(server -> server.user == user.id),
                        server -> server(server, includes.in("servers"))));
        return shown;
    }

    ObjectNode server(ServerRow server, Includes includes) {
        ObjectNode attributes = Json.object()
                .put("id", server.id)
                .put("external_id", server.externalId)
                .put("uuid", server.uuid)
                .put("identifier", server.identifier())
                .put("name", server.name)
                .put("description", server.description)
                .put("status", server.status)
                .put("suspended", server.isSuspended());
        attributes.set("limits", limits(server));
        attributes
                .putObject("feature_limits")
                .put("databases", server.databases)
                .put("allocations", server.allocationLimit)
                .put("backups", server.backups);
        attributes.put("user", server.user).put("node", server.node).put("allocation", server.allocation);
        flavour.showEgg(attributes, tables.eggs.get(server.egg));
        attributes.set("container", container(server));
        ObjectNode shown = item("server", times(attributes, server.createdAt, server.updatedAt));
        includeParts(shown, server, includes);
        flavour.includePlace(shown, server, includes, this);
        return shown;
    }

    private void includeParts(ObjectNode shown, ServerRow server, Includes includes) {
        include(
                shown,
                includes,
                "allocations",
                "allocations",
                () -> each(tables.allocationsOf(server), each -> allocation(each, includes.in("allocations"))));
        include(shown, includes, "user", "users", () -> user(tables.users.get(server.user), includes.in("user")));
        include(shown, includes, "node", "nodes", () -> node(tables.nodes.get(server.node), includes.in("node")));
        include(shown, includes, "egg", "eggs", () -> egg(tables.eggs.get(server.egg), includes.in("egg")));
        include(
                shown,
                includes,
                "variables",
                "eggs",
                () -> each(
                        tables.eggs.get(server.egg).variables(),
                        variable ->
                                variable(server.egg, variable, server.environment.getOrDefault(variable.name(), ""))));
        include(shown, includes, "subusers", "users", () -> list(List.of()));
        include(shown, includes, "databases", "server_databases", () -> list(List.of()));
        include(shown, includes, "transfer", "servers", Views::nothing);
    }

    /** What a server includes of where it stands, for panels that have such things. */
    void includePlace(ObjectNode shown, ServerRow server, Includes includes) {
        EggRow egg = tables.eggs.get(server.egg);
        include(shown, includes, "nest", "nests", () -> nest(tables.nests.get(egg.nest()), includes.in("nest")));
        include(
                shown,
                includes,
                "location",
                "locations",
                () -> location(tables.locations.get(tables.nodes.get(server.node).location), includes.in("location")));
    }

    private ObjectNode limits(ServerRow server) {
        ObjectNode limits = Json.object()
                .put("memory", server.memory)
                .put("swap", server.swap)
                .put("disk", server.disk)
                .put("io", server.io)
                .put("cpu", server.cpu)
                .put("threads", server.threads);
        flavour.showOom(limits, server);
        return limits;
    }

    private ObjectNode container(ServerRow server) {
        boolean notThere = "installing".equals(server.status) || "install_failed".equals(server.status);
        ObjectNode container = Json.object()
                .put("startup_command", server.startup)
                .put("image", server.image)
                .put("installed", notThere ? 0 : 1);
        ObjectNode environment = container.putObject("environment");
        server.environment.forEach(environment::put);
        environment
                .put("STARTUP", server.startup)
                .put("P_SERVER_LOCATION", "id")
                .put("P_SERVER_UUID", server.uuid);
        return container;
    }

    ObjectNode node(NodeRow node, Includes includes) {
        ObjectNode attributes = Json.object()
                .put("id", node.id)
                .put("uuid", node.uuid)
                .put("public", node.open)
                .put("name", node.name)
                .putNull("description");
        flavour.showLocation(attributes, node);
        attributes
                .put("fqdn", node.name + ".panel.example")
                .put("scheme", "https")
                .put("behind_proxy", false)
                .put("maintenance_mode", node.maintenance)
                .put("memory", node.memory)
                .put("memory_overallocate", node.memoryOverallocate)
                .put("disk", node.disk)
                .put("disk_overallocate", node.diskOverallocate)
                .put("upload_size", 100)
                .put("daemon_listen", 8080)
                .put("daemon_sftp", 2022)
                .put("daemon_base", "/var/lib/pterodactyl/volumes");
        attributes
                .putObject("allocated_resources")
                .put("memory", tables.memoryOn(node))
                .put("disk", tables.diskOn(node));
        ObjectNode shown = item("node", times(attributes, node.createdAt, node.createdAt));
        include(
                shown,
                includes,
                "allocations",
                "allocations",
                () -> each(
                        tables.allocations.where(each -> each.node == node.id),
                        each -> allocation(each, includes.in("allocations"))));
        include(
                shown,
                includes,
                "servers",
                "servers",
                () -> each(tables.serversOn(node), server -> server(server, includes.in("servers"))));
        flavour.includeLocation(shown, node, includes, this);
        return shown;
    }

    /** What a node includes of where it stands, for panels that have such things. */
    void includeLocation(ObjectNode shown, NodeRow node, Includes includes) {
        include(
                shown,
                includes,
                "location",
                "locations",
                () -> location(tables.locations.get(node.location), includes.in("location")));
    }

    ObjectNode allocation(AllocationRow allocation, Includes includes) {
        ObjectNode shown = item(
                "allocation",
                Json.object()
                        .put("id", allocation.id)
                        .put("ip", allocation.ip)
                        .put("alias", allocation.alias)
                        .put("port", allocation.port)
                        .putNull("notes")
                        .put("assigned", allocation.server != null));
        include(shown, includes, "node", "nodes", () -> node(tables.nodes.get(allocation.node), includes.in("node")));
        include(
                shown,
                includes,
                "server",
                "servers",
                () -> allocation.server == null
                        ? nothing()
                        : server(tables.servers.get(allocation.server), includes.in("server")));
        return shown;
    }

    ObjectNode location(LocationRow location, Includes includes) {
        ObjectNode shown = item(
                "location",
                times(
                        Json.object()
                                .put("id", location.id())
                                .put("short", location.shortName())
                                .put("long", location.longName()),
                        location.createdAt(),
                        location.createdAt()));
        include(
                shown,
                includes,
                "nodes",
                "nodes",
                () -> each(
                        tables.nodes.where(node -> node.location == location.id()),
                        node -> node(node, includes.in("nodes"))));
        include(
                shown,
                includes,
                "servers",
                "servers",
                () -> each(
                        tables.servers.where(server -> tables.nodes.get(server.node).location == location.id()),
                        server -> server(server, includes.in("servers"))));
        return shown;
    }

    ObjectNode nest(NestRow nest, Includes includes) {
        ObjectNode shown = item(
                "nest",
                times(
                        Json.object()
                                .put("id", nest.id())
                                .put("uuid", Tables.uuid("nest", nest.id()))
                                .put("author", "support@panel.example")
                                .put("name", nest.name())
                                .putNull("description"),
                        nest.createdAt(),
                        nest.createdAt()));
        include(
                shown,
                includes,
                "eggs",
                "eggs",
                () -> each(tables.eggs.where(egg -> egg.nest() == nest.id()), egg -> egg(egg, includes.in("eggs"))));
        include(
                shown,
                includes,
                "servers",
                "servers",
                () -> each(
                        tables.servers.where(
                                server -> tables.eggs.get(server.egg).nest() == nest.id()),
                        server -> server(server, includes.in("servers"))));
        return shown;
    }

    ObjectNode egg(EggRow egg, Includes includes) {
        ObjectNode attributes = Json.object()
                .put("id", egg.id())
                .put("uuid", Tables.uuid("egg", egg.id()))
                .put("name", egg.name());
        flavour.showNest(attributes, egg);
        attributes
                .put("author", "support@panel.example")
                .putNull("description")
                .put("docker_image", egg.images().values().stream().findFirst().orElse(""));
        attributes.set("docker_images", Json.texts(egg.images()));
        attributes.set("config", Json.texts(ImmutableMap.of("stop", "^C")).set("files", Json.object()));
        attributes.put("startup", egg.startup());
        attributes.set("script", Json.texts(ImmutableMap.of("entry", "bash", "container", "alpine:3.4")));
        ObjectNode shown = item("egg", times(attributes, egg.createdAt(), egg.createdAt()));
        include(
                shown,
                includes,
                "variables",
                "eggs",
                () -> each(egg.variables(), variable -> item("egg_variable", variable(egg.id(), variable))));
        include(
                shown,
                includes,
                "servers",
                "servers",
                () -> each(
                        tables.servers.where(server -> server.egg == egg.id()),
                        server -> server(server, includes.in("servers"))));
        return shown;
    }

    private ObjectNode variable(long egg, PanelVariable variable, String value) {
        return item("server_variable", variable(egg, variable).put("server_value", value));
    }

    private ObjectNode variable(long egg, PanelVariable variable) {
        ObjectNode shown = Json.object()
                .put("id", egg * 100 + tables.eggs.get(egg).variables().indexOf(variable))
                .put("egg_id", egg)
                .put("name", variable.name())
                .put("description", "")
                .put("env_variable", variable.name())
                .put("default_value", variable.defaultValue())
                .put("user_viewable", true)
                .put("user_editable", true);
        flavour.showRules(shown, variable.rules());
        return times(shown, Instant.EPOCH, Instant.EPOCH);
    }
}
