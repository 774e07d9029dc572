package io.pteroorders.bot.api.webhook;

import io.pteroorders.bot.api.event.ShopEvent;
import io.pteroorders.bot.api.resource.OrderView;
import io.pteroorders.core.order.Order;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message to a receiver, which is the same however often it is sent but for the order as it is then. Immutable and
 * thread-safe.
 *
 * @param id by which a receiver knows it again
 * @param type of what it tells
 * @param body JSON
 */
record WebhookMessage(String id, String type, String body) {

    /** The type of messages that events may have been missed. */
    static final String RESET = "reset";

    private static final String TEST = "test";

    /**
     * Tells an event.
     *
     * @param order as it is now; empty if the event has none, or it is gone
     * @param customers whether numbers are shown
     */
    static WebhookMessage of(ShopEvent event, Optional<Order> order, boolean customers) {
        ObjectNode data = JsonMapper.shared().createObjectNode();
        order.ifPresent(now -> data.set("order", OrderView.json(now, customers)));
        return of(event.id(), event.type().word(), event.at(), data);
    }

    /** Tells that events may have been missed. */
    static WebhookMessage reset(String id, Instant at) {
        return of(id, RESET, at, JsonMapper.shared().createObjectNode());
    }

    /** Tells nothing: it shows whether messages come. */
    static WebhookMessage test(String id, Instant at) {
        return of(id, TEST, at, JsonMapper.shared().createObjectNode());
    }

    private static WebhookMessage of(String id, String type, Instant at, ObjectNode data) {
        ObjectNode json =
                JsonMapper.shared().createObjectNode().put("type", type).put("timestamp", at.toString());
        json.set("data", data);
        return new WebhookMessage(id, type, JsonMapper.shared().writeValueAsString(json));
    }
}
