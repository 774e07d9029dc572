package io.pteroorders.storage.json;

import io.pteroorders.storage.record.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** JSON in any formatting: white space anywhere, characters escaped or not. */
final class Formatting {

    private final Random random;

    private Formatting(Random random) {
        this.random = random;
    }

    static String any(JsonNode json, Random random) {
        Formatting formatting = new Formatting(random);
        return random.nextInt(4) == 0
                ? new String(
                        Samples.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json), StandardCharsets.UTF_8)
                : formatting.space() + formatting.value(json) + formatting.space();
    }

    private String space() {
        return switch (random.nextInt(6)) {
            case 0 -> " ";
            case 1 -> "\r\n\t";
            case 2 -> " \n".repeat(random.nextInt(3));
            default -> "";
        };
    }

    private String value(JsonNode json) {
        if (json.isObject()) {
            StringJoiner fields = new StringJoiner(",", "{" + space(), "}");
            json.properties()
                    .forEach(field -> fields.add(space() + text(field.getKey()) + space() + ":" + space()
                            + value(field.getValue()) + space()));
            return fields.toString();
        }
        if (json.isArray()) {
            StringJoiner elements = new StringJoiner(",", "[" + space(), "]");
            json.forEach(element -> elements.add(space() + value(element) + space()));
            return elements.toString();
        }
        return json.isString() ? text(json.stringValue()) : json.toString();
    }

    private String text(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(character -> {
            boolean mustBeEscaped =
                    character < ' ' || character == '"' || character == '\\' || Character.isSurrogate((char) character);
            if (mustBeEscaped || random.nextInt(20) == 0) {
                json.append(String.format(Locale.ROOT, random.nextBoolean() ? "\\u%04x" : "\\u%04X", character));
            } else {
                json.append((char) character);
            }
        });
        return json.append('"').toString();
    }
}
