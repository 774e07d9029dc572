package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.Quarantine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets records aside that are no orders: a JSON array in quarantine, with the place, the reason and the record of each.
 */
final class Rejects implements SnapshotFile.RejectSink, Closeable {

    private static final int NAMED = 100;

    private final Quarantine quarantine;
    private final List<String> named = new ArrayList<>();
    private Disk.@Nullable OpenFile file;
    private String name = "";
    private long position;
    private int count;

    Rejects(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    int count() {
        return count;
    }

    @Override
    public void reject(SnapshotFile.Rejected rejected) throws IOException {
        write(count++ == 0 ? "[\n" : ",\n");
        write(describe(rejected));
        if (named.size() < NAMED) {
            named.add("record " + rejected.position() + ", line " + rejected.line() + ": " + rejected.reason());
        }
    }

    private static String describe(SnapshotFile.Rejected rejected) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("position", rejected.position())
                .put("offset", rejected.offset())
                .put("reason", rejected.reason());
        String head = json.toString();
        return head.substring(0, head.length() - 1) + ",\"record\":" + record(rejected.raw()) + "}";
    }

    /** The record as it stands, or if it cannot be read, as text. */
    private static String record(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        return isJson(raw) ? text : JsonNodeFactory.instance.stringNode(text).toString();
    }

    private static boolean isJson(byte[] raw) {
        try (JsonParser parser = JsonMapper.shared().createParser(raw)) {
            boolean any = false;
            while (parser.nextToken() != null) {
                any = true;
            }
            return any;
        } catch (JacksonException unreadable) {
            return false;
        }
    }

    private void write(String text) throws IOException {
        if (file == null) {
            name = quarantine.freeName("orders", "-rejected.json");
            file = quarantine.directory().create(name);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.write(ByteBuffer.wrap(bytes), position);
        position += bytes.length;
    }

    /** Ends the file and forces it; returns what to tell the operator. */
    ImmutableList<String> finish() throws IOException {
        write(count == 0 ? "[]\n" : "\n]\n");
        if (file != null) {
            file.force();
        }
        quarantine.directory().sync();
        String where = quarantine.directory().describe(name);
        ImmutableList.Builder<String> notices = ImmutableList.builder();
        notices.add(count + (count == 1 ? " record was" : " records were") + " set aside in " + where);
        notices.addAll(named);
        if (count > named.size()) {
            notices.add("and " + (count - named.size()) + " more");
        }
        return notices.build();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
