package io.pteroorders.bot.whatsapp;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The records of the inbox, as JSON on one line each. */
final class InboxRecord {

    private static final String WAITING = "message";
    private static final String PARKED = "parked";
    private static final String DONE = "done";
    private static final String HEARD = "heard";
    private static final String AT = "at";

    private InboxRecord() {}

    /** Somebody wrote. */
    record Heard(Sender sender, Instant at) {}

    /** Takes records one by one. */
    interface Reader {

        /** A message came in. */
        void waiting(ReceivedMessage message, Instant receivedAt);

        /** A message came in too late. */
        void parked(ReceivedMessage message);

        /** A message is dealt with. */
        void done(long key, Instant receivedAt);

        /** Somebody wrote. */
        void heard(Sender sender, Instant at);
    }

    static byte[] waiting(ReceivedMessage message, Instant receivedAt) {
        return record(WAITING, ReceivedJson.encode(message), receivedAt);
    }

    static byte[] parked(ReceivedMessage message, Instant receivedAt) {
        return record(PARKED, ReceivedJson.encode(message), receivedAt);
    }

    static byte[] done(long key, Instant receivedAt) {
        return JsonMapper.shared()
                .writeValueAsBytes(JsonMapper.shared()
                        .createObjectNode()
                        .put(AT, receivedAt.getEpochSecond())
                        .put(DONE, key));
    }

    static byte[] heard(Sender sender, Instant at) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ReceivedJson.encode(sender, json);
        return record(HEARD, json, at);
    }

    private static byte[] record(String kind, JsonNode content, Instant at) {
        ObjectNode json = JsonMapper.shared().createObjectNode().put(AT, at.getEpochSecond());
        json.set(kind, content);
        return JsonMapper.shared().writeValueAsBytes(json);
    }

    /** The message that a record says came in; empty if it says something else. */
    static Optional<ReceivedMessage> waiting(JsonNode json) {
        return json.has(WAITING) ? Optional.of(ReceivedJson.decode(json.path(WAITING))) : Optional.empty();
    }

    /** Who a record says wrote, and when; empty if it says something else. */
    static Optional<Heard> heard(JsonNode json) {
        return json.has(HEARD)
                ? Optional.of(new Heard(
                        ReceivedJson.decodeSender(json.path(HEARD)),
                        Instant.ofEpochSecond(json.path(AT).longValue())))
                : Optional.empty();
    }

    static void read(byte[] record, Reader reader) {
        JsonNode json = JsonMapper.shared().readTree(record);
        Instant at = Instant.ofEpochSecond(json.path(AT).longValue());
        if (json.has(WAITING)) {
            reader.waiting(ReceivedJson.decode(json.path(WAITING)), at);
        } else if (json.has(PARKED)) {
            reader.parked(ReceivedJson.decode(json.path(PARKED)));
        } else if (json.has(HEARD)) {
            reader.heard(ReceivedJson.decodeSender(json.path(HEARD)), at);
        } else {
            reader.done(json.path(DONE).longValue(), at);
        }
    }
}
