package io.pteroorders.storage.json.log;

import io.pteroorders.storage.json.log.Journal.Entry;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The records that every journal has, by their types. */
public final class JournalRecords {

    /** The first record of each file: the format and the store. */
    static final char HEADER = 'H';
    /** A snapshot is complete, and the one that it is about to replace. */
    public static final char CHECKPOINT = 'K';
    /** Like a checkpoint, but of other content: a restore. */
    public static final char RESTORE = 'R';
    /** The newest checkpoint or restore is in place. */
    static final char INSTALLED = 'i';

    static final int FORMAT = 1;

    /** The number of the checkpoint with which a journal begins that takes over a file from elsewhere. */
    public static final long ADOPTION = 2;

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private JournalRecords() {}

    /** What a {@link #CHECKPOINT} or {@link #RESTORE} record says. */
    public record Checkpoint(SnapshotMark file, Optional<SnapshotMark> replaces) {}

    public static Entry header(String store, long lastRestore) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("format", FORMAT).put("store", store);
        return entry(HEADER, lastRestore == 0 ? json : json.put("lastRestore", lastRestore));
    }

    public static Entry checkpoint(char type, Checkpoint checkpoint) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("file", checkpoint.file().toJson());
        checkpoint
                .replaces()
                .ifPresentOrElse(mark -> json.set("replaces", mark.toJson()), () -> json.putNull("replaces"));
        return entry(type, json);
    }

    static Checkpoint readCheckpoint(byte[] bytes) {
        JsonNode json = read(bytes);
        return new Checkpoint(SnapshotMark.fromJson(json.path("file")), SnapshotMark.optional(json.path("replaces")));
    }

    public static Entry installed() {
        return entry(INSTALLED, JsonNodeFactory.instance.objectNode());
    }

    /** A record that is one JSON value. */
    public static Entry entry(char type, JsonNode json) {
        return new Entry(type, MAPPER.writeValueAsBytes(json));
    }

    /** The JSON of a record whose checksum was right. */
    public static JsonNode read(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a record of the journal is no JSON", e);
        }
    }
}
