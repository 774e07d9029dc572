package io.pteroorders.bot.json;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Streams;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.task.ScheduleRecord;
import io.pteroorders.core.task.TaskKey;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.task.TaskSource.Due;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of work that is tried again until it is done, in the records of a shop, one JSON object a record. Thread-safe.
 *
 * @param <K> the keys of the work
 */
public final class TaskRecordLog<K extends TaskKey> implements TaskLog<TaskRecord<K>> {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String KEYS = "keys";
    private static final String MERGED = "merged";

    private final Function<String, K> parse;
    private final Records log;
    private final List<TaskRecord<K>> found = new ArrayList<>();

    /**
     * Opens the log.
     *
     * @param lease by whose right it is kept
     * @param name of the records
     * @param parse gives the key of an {@linkplain TaskKey#id() id}
     */
    public TaskRecordLog(Lease lease, String name, Function<String, K> parse) {
        this.parse = parse;
        this.log = lease.records(name, json -> found.add(read(json)));
    }

    @Override
    public synchronized Iterable<TaskRecord<K>> read() {
        ImmutableList<TaskRecord<K>> records = ImmutableList.copyOf(found);
        found.clear();
        return records;
    }

    @Override
    public CompletionStage<?> append(ImmutableList<TaskRecord<K>> records) {
        return log.submit(records.stream().map(TaskRecordLog::value).collect(ImmutableList.toImmutableList()));
    }

    @Override
    public void compact(ImmutableList<TaskRecord<K>> records) {
        log.replace(Iterables.transform(records, TaskRecordLog::value));
    }

    private static <K extends TaskKey> JsonValue value(TaskRecord<K> record) {
        return new JsonValue(Part.SHOP, write(record));
    }

    /** A record as JSON. */
    private static <K extends TaskKey> String write(TaskRecord<K> record) {
        return MAPPER.writeValueAsString(toJson(record));
    }

    private static <K extends TaskKey> ObjectNode toJson(TaskRecord<K> record) {
        if (record instanceof ScheduleRecord.Called<K> called) {
            ObjectNode json = ofType("called").put("order", called.order().toString());
            ArrayNode due = json.putArray("due");
            called.due().forEach(each -> due.addObject()
                    .put("key", each.key().id())
                    .put("from", each.from().toString()));
            return json;
        } else if (record instanceof ScheduleRecord.Followed<K> followed) {
            return ofType("followed").put("place", followed.place().text());
        } else if (record instanceof ScheduleRecord.Paused<K> paused) {
            return ofType("paused").put("kind", paused.kind()).put("paused", paused.paused());
        } else if (record instanceof TaskProgress<K> progress) {
            return ofProgress(progress);
        }
        throw new IllegalArgumentException("unknown record: " + record.getClass());
    }

    private static <K extends TaskKey> ObjectNode ofProgress(TaskProgress<K> record) {
        if (record instanceof TaskProgress.Done<K> done) {
            ObjectNode json = at(ofType("done"), done.at());
            return json.set(KEYS, keys(done.keys())).set(MERGED, keys(done.merged()));
        } else if (record instanceof TaskProgress.Tried<K> tried) {
            return ofType("tried")
                    .put("attempts", tried.attempts())
                    .put("since", tried.since().toString())
                    .put("notBefore", tried.notBefore().toString())
                    .put("reason", tried.reason())
                    .set(KEYS, keys(tried.keys()));
        } else if (record instanceof TaskProgress.Dead<K> dead) {
            return at(ofType("dead"), dead.at())
                    .put("reason", dead.reason())
                    .put("untilHeard", dead.untilHeard())
                    .set(KEYS, keys(dead.keys()));
        } else if (record instanceof TaskProgress.Dropped<K> dropped) {
            return at(ofType("dropped"), dropped.at())
                    .put("reason", dropped.reason())
                    .set(KEYS, keys(dropped.keys()));
        } else if (record instanceof TaskProgress.Again<K> again) {
            return at(ofType("again"), again.at()).set(KEYS, keys(again.keys()));
        }
        throw new IllegalArgumentException("unknown record: " + record.getClass());
    }

    private static ObjectNode ofType(String type) {
        return MAPPER.createObjectNode().put("type", type);
    }

    private static ObjectNode at(ObjectNode json, Instant at) {
        return json.put("at", at.toString());
    }

    private static <K extends TaskKey> ArrayNode keys(ImmutableList<K> keys) {
        ArrayNode array = MAPPER.createArrayNode();
        keys.forEach(key -> array.add(key.id()));
        return array;
    }

    /** A record that {@link #write} has made. */
    private TaskRecord<K> read(String text) {
        JsonNode json = MAPPER.readTree(text);
        return switch (json.path("type").asString()) {
            case "called" ->
                new ScheduleRecord.Called<>(
                        OrderId.of(json.path("order").asString()),
                        Streams.stream(json.path("due"))
                                .map(due ->
                                        new Due<>(parse.apply(due.path("key").asString()), time(due, "from")))
                                .collect(ImmutableList.toImmutableList()));
            case "followed" ->
                new ScheduleRecord.Followed<>(new Token(json.path("place").asString()));
            case "paused" ->
                new ScheduleRecord.Paused<>(
                        json.path("kind").asString(), json.path("paused").asBoolean());
            case "done" -> new TaskProgress.Done<>(keys(json, KEYS), keys(json, MERGED), time(json, "at"));
            case "tried" ->
                new TaskProgress.Tried<>(
                        keys(json, KEYS),
                        json.path("attempts").asInt(),
                        time(json, "since"),
                        time(json, "notBefore"),
                        json.path("reason").asString());
            case "dead" ->
                new TaskProgress.Dead<>(
                        keys(json, KEYS),
                        time(json, "at"),
                        json.path("reason").asString(),
                        json.path("untilHeard").asBoolean(false));
            case "dropped" ->
                new TaskProgress.Dropped<>(
                        keys(json, KEYS), time(json, "at"), json.path("reason").asString());
            case "again" -> new TaskProgress.Again<>(keys(json, KEYS), time(json, "at"));
            default -> throw new IllegalArgumentException("a record of work of an unknown type");
        };
    }

    private static Instant time(JsonNode json, String field) {
        return Instant.parse(json.path(field).asString());
    }

    private ImmutableList<K> keys(JsonNode json, String field) {
        return Streams.stream(json.path(field))
                .map(key -> parse.apply(key.asString()))
                .collect(ImmutableList.toImmutableList());
    }
}
