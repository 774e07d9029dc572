package io.pteroorders.bot.whatsapp;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a message is kept until it is dealt with. Fields that say nothing are not written. */
final class ReceivedJson {

    private static final String ID = "id";
    private static final String PHONE = "phone";
    private static final String USER_ID = "userId";
    private static final String NAME = "name";
    private static final String SENT_AT = "sentAt";
    private static final String TEXT = "text";
    private static final String MEDIA = "media";
    private static final String SHA256 = "sha256";
    private static final String GROUP = "group";
    private static final String FORWARDED = "forwarded";

    private ReceivedJson() {}

    static ObjectNode encode(ReceivedMessage message) {
        ObjectNode json = JsonMapper.shared().createObjectNode().put(ID, message.id());
        encode(message.sender(), json);
        if (!message.name().isEmpty()) {
            json.put(NAME, message.name());
        }
        message.sentAt().ifPresent(at -> json.put(SENT_AT, at.getEpochSecond()));
        message.text().ifPresent(text -> json.put(TEXT, text));
        message.media().ifPresent(media -> json.put(MEDIA, media.id()).put(SHA256, media.sha256()));
        message.group().ifPresent(group -> json.put(GROUP, group));
        if (message.forwarded()) {
            json.put(FORWARDED, true);
        }
        return json;
    }

    static void encode(Sender sender, ObjectNode json) {
        sender.phone().ifPresent(phone -> json.put(PHONE, phone));
        sender.userId().ifPresent(id -> json.put(USER_ID, id));
    }

    static ReceivedMessage decode(JsonNode json) {
        return new ReceivedMessage(
                json.path(ID).stringValue(),
                decodeSender(json),
                json.path(NAME).stringValue(""),
                json.has(SENT_AT)
                        ? Optional.of(Instant.ofEpochSecond(json.path(SENT_AT).longValue()))
                        : Optional.empty(),
                json.path(TEXT).stringValueOpt(),
                json.path(MEDIA)
                        .stringValueOpt()
                        .map(id -> new Media(id, json.path(SHA256).stringValue(""))),
                json.path(GROUP).stringValueOpt(),
                json.path(FORWARDED).booleanValue(false));
    }

    static Sender decodeSender(JsonNode json) {
        return new Sender(json.path(PHONE).stringValueOpt(), json.path(USER_ID).stringValueOpt());
    }
}
