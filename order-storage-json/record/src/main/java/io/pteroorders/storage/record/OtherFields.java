package io.pteroorders.storage.record;

import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.storage.record.OrderFields.Field;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a record that the program does not know: read strictly, and written sorted by name, so that equal ones
 * are written alike. Numbers keep every digit.
 */
public final class OtherFields {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(JsonReader.MAX_DEPTH)
                            .maxNumberLength(JsonReader.MAX_NUMBER)
                            .maxStringLength(OrderJson.MAX_RECORD)
                            .maxNameLength(OrderJson.MAX_RECORD)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private OtherFields() {}

    /** The value that a reader skipped last. */
    static JsonNode read(JsonReader in) throws OrderFormatException {
        try {
            JsonNode value = MAPPER.readTree(in.json(), in.from(), in.to() - in.from());
            checkAsWritten(value);
            return value;
        } catch (JacksonException | NumberFormatException e) {
            throw new OrderFormatException(
                    "a field that the program does not know has a name twice, half a character or a number beyond reason");
        }
    }

    /** A number may become longer when it is written anew. */
    private static void checkAsWritten(JsonNode value) throws OrderFormatException {
        byte[] written = MAPPER.writeValueAsBytes(value);
        new JsonReader(written, 0, written.length).skip();
    }

    /** Writes those of an object; what stands under a known name is left out, for it is written with that field. */
    static void write(@Nullable JsonNode fields, OrderFields known, JsonWriter to) {
        if (fields instanceof ObjectNode object) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            sorted.keySet().removeIf(known::has);
            sorted.forEach((name, value) -> {
                to.key(key(name));
                to.raw(MAPPER.writeValueAsBytes(value));
            });
        }
    }

    /** A name that is none of the program's, in quotes, and its colon. */
    static byte[] key(String name) {
        JsonWriter key = new JsonWriter(name.length() + 3);
        key.text(name);
        key.raw(':');
        return key.toByteArray();
    }

    /** Adds those of one more object of a list, if it has any, at their place. */
    static void add(ArrayNode list, int position, @Nullable ObjectNode fields) {
        if (fields == null) {
            return;
        }
        while (list.size() < position) {
            list.addObject();
        }
        list.add(fields);
    }

    /** Those of an order that it has in a later state too: what stood in a claim, in trouble or in a step goes with it. */
    static ObjectNode following(ObjectNode fields, Order later) {
        Set<String> claims = later.claims().stream().map(Claim::subject).collect(Collectors.toSet());
        Set<String> steps =
                later.subscription().steps().stream().map(OtherFields::subject).collect(Collectors.toSet());
        boolean isInTrouble = later.server().flatMap(Server::trouble).isPresent();
        ObjectNode following = without(fields, Field.CLAIMS, inClaims -> inClaims.retain(claims));
        following = without(following, Field.SUBSCRIPTION, inLog -> retain(inLog, Field.STEPS, steps));
        return isInTrouble
                ? following
                : without(following, Field.SERVER, inServer -> inServer.without(Field.TROUBLE.toString()));
    }

    /** What tells the steps of an order apart that it ever took. */
    static String subject(TakenStep step) {
        return step.paidUntil() + ":" + step.step();
    }

    private static void retain(ObjectNode outer, Field object, Set<String> names) {
        if (outer.path(object.toString()) instanceof ObjectNode inside) {
            inside.retain(names);
            if (inside.isEmpty()) {
                outer.remove(object.toString());
            }
        }
    }

    /** The fields of which an object has lost some, if it is there. */
    private static ObjectNode without(ObjectNode fields, Field object, Consumer<ObjectNode> loss) {
        if (!fields.has(object.toString())) {
            return fields;
        }
        ObjectNode less = fields.deepCopy();
        if (less.path(object.toString()) instanceof ObjectNode inside) {
            loss.accept(inside);
            if (inside.isEmpty()) {
                less.remove(object.toString());
            }
        }
        return less;
    }

    /** The fields as compact JSON. */
    public static byte[] toBytes(ObjectNode fields) {
        return MAPPER.writeValueAsBytes(fields);
    }

    /** What {@link #toBytes} was given. */
    public static ObjectNode fromBytes(byte[] json) {
        return (ObjectNode) MAPPER.readTree(json);
    }
}
