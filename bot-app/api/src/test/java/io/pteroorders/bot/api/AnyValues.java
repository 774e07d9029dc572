package io.pteroorders.bot.api;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values that keep a schema of the document, and values that break it. Not thread-safe. */
final class AnyValues {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Values of which each has broken some program. */
    private static final ImmutableList<String> ODD = ImmutableList.of(
            "null",
            "true",
            "0",
            "-1",
            "13",
            "367",
            "2147483647",
            "2147483648",
            "-9223372036854775808",
            "9223372036854775808",
            "1e400",
            "1e-400",
            "1E+2147483647",
            "0.1",
            "-0.0",
            "99999999999999999999999999999999999999999999999999999999",
            "[]",
            "{}",
            "[[[[[[[[]]]]]]]]",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"a\\udfffb\"",
            "\"\\u202e\\u2066x\"",
            "\"\\r\\nSet-Cookie: a=b\"",
            "\"<script>alert(1)</script>\"",
            "\"' OR 1=1 --\"",
            "\"{{secret}} ${jndi:ldap://x} %s%n\"",
            "\"../../etc/passwd\"",
            "\"\uD83C\uDFAE\u0131\u0130\uFEFF\"",
            "\"+999999999-01-01\"",
            "\"0000-00-00\"",
            "\"2026-02-30\"",
            "\"-2026-01-01T00:00:00Z\"",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"@\"",
            "\"system@\"",
            "\"key:master@x\"",
            "\"9999-12-31\"",
            "\"1970-01-01\"");

    private final Random random;
    private final Contract contract;
    private final List<String> orders;

    /** @param orders ids of orders that there are */
    AnyValues(Random random, Contract contract, List<String> orders) {
        this.random = random;
        this.contract = contract;
        this.orders = orders;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    boolean in(int many) {
        return random.nextInt(many) == 0;
    }

    /** One that keeps the schema, mostly. */
    JsonNode kept(String name, JsonNode given) {
        JsonNode schema = contract.resolved(given);
        return switch (schema.path("type").asString("object")) {
            case "object" -> object(schema);
            case "array" -> array(name, schema);
            case "integer" -> JSON.valueToTree(whole(schema));
            case "number" -> JSON.valueToTree(in(3) ? 25_000 : 1 + random.nextInt(100_000));
            case "boolean" -> JSON.valueToTree(random.nextBoolean());
            default -> JSON.valueToTree(text(name, schema));
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.createObjectNode();
        List<String> needed =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").properties().stream()
                .filter(field -> needed.contains(field.getKey()) || random.nextBoolean())
                .forEach(field -> object.set(field.getKey(), kept(field.getKey(), field.getValue())));
        return object;
    }

    private ArrayNode array(String name, JsonNode schema) {
        ArrayNode array = JSON.createArrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            array.add(kept(name, schema.path("items")));
        }
        return array;
    }

    private int whole(JsonNode schema) {
        int least = schema.path("minimum").asInt(0);
        int most = schema.path("maximum").asInt(least + 20);
        return in(4) ? least : in(4) ? most : least + random.nextInt(most - least + 1);
    }

    private String text(String name, JsonNode schema) {
        if (schema.has("enum")) {
            return one(schema.path("enum").valueStream().map(JsonNode::asString).toList());
        }
        return switch (name) {
            case "id", "order", "sequelsOf" -> one(orders);
            case "package", "packageType", "code" -> one(List.of("bronze", "silver", "gold", "platinum"));
            case "phoneNumber", "customer" ->
                in(3) ? "+62857" + (1000000 + random.nextInt(50)) : in(3) ? "abc@lid" : "6285550001234";
            case "status" -> one(List.of("pending", "pending,confirmed", "completed,refunded", "cancelled"));
            case "method" -> "manual";
            case "phone" -> String.valueOf(1000 + random.nextInt(9000));
            case "chatId" -> "6285550001234@s.whatsapp.net";
            case "username" -> "siti." + random.nextInt(100);
            case "serverId" -> "srv-" + random.nextInt(100);
            case "kind" -> "payments";
            case "createdFrom", "createdBefore", "dueBefore" -> "2026-11-" + (10 + random.nextInt(20)) + "T10:00:00Z";
            case "until", "day", "endingBy" -> "2026-12-" + (10 + random.nextInt(20));
            case "url" -> "https://erp.example/hook";
            default -> word();
        };
    }

    private String word() {
        int length = in(10) ? 500 : random.nextInt(30);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    /** The text of a value that may break its schema: with a field too few or too many, or with something else in one. */
    String broken(JsonNode kept) {
        if (!kept.isObject()) {
            return odd();
        }
        ObjectNode object = (ObjectNode) kept.deepCopy();
        List<String> names = List.copyOf(object.propertyNames());
        return switch (random.nextInt(names.isEmpty() ? 2 : 5)) {
            case 0 -> with(object, in(2) ? "colour" : "\\u0000\\ud800", odd());
            case 1 -> with(object, in(2) ? "id" : "__proto__", odd());
            case 2 -> {
                object.remove(one(names));
                yield object.toString();
            }
            case 3 -> inside(object, one(names));
            default -> with(object, one(names), odd());
        };
    }

    private String inside(ObjectNode object, String name) {
        JsonNode field = object.remove(name);
        return with(object, name, broken(field));
    }

    /** Also a name that stands there twice then. */
    private static String with(ObjectNode object, String name, String value) {
        String rest = object.toString().substring(1);
        return "{\"" + name + "\":" + value + (rest.equals("}") ? "" : ",") + rest;
    }

    String odd() {
        return in(30) ? "\"" + "x".repeat(1 << random.nextInt(17)) + "\"" : one(ODD);
    }
}
