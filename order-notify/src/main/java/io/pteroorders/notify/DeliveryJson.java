package io.pteroorders.notify;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.task.TaskProgress.Again;
import io.pteroorders.core.task.TaskProgress.Dead;
import io.pteroorders.core.task.TaskProgress.Done;
import io.pteroorders.core.task.TaskProgress.Dropped;
import io.pteroorders.core.task.TaskProgress.Tried;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.notify.DeliveryRecord.Followed;
import io.pteroorders.notify.DeliveryRecord.JobBegun;
import io.pteroorders.notify.DeliveryRecord.JobDone;
import io.pteroorders.notify.DeliveryRecord.JobPaused;
import io.pteroorders.notify.DeliveryRecord.JobPeople;
import io.pteroorders.notify.DeliveryRecord.Planned;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records of deliveries as JSON, for a {@link io.pteroorders.core.task.TaskLog} on a disk or in a database: one object a record,
 * without line breaks; {@code type} says which one it is. Thread-safe.
 */
final class DeliveryJson {

    private static final String TYPE = "type";
    private static final String KEYS = "keys";
    private static final String AT = "at";
    private static final String REASON = "reason";
    private static final String JOB = "job";
    private static final String UNTIL_HEARD = "untilHeard";

    /** Texts by the names that they had before. */
    private static final ImmutableMap<String, NotificationText> FORMER =
            ImmutableMap.of("customer-asks-admin", NotificationText.CALL_ADMIN);

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private DeliveryJson() {}

    /** A record as JSON. */
    static String write(TaskRecord<MessageKey> record) {
        return MAPPER.writeValueAsString(toJson(record));
    }

    private static ObjectNode toJson(TaskRecord<MessageKey> record) {
        if (record instanceof Planned planned) {
            ObjectNode json =
                    ofType("planned").put("order", planned.order().toString()).put("entries", planned.entries());
            planned.proof().ifPresent(proof -> json.put("proof", proof));
            return at(json, planned.at()).set("due", keys(planned.due()));
        } else if (record instanceof Done<MessageKey> sent) {
            ObjectNode json = at(ofType("sent"), sent.at());
            json.set(KEYS, keys(sent.keys()));
            json.set("merged", keys(sent.merged()));
            return json;
        } else if (record instanceof Tried<MessageKey> tried) {
            return ofType("tried")
                    .put("attempts", tried.attempts())
                    .put("since", tried.since().toString())
                    .put("notBefore", tried.notBefore().toString())
                    .put(REASON, tried.reason())
                    .set(KEYS, keys(tried.keys()));
        } else if (record instanceof Dead<MessageKey> dead) {
            ObjectNode json = at(ofType("dead"), dead.at()).put(REASON, dead.reason());
            if (dead.untilHeard()) {
                json.put(UNTIL_HEARD, true);
            }
            return json.set(KEYS, keys(dead.keys()));
        } else if (record instanceof Dropped<MessageKey> dropped) {
            return at(ofType("dropped"), dropped.at())
                    .put(REASON, dropped.reason())
                    .set(KEYS, keys(dropped.keys()));
        } else if (record instanceof Again<MessageKey> again) {
            return at(ofType("again"), again.at()).set(KEYS, keys(again.keys()));
        } else if (record instanceof Followed followed) {
            ObjectNode json = ofType("followed").put("place", followed.place().text());
            followed.caughtUp().ifPresent(time -> json.put("caughtUp", time.toString()));
            return json;
        } else if (record instanceof JobBegun begun) {
            ObjectNode json = at(ofType("jobBegun"), begun.at())
                    .put(JOB, begun.job())
                    .put("text", begun.text())
                    .put("optedOut", begun.optedOut());
            begun.reportTo().ifPresent(person -> json.put("reportTo", person.text()));
            return json;
        } else if (record instanceof JobPeople people) {
            return at(ofType("jobPeople"), people.at()).put(JOB, people.job()).set(KEYS, keys(people.keys()));
        } else if (record instanceof JobDone done) {
            return at(ofType("jobDone"), done.at()).put(JOB, done.job());
        } else if (record instanceof JobPaused paused) {
            return ofType("jobPaused").put(JOB, paused.job()).put("paused", paused.paused());
        }
        throw new IllegalArgumentException("unknown record: " + record.getClass());
    }

    private static ObjectNode ofType(String type) {
        return MAPPER.createObjectNode().put(TYPE, type);
    }

    private static ObjectNode at(ObjectNode json, Instant at) {
        return json.put(AT, at.toString());
    }

    private static ArrayNode keys(ImmutableList<MessageKey> keys) {
        ArrayNode array = MAPPER.createArrayNode();
        for (MessageKey key : keys) {
            array.addObject()
                    .put("order", key.order().toString())
                    .put("occasion", key.occasion())
                    .put("to", key.receiver().text())
                    .put("text", key.text().file());
        }
        return array;
    }

    /**
     * A record that {@link #write} has made.
     *
     * @throws IllegalArgumentException if it is JSON of another kind
     * @throws tools.jackson.core.JacksonException if it is no JSON
     */
    static TaskRecord<MessageKey> read(String record) {
        JsonNode json = MAPPER.readTree(record);
        return switch (text(json, TYPE)) {
            case "planned" ->
                new Planned(
                        OrderId.of(text(json, "order")),
                        json.path("entries").asInt(),
                        json.path("proof").stringValueOpt(),
                        time(json, AT),
                        keys(json, "due"));
            case "sent" -> new Done<>(keys(json, KEYS), keys(json, "merged"), time(json, AT));
            case "tried" ->
                new Tried<>(
                        keys(json, KEYS),
                        json.path("attempts").asInt(),
                        time(json, "since"),
                        time(json, "notBefore"),
                        text(json, REASON));
            case "dead" ->
                new Dead<>(
                        keys(json, KEYS),
                        time(json, AT),
                        text(json, REASON),
                        json.path(UNTIL_HEARD).asBoolean(false));
            case "dropped" -> new Dropped<>(keys(json, KEYS), time(json, AT), text(json, REASON));
            case "again" -> new Again<>(keys(json, KEYS), time(json, AT));
            case "followed" ->
                new Followed(
                        new Token(text(json, "place")),
                        Optional.of(json.path("caughtUp").asString(""))
                                .filter(time -> !time.isEmpty())
                                .map(Instant::parse));
            case "jobBegun" ->
                new JobBegun(
                        text(json, JOB),
                        text(json, "text"),
                        json.path("optedOut").asInt(),
                        json.path("reportTo").stringValueOpt().map(PersonId::of),
                        time(json, AT));
            case "jobPeople" -> new JobPeople(text(json, JOB), keys(json, KEYS), time(json, AT));
            case "jobDone" -> new JobDone(text(json, JOB), time(json, AT));
            case "jobPaused" ->
                new JobPaused(text(json, JOB), json.path("paused").asBoolean());
            default -> throw new IllegalArgumentException("a record of deliveries of an unknown type");
        };
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).stringValue("");
    }

    private static Instant time(JsonNode json, String field) {
        return Instant.parse(text(json, field));
    }

    private static ImmutableList<MessageKey> keys(JsonNode json, String field) {
        return Streams.stream(json.path(field)).map(DeliveryJson::key).collect(ImmutableList.toImmutableList());
    }

    private static MessageKey key(JsonNode json) {
        return new MessageKey(
                OrderId.of(text(json, "order")),
                text(json, "occasion"),
                PersonId.of(text(json, "to")),
                named(text(json, "text")));
    }

    private static NotificationText named(String file) {
        NotificationText former = FORMER.get(file);
        return former == null ? NotificationText.valueOf(Ascii.toUpperCase(file).replace('-', '_')) : former;
    }
}
