package io.pteroorders.bot.api.event;

import java.nio.charset.StandardCharsets;

/**
 * An event as clients get it. Immutable and thread-safe.
 *
 * @param id from which a client goes on
 * @param type a word
 * @param data a JSON object on one line
 */
record EventText(String id, String type, String data) {

    /** What says that events may have been missed. */
    static EventText reset(String id) {
        return new EventText(id, "reset", "{}");
    }

    /** For a stream of Server-Sent Events. */
    byte[] forStream() {
        return ("id: " + id + "\nevent: " + type + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** For a WebSocket; ids and types have nothing to escape. */
    String forSocket() {
        return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"data\":" + data + "}";
    }
}
