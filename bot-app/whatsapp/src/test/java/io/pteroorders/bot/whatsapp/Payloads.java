package io.pteroorders.bot.whatsapp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Meta's webhooks carry, as its documentation shows it. */
public final class Payloads {

    public static final String OUR_NUMBER = "106540352242922";
    static final String BUDI_PHONE = "6289912345678";
    static final String BUDI_ID = "ID.13491208655302741918";
    static final String SITI_PHONE = "6289987654321";
    static final String SITI_ID = "ID.99887766554433221100";
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final JsonMapper JSON = JsonMapper.shared();

    private Payloads() {}

    /** The header that proves that a body is from Meta. */
    public static String signature(String secret, byte[] body) {
        return Signatures.header(secret, body);
    }

    /** A body with one text of somebody, now. */
    public static byte[] textOf(String phone, String id, String text, Instant now) {
        ObjectNode message = text(id, text).put("from", phone).put("timestamp", Long.toString(now.getEpochSecond()));
        return bytes(body(value(List.of(contact(phone, "ID." + phone, "Budi")), List.of(message), List.of())));
    }

    /** A body with one picture of somebody, now, which Meta has under this id. */
    public static byte[] imageOf(String phone, String id, String mediaId, Instant now) {
        ObjectNode message =
                message(id, "image").put("from", phone).put("timestamp", Long.toString(now.getEpochSecond()));
        message.putObject("image")
                .put("id", mediaId)
                .put("mime_type", "image/jpeg")
                .put("caption", "!order-confirm ORD-AAAAA-BBBBB");
        return bytes(body(value(List.of(contact(phone, "ID." + phone, "Budi")), List.of(message), List.of())));
    }

    /** A body with a button that somebody pressed, now. */
    public static byte[] buttonOf(String phone, String id, String command, Instant now) {
        ObjectNode message =
                message(id, "interactive").put("from", phone).put("timestamp", Long.toString(now.getEpochSecond()));
        ObjectNode interactive = message.putObject("interactive").put("type", "button_reply");
        interactive.putObject("button_reply").put("id", command).put("title", "Confirm");
        return bytes(body(value(List.of(contact(phone, "ID." + phone, "Budi")), List.of(message), List.of())));
    }

    static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }

    public static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static ObjectNode text(String id, String text) {
        ObjectNode message = message(id, "text");
        message.putObject("text").put("body", text);
        return message;
    }

    private static ObjectNode message(String id, String type) {
        return JSON.createObjectNode()
                .put("from", BUDI_PHONE)
                .put("id", id)
                .put("timestamp", Long.toString(NOON.getEpochSecond()))
                .put("type", type);
    }

    /** A message of every kind, by the kind's name. */
    static Map<String, ObjectNode> kinds() {
        Map<String, ObjectNode> kinds = new TreeMap<>();
        kinds.put("text", text("wamid.text", "!katalog"));
        kinds.put("button reply", with("interactive", """
                {"type":"button_reply","button_reply":{"id":"!order-confirm ORD-AAAAA-BBBBB","title":"Confirm"}}"""));
        kinds.put("list reply", with("interactive", """
                {"type":"list_reply","list_reply":{"id":"!harga gold","title":"GOLD","description":"Rp 85.000"}}"""));
        kinds.put("flow reply", with("interactive", """
                {"type":"nfm_reply","nfm_reply":{"response_json":"{}","body":"Sent","name":"flow"}}"""));
        kinds.put("template button", with("button", "{\"payload\":\"!my-orders\",\"text\":\"My orders\"}"));
        kinds.put("image", with("image", """
                {"caption":"!order-confirm ORD-AAAAA-BBBBB","mime_type":"image/jpeg","sha256":"%s","id":"1003383421387256"}""".formatted("Q".repeat(43) + "=")));
        kinds.put("document", with("document", """
                {"filename":"../../bukti.pdf","mime_type":"application/pdf","sha256":"%s","id":"1003383421387257"}""".formatted("Q".repeat(43) + "=")));
        kinds.put("sticker", with("sticker", "{\"mime_type\":\"image/webp\",\"id\":\"798882015472548\"}"));
        kinds.put("audio", with("audio", "{\"mime_type\":\"audio/ogg\",\"id\":\"798882015472549\",\"voice\":true}"));
        kinds.put("location", with("location", "{\"latitude\":-6.2,\"longitude\":106.8,\"name\":\"Monas\"}"));
        kinds.put("contacts", with("contacts", "[{\"name\":{\"formatted_name\":\"!order gold\"}}]"));
        kinds.put("video", with("video", "{\"caption\":\"!order gold\",\"id\":\"798882015472550\"}"));
        kinds.put("catalogue order", with("order", """
                {"catalog_id":"1","text":"!order gold","product_items":[{"product_retailer_id":"gold","quantity":1}]}"""));
        kinds.put("poll", with("poll", "{\"name\":\"!order gold\"}"));
        kinds.put("reaction", with("reaction", "{\"message_id\":\"wamid.of-us\",\"emoji\":\"!order gold\"}"));
        kinds.put("edit", with("edit", """
                {"original_message_id":"wamid.text","message":{"type":"text","text":{"body":"!order gold"}}}"""));
        kinds.put("revoke", with("revoke", "{\"original_message_id\":\"wamid.text\"}"));
        kinds.put("system", with("system", """
                {"body":"User changed from 62899 to 62898","wa_id":"6289911111111","type":"user_changed_number"}"""));
        kinds.put("unsupported", with("unsupported", "{\"type\":\"unknown\"}"));
        kinds.put("poll not supported", with("unsupported", "{\"type\":\"poll_creation\"}"));
        kinds.put("video note", with("unsupported", "{\"type\":\"video_note\"}"));
        kinds.put("picture without a file", with("image", "{\"mime_type\":\"image/jpeg\",\"id\":\"../1\"}"));
        kinds.put("from the future", with("hologram", "{\"body\":\"!order gold\"}"));
        ObjectNode group = text("wamid.group", "!order gold").put("group_id", "HBgLNjI4OTkxMjM0NTY3");
        kinds.put("in a group", group);
        ObjectNode forwarded = text("wamid.forwarded", "!order gold");
        forwarded.putObject("context").put("forwarded", true);
        kinds.put("forwarded", forwarded);
        ObjectNode often = text("wamid.often", "!order gold");
        often.putObject("context").put("frequently_forwarded", true);
        kinds.put("forwarded often", often);
        return kinds;
    }

    private static ObjectNode with(String type, String content) {
        ObjectNode message = message("wamid." + type, type);
        message.set(type, JSON.readTree(content));
        return message;
    }

    public static ObjectNode status(String id, String ourId, String status) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("status", status)
                .put("timestamp", Long.toString(NOON.getEpochSecond()))
                .put("recipient_id", BUDI_PHONE)
                .put("biz_opaque_callback_data", ourId);
    }

    static ObjectNode failed(String id, String ourId, int code) {
        ObjectNode status = status(id, ourId, "failed");
        status.putArray("errors").addObject().put("code", code).put("title", "Message failed to send");
        return status;
    }

    /** A change with Budi's messages. */
    static ObjectNode ofBudi(JsonNode... messages) {
        return value(List.of(contact(BUDI_PHONE, BUDI_ID, "Budi")), List.of(messages), List.of());
    }

    public static ObjectNode ofStatuses(List<? extends JsonNode> statuses) {
        return value(List.of(), List.of(), statuses);
    }

    public static ObjectNode contact(String phone, String userId, String name) {
        ObjectNode contact = JSON.createObjectNode().put("wa_id", phone).put("user_id", userId);
        contact.putObject("profile").put("name", name);
        return contact;
    }

    public static ObjectNode value(
            List<? extends JsonNode> contacts, List<? extends JsonNode> messages, List<? extends JsonNode> statuses) {
        ObjectNode value = JSON.createObjectNode().put("messaging_product", "whatsapp");
        value.putObject("metadata").put("display_phone_number", "15550783881").put("phone_number_id", OUR_NUMBER);
        putIfAny(value, "contacts", contacts);
        putIfAny(value, "messages", messages);
        putIfAny(value, "statuses", statuses);
        return value;
    }

    private static void putIfAny(ObjectNode value, String field, List<? extends JsonNode> items) {
        if (!items.isEmpty()) {
            value.putArray(field).addAll(items);
        }
    }

    /** A body with these values of changes, one entry each. */
    public static ObjectNode body(JsonNode... values) {
        ObjectNode body = JSON.createObjectNode().put("object", "whatsapp_business_account");
        ArrayNode entries = body.putArray("entry");
        for (JsonNode value : values) {
            ObjectNode change = entries.addObject()
                    .put("id", "102290129340398")
                    .putArray("changes")
                    .addObject();
            change.put("field", "messages").set("value", value);
        }
        return body;
    }
}
