package io.pteroorders.bot.chat;

import io.pteroorders.bot.call.CallList;
import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.bot.panel.PanelStores;
import io.pteroorders.bot.session.Session;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.notify.text.Language;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the shop keeps about a person, as JSON, for them alone: their orders as customers may see them, what they chose, where
 * they are signed in, and when they called for a human. Thread-safe.
 */
public final class PersonalData {

    private final OrderStorage storage;
    private final ChatStores stores;

    PersonalData(OrderStorage storage, ChatStores stores) {
        this.storage = storage;
        this.stores = stores;
    }

    /** All of it, oldest order first. */
    public JsonNode of(PersonId person, Instant now) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("person", person.text()).put("asOf", now.toString());
        stores.languages().of(person).map(Language::code).ifPresent(code -> json.put("language", code));
        json.put("wantsBroadcasts", !stores.optOuts().isOptedOut(person));
        stores.panel()
                .map(PanelStores::mails)
                .flatMap(mails -> mails.get(person.text()))
                .ifPresent(mail -> json.put("email", mail));
        orders(person).forEach(json.putArray("orders")::add);
        sessions(person, now).forEach(json.putArray("sessions")::add);
        calls(person).forEach(json.putArray("calls")::add);
        return json;
    }

    private List<JsonNode> orders(PersonId person) {
        return OrderWalk.of(storage, OrderQuery.oldestFirst().customer(person)).stream()
                .map(Order::asSeenByCustomer)
                .map(order ->
                        StrictJson.parse(new String(OrderJson.encode(StoredOrder.of(order)), StandardCharsets.UTF_8)))
                .toList();
    }

    private List<ObjectNode> sessions(PersonId person, Instant now) {
        return stores.sessions().of(person, now).stream()
                .map(PersonalData::session)
                .toList();
    }

    private static ObjectNode session(Session session) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("device", session.device())
                .put("since", session.created().toString())
                .put("used", session.used().toString());
    }

    private List<ObjectNode> calls(PersonId person) {
        CallList calls = stores.calls();
        return calls.allOf(person).stream()
                .map(call -> JsonMapper.shared()
                        .createObjectNode()
                        .put("number", call.number())
                        .put("name", call.name())
                        .put("at", call.at().toString())
                        .put("lastWord", call.lastWord().toString()))
                .toList();
    }
}
