package io.pteroorders.bot.jsonl;

import com.google.common.base.CharMatcher;
import io.pteroorders.bot.transport.IncomingMessage;
import io.pteroorders.bot.transport.StrictJson;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The JSON of each kind of line. */
final class Wire {

    static final String MESSAGE = "message";

    private static final int MAX_ID_LENGTH = 256;
    private static final CharMatcher VISIBLE = CharMatcher.inRange('!', '~');

    private Wire() {}

    static JsonNode parse(String line) throws WireException {
        try {
            JsonNode json = StrictJson.parse(line);
            if (!json.isObject()) {
                throw new WireException("a line must be a JSON object");
            }
            return json;
        } catch (JacksonException e) {
            throw new WireException("not valid JSON");
        }
    }

    /** A message that came in, as it is kept. */
    private record Kept(
            String type,
            String id,
            String from,
            String chat,
            String name,
            String text,
            boolean group,
            boolean forwarded,
            boolean fromMe) {}

    /** The line of a message. */
    static String encode(IncomingMessage message) {
        return line(new Kept(
                MESSAGE,
                message.id(),
                message.from().text(),
                message.chat(),
                message.name(),
                message.text(),
                message.group(),
                message.forwarded(),
                message.fromMe()));
    }

    private static String line(Record content) {
        return StrictJson.records().writeValueAsString(content);
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
        if (PersonId.isShared(from.text())) {
            throw new WireException("from must be the person who wrote, not a group or channel");
        }
        String chat = json.path("chat").isString() ? text(json, "chat") : from.text();
        return new IncomingMessage(
                transport,
                id,
                from,
                person(chat, "chat").text(),
                json.path("name").asString(""),
                json.path("text").isNull() || json.path("text").isMissingNode() ? "" : text(json, "text"),
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

    private record Send(String type, String id, String to, String text, Optional<String> replyTo) {}

    /** The line of a message to send. */
    static String send(OutgoingMessage message) {
        return line(new Send("send", message.id(), message.to(), message.text(), message.replyTo()));
    }

    private record Refused(String type, int line, String error) {}

    /** The line that says what is wrong with another. */
    static String error(int line, String problem) {
        return line(new Refused("error", line, problem));
    }
}
