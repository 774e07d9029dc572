package io.pteroorders.bot.json;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.StorageException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A map that survives the program: held in memory, every change a record of the shop. A change is durable before it is
 * seen. What newer changes replaced is dropped from time to time. It is open as long as its lease. Thread-safe; reading
 * does not wait for writing.
 *
 * @param <V> the values; immutable
 */
public final class DurableMap<V> {

    /**
     * How the values of a map are kept.
     *
     * @param part says to which part a key and its value belong
     */
    public record Format<V>(
            Function<V, JsonNode> toJson, Function<JsonNode, V> fromJson, Function<Map.Entry<String, V>, Part> part) {}

    private static final Logger LOG = LoggerFactory.getLogger(DurableMap.class);

    /** So many replaced records are kept at least, so that a small map is not written again and again. */
    private static final int REPLACED_KEPT = 1000;

    private static final String KEY = "key";
    private static final String VALUE = "value";

    private final Map<String, V> values = new ConcurrentHashMap<>();
    private final Format<V> format;
    private final Records log;
    private long replaced;

    /** Opens the map that is kept under a name. */
    public DurableMap(Lease lease, String name, Format<V> format) {
        this.format = format;
        this.log = lease.records(name, json -> replay(JsonMapper.shared().readTree(json)));
    }

    private DurableMap(Format<V> format) {
        this.format = format;
        this.log = new ForgottenRecords();
    }

    /** An empty map that does not survive the program. */
    public static <V> DurableMap<V> inMemory(Format<V> format) {
        return new DurableMap<>(format);
    }

    private void replay(JsonNode change) {
        String key = change.path(KEY).stringValue();
        V before = change.has(VALUE) ? values.put(key, format.fromJson().apply(change.get(VALUE))) : values.remove(key);
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

    /**
     * Sets a value; nothing is written if it is the same already.
     *
     * @throws StorageException if it could not be made durable; it is not seen then
     */
    public synchronized void put(String key, V value) {
        if (get(key).filter(value::equals).isEmpty()) {
            log.append(change(Map.entry(key, value), true));
            count(values.put(key, value) != null);
        }
    }

    /** Takes a value away; nothing is written if there is none. */
    public synchronized void remove(String key) {
        V before = values.get(key);
        if (before != null) {
            log.append(change(Map.entry(key, before), false));
            values.remove(key);
            count(true);
        }
    }

    /**
     * Takes entries away, and all that was replaced before, so that nothing of them is kept any more.
     *
     * @throws StorageException if it could not be made durable; they are still seen then
     */
    public synchronized void erase(Predicate<Map.Entry<String, V>> which) {
        ImmutableMap<String, V> rest = values.entrySet().stream()
                .filter(which.negate())
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
        log.replace(Iterables.transform(rest.entrySet(), entry -> change(entry, true)));
        values.keySet().retainAll(rest.keySet());
        replaced = 0;
    }

    private JsonValue change(Map.Entry<String, V> entry, boolean present) {
        ObjectNode change = JsonMapper.shared().createObjectNode().put(KEY, entry.getKey());
        if (present) {
            change.set(VALUE, format.toJson().apply(entry.getValue()));
        }
        return new JsonValue(format.part().apply(entry), change.toString());
    }

    private void count(boolean another) {
        replaced += another ? 1 : 0;
        if (replaced > REPLACED_KEPT + values.size()) {
            compact();
        }
    }

    /** Nothing is lost if it fails; it is tried again after as many changes. */
    private void compact() {
        replaced = 0;
        try {
            log.replace(Iterables.transform(values.entrySet(), entry -> change(entry, true)));
        } catch (StorageException e) {
            LOG.warn("replaced records could not be dropped: {}", e.getMessage());
        }
    }
}
