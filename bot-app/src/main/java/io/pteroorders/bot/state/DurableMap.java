package io.pteroorders.bot.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.json.DataRefusedException;
import io.pteroorders.storage.json.RecordLog;
import io.pteroorders.storage.json.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A map that survives the program: held in memory, every change a record, in a directory of its own or in a database.
 * A change is durable before it is seen. What newer changes replaced is dropped from time to time.
 * Thread-safe; reading does not wait for writing.
 *
 * @param <V> the values; immutable
 */
public final class DurableMap<V> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DurableMap.class);

    /** So many replaced records are kept at least, so that a small map is not written again and again. */
    private static final int REPLACED_KEPT = 1000;

    private static final String KEY = "key";
    private static final String VALUE = "value";

    private final Map<String, V> values = new ConcurrentHashMap<>();
    private final Function<V, JsonNode> toJson;
    private final Records log;
    private long replaced;

    /**
     * Opens the map in a directory, which is made if it is not there.
     *
     * @param clock for the names of files that are set aside
     * @throws DataRefusedException if the directory cannot be used, belongs to another process or is damaged
     */
    public DurableMap(Path directory, Clock clock, Function<V, JsonNode> toJson, Function<JsonNode, V> fromJson) {
        this((name, reader) -> RecordLog.open(directory, clock, reader), "", toJson, fromJson);
    }

    /** Opens the map that is kept under a name. */
    DurableMap(Place place, String name, Function<V, JsonNode> toJson, Function<JsonNode, V> fromJson) {
        this.toJson = toJson;
        this.log = place.open(name, json -> replay(JsonMapper.shared().readTree(json), fromJson));
    }

    private void replay(JsonNode change, Function<JsonNode, V> fromJson) {
        String key = change.path(KEY).stringValue();
        V before = change.has(VALUE) ? values.put(key, fromJson.apply(change.get(VALUE))) : values.remove(key);
        if (before != null) {
            replaced++;
        }
    }

    /** The value of a key. */
    public Optional<V> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** All that is in it, as it changes. */
    public Map<String, V> all() {
        return Collections.unmodifiableMap(values);
    }

    /** Sets a value, or takes it away if it is empty; nothing is written if that changes nothing. */
    public synchronized void set(String key, Optional<V> value) {
        if (get(key).equals(value)) {
            return;
        }
        log.append(change(key, value));
        V before = value.isPresent() ? values.put(key, value.get()) : values.remove(key);
        if (before != null) {
            replaced++;
        }
        if (replaced > REPLACED_KEPT + values.size()) {
            compact();
        }
    }

    private byte[] change(String key, Optional<V> value) {
        ObjectNode change = JsonMapper.shared().createObjectNode().put(KEY, key);
        value.ifPresent(present -> change.set(VALUE, toJson.apply(present)));
        return JsonMapper.shared().writeValueAsBytes(change);
    }

    /** Nothing is lost if it fails; it is tried again after as many changes. */
    private void compact() {
        replaced = 0;
        try {
            log.compact(Iterables.transform(
                    values.entrySet(), entry -> change(entry.getKey(), Optional.of(entry.getValue()))));
        } catch (IOException | StorageException e) {
            LOG.warn("replaced records could not be dropped: {}", e.toString());
        }
    }

    /** What opening found that the operator should know. */
    public ImmutableList<String> notices() {
        return log.notices();
    }

    /** Why it takes no more changes; empty while it works. */
    public Optional<String> failure() {
        return log.failure();
    }

    @Override
    public void close() {
        log.close();
    }
}
