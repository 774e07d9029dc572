package io.pteroorders.bot.api.resource;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.Versions;
import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.bot.api.key.Scope.Resource;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.text.Variables;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Orders as programs see them: as the store writes them, with their version. Whoever may not see customers sees no number,
 * and no digits that may be one.
 */
public final class OrderView {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** What people wrote, or what may be made of it. */
    private static final ImmutableSet<String> FREE_TEXTS =
            ImmutableSet.of("displayName", "notes", "adminNotes", "reason", "why", "username", "name", "detail");

    private OrderView() {}

    /** Whether whoever asks sees numbers. */
    public static boolean seesCustomers(Ask ask) {
        return ask.may(Scope.read(Resource.CUSTOMERS));
    }

    /**
     * An order.
     *
     * @param customers whether numbers are shown
     */
    public static ObjectNode json(Order order, boolean customers) {
        ObjectNode json = (ObjectNode) MAPPER.readTree(OrderJson.encode(StoredOrder.of(order)));
        json.put("version", Versions.of(order));
        return customers ? json : (ObjectNode) masked("", json);
    }

    /** A person. */
    public static String person(PersonId person, boolean customers) {
        return customers ? person.text() : person.masked();
    }

    private static JsonNode masked(String field, JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = MAPPER.createObjectNode();
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                object.set(entry.getKey(), masked(entry.getKey(), entry.getValue()));
            }
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = MAPPER.createArrayNode();
            node.forEach(element -> array.add(masked(field, element)));
            return array;
        }
        return node.isString() ? MAPPER.valueToTree(masked(field, node.stringValue())) : node;
    }

    private static String masked(String field, String text) {
        if (FREE_TEXTS.contains(field)) {
            return Variables.withoutNumbers(text);
        }
        boolean isPerson = text.contains("@") || field.equals("personId") || field.equals("chatId");
        return isPerson
                ? PersonId.parse(text).map(PersonId::masked).orElseGet(() -> Variables.withoutNumbers(text))
                : text;
    }
}
