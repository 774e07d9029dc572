package io.pteroorders.storage.json.log;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Names a version of {@code orders.json}, as the journal does.
 *
 * @param sequence the record of the journal up to which it holds all
 * @param lastChange the last of these records that changed an order
 * @param orders how many orders it holds
 * @param length its bytes
 * @param sha256 the digest of its bytes
 * @param content the digest of what it would be if this program wrote it; the same for a file that this program wrote
 */
public record SnapshotMark(long sequence, long lastChange, long orders, long length, String sha256, String content) {

    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sequence", sequence)
                .put("lastChange", lastChange)
                .put("orders", orders)
                .put("length", length)
                .put("sha256", sha256)
                .put("content", content);
    }

    static SnapshotMark fromJson(JsonNode json) {
        return new SnapshotMark(
                json.path("sequence").asLong(-1),
                json.path("lastChange").asLong(-1),
                json.path("orders").asLong(-1),
                json.path("length").asLong(-1),
                json.path("sha256").asString(""),
                json.path("content").asString(""));
    }

    static Optional<SnapshotMark> optional(JsonNode json) {
        return json.isObject() ? Optional.of(fromJson(json)) : Optional.empty();
    }

    /** Whether another file holds the same orders. */
    public boolean sameContent(SnapshotMark other) {
        return content.equals(other.content);
    }
}
