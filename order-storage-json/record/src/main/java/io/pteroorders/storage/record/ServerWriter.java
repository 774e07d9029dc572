package io.pteroorders.storage.record;

import static io.pteroorders.storage.record.OrderFields.PANEL;
import static io.pteroorders.storage.record.OrderFields.SERVER;
import static io.pteroorders.storage.record.OrderFields.TROUBLE;
import static io.pteroorders.storage.record.OrderFields.USER;

import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.storage.record.OrderFields.Field;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Writes what a panel makes for an order: the plan in its item, and its server. */
final class ServerWriter {

    private ServerWriter() {}

    static void write(ServerPlan plan, JsonNode others, JsonWriter to) {
        to.key(Field.PANEL.key());
        to.beginObject();
        plan.nest().ifPresent(nest -> OrderJson.number(Field.NEST, nest, to));
        OrderJson.number(Field.EGG, plan.egg(), to);
        numbers(Field.LOCATIONS, plan.locations(), to);
        numbers(Field.NODES, plan.nodes(), to);
        write(plan.limits(), to);
        write(plan.features(), to);
        write(plan.startup(), to);
        if (!plan.automatic()) {
            OrderJson.flag(Field.AUTOMATIC, false, to);
        }
        OtherFields.write(others, PANEL, to);
        to.endObject();
    }

    private static void write(ServerLimits limits, JsonWriter to) {
        OrderJson.number(Field.MEMORY, limits.memory(), to);
        OrderJson.number(Field.DISK, limits.disk(), to);
        OrderJson.number(Field.CPU, limits.cpu(), to);
        OrderJson.number(Field.SWAP, limits.swap(), to);
        OrderJson.number(Field.IO, limits.io(), to);
    }

    private static void write(ServerFeatures features, JsonWriter to) {
        OrderJson.number(Field.DATABASES, features.databases(), to);
        OrderJson.number(Field.BACKUPS, features.backups(), to);
        OrderJson.number(Field.ALLOCATIONS, features.allocations(), to);
    }

    private static void write(ServerStartup startup, JsonWriter to) {
        if (!startup.environment().isEmpty()) {
            to.key(Field.ENVIRONMENT.key());
            texts(startup.environment(), to);
        }
        startup.image().ifPresent(image -> OrderJson.text(Field.IMAGE, image, to));
        startup.command().ifPresent(command -> OrderJson.text(Field.STARTUP, command, to));
    }

    private static void texts(Map<String, String> texts, JsonWriter to) {
        to.beginObject();
        texts.forEach((name, text) -> {
            to.key(OtherFields.key(name));
            to.text(text);
        });
        to.endObject();
    }

    private static void numbers(Field field, Set<Integer> numbers, JsonWriter to) {
        if (numbers.isEmpty()) {
            return;
        }
        to.key(field.key());
        to.beginArray();
        for (int number : numbers) {
            to.element();
            to.ascii(Integer.toString(number));
        }
        to.endArray();
    }

    static void write(Server server, JsonNode others, JsonWriter to) {
        to.key(Field.SERVER.key());
        to.beginObject();
        OrderJson.text(Field.EXTERNAL_ID, server.externalId(), to);
        OrderJson.text(Field.STATE, server.state().word(), to);
        OrderJson.time(Field.SINCE, server.since(), to);
        OrderJson.number(Field.ROUND, server.round(), to);
        OrderJson.number(Field.ATTEMPTS, server.attempts(), to);
        OrderJson.number(Field.REINSTALLS, server.reinstalls(), to);
        server.user().ifPresent(user -> write(user, OrderJson.others(others, Field.USER), to));
        server.id().ifPresent(id -> OrderJson.number(Field.ID, id, to));
        server.identifier().ifPresent(identifier -> OrderJson.text(Field.IDENTIFIER, identifier, to));
        server.node().ifPresent(node -> OrderJson.number(Field.NODE, node, to));
        server.address().ifPresent(address -> OrderJson.text(Field.ADDRESS, address, to));
        server.trouble().ifPresent(trouble -> write(trouble, OrderJson.others(others, Field.TROUBLE), to));
        server.deletionAsked().ifPresent(time -> OrderJson.time(Field.DELETION_ASKED_AT, time, to));
        OtherFields.write(others, SERVER, to);
        to.endObject();
    }

    private static void write(ServerUser user, JsonNode others, JsonWriter to) {
        to.key(Field.USER.key());
        to.beginObject();
        OrderJson.number(Field.ID, user.id(), to);
        OrderJson.text(Field.NAME, user.name(), to);
        OrderJson.flag(Field.IS_NEW, user.isNew(), to);
        OtherFields.write(others, USER, to);
        to.endObject();
    }

    private static void write(ServerTrouble trouble, JsonNode others, JsonWriter to) {
        to.key(Field.TROUBLE.key());
        to.beginObject();
        OrderJson.text(Field.KIND, trouble.kind().word(), to);
        if (!trouble.detail().isEmpty()) {
            OrderJson.text(Field.DETAIL, trouble.detail(), to);
        }
        OtherFields.write(others, TROUBLE, to);
        to.endObject();
    }
}
