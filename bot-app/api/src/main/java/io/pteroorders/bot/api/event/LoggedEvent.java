package io.pteroorders.bot.api.event;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Part;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event as the log keeps it. Immutable and thread-safe.
 *
 * @param number its place; 0 if nobody is told of it, because it was there when the log began
 * @param type what kind of thing
 * @param about what makes it once
 * @param at when it happened, in milliseconds since 1970
 * @param stays whether it is remembered for good, because its order does not say how old it is
 */
record LoggedEvent(long number, EventType type, About about, long at, boolean stays) {

    /** The number of one of which nobody is told. */
    static final long SILENT = 0;

    /**
     * What an event is about; no two events of a log have the same.
     *
     * @param order the id of the order; empty if it is about none
     * @param key the same for no other event of the order
     */
    record About(String order, String key) {}

    /** One that an order tells of, and of which nobody is told yet. */
    static LoggedEvent of(OrderId order, DerivedEvent event) {
        return new LoggedEvent(
                SILENT,
                event.type(),
                new About(order.toString(), event.key()),
                event.at().toEpochMilli(),
                !event.dated());
    }

    /** The same at a place. */
    LoggedEvent numbered(long place) {
        return new LoggedEvent(place, type, about, at, stays);
    }

    boolean isOlderThan(long time) {
        return !stays && at < time;
    }

    /** As others see it. */
    ShopEvent shown(String log) {
        return new ShopEvent(
                log + "." + number,
                type,
                about.order().isEmpty() ? Optional.empty() : Optional.of(OrderId.of(about.order())),
                Instant.ofEpochMilli(at));
    }

    JsonValue toValue() {
        ObjectNode json =
                JsonMapper.shared().createObjectNode().put("n", number).put("type", type.word());
        if (!about.order().isEmpty()) {
            json.put("order", about.order());
        }
        if (stays) {
            json.put("stays", true);
        }
        return new JsonValue(
                Part.SHOP, json.put("at", at).put("key", about.key()).toString());
    }

    static LoggedEvent fromJson(JsonNode json) {
        return new LoggedEvent(
                json.path("n").longValue(),
                EventType.parse(json.path("type").stringValue()).orElseThrow(),
                new About(json.path("order").asString(""), json.path("key").stringValue()),
                json.path("at").longValue(),
                json.path("stays").asBoolean(false));
    }
}
