package io.pteroorders.bot.jsonl;

import com.google.common.base.CharMatcher;
import io.pteroorders.bot.transport.IncomingMessage;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of each kind of line. */
final class Wire {

    static final String MESSAGE = "message";

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_ID_LENGTH = 256;
    private static final CharMatcher VISIBLE = CharMatcher.inRange('!', '~');

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private Wire() {}

    static JsonNode parse(String line) throws WireException {
        try {
            JsonNode json = MAPPER.readTree(line);
            if (!json.isObject()) {
                throw new WireException("a line must be a JSON object");
            }
            return json;
        } catch (JacksonException e) {
            throw new WireException("not valid JSON");
        }
    }

    /** The line of a message. */
    static ObjectNode encode(IncomingMessage message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", MESSAGE)
                .put("id", message.id())
                .put("from", message.from().text())
                .put("chat", message.chat())
                .put("name", message.name())
                .put("text", message.text())
                .put("group", message.group())
                .put("forwarded", message.forwarded())
                .put("fromMe", message.fromMe());
    }

    /** The message of a line. */
    static IncomingMessage message(String transport, String line) throws WireException {
        JsonNode json = parse(line);
        if (!text(json, "type").equals(MESSAGE)) {
            throw new WireException("not a message");
        }
        return message(transport, json);
    }

    static IncomingMessage message(String transport, JsonNode json) throws WireException {
        String id = text(json, "id");
        if (id.isEmpty() || id.length() > MAX_ID_LENGTH || !VISIBLE.matchesAllOf(id)) {
            throw new WireException("id must have 1 to " + MAX_ID_LENGTH + " visible ASCII characters");
        }
        PersonId from = person(text(json, "from"), "from");
        if (IncomingMessage.isShared(from.text())) {
            throw new WireException("from must be the person who wrote, not a group or channel");
        }
        String chat = json.path("chat").isString() ? text(json, "chat") : from.text();
        return new IncomingMessage(
                transport,
                id,
                from,
                person(chat, "chat").text(),
                json.path("name").asString(""),
                text(json, "text"),
                flag(json, "group"),
                flag(json, "forwarded"),
                flag(json, "fromMe"));
    }

    private static PersonId person(String text, String field) throws WireException {
        try {
            return PersonId.of(text);
        } catch (IllegalArgumentException e) {
            throw new WireException(field + " must be a chat id such as 6281234567890@s.whatsapp.net");
        }
    }

    static String text(JsonNode json, String field) throws WireException {
        if (!json.path(field).isString()) {
            throw new WireException(field + " must be text");
        }
        return json.path(field).stringValue();
    }

    private static boolean flag(JsonNode json, String field) throws WireException {
        JsonNode value = json.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new WireException(field + " must be true or false");
        }
        return value.asBoolean(false);
    }

    static SendResult nack(JsonNode json) throws WireException {
        String reason = json.has("error") ? text(json, "error") : "refused by the bridge";
        return flag(json, "retryable") ? SendResult.tryAgain(reason) : SendResult.failed(reason);
    }

    static ObjectNode send(OutgoingMessage message) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "send")
                .put("id", message.id())
                .put("to", message.to())
                .put("text", message.text());
        message.replyTo().ifPresent(id -> json.put("replyTo", id));
        return json;
    }

    static ObjectNode error(int line, String problem) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "error")
                .put("line", line)
                .put("error", problem);
    }
}
