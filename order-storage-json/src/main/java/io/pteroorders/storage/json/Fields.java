package io.pteroorders.storage.json;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a JSON object strictly; every complaint names the field. */
final class Fields {

    private final String path;
    private final JsonNode json;

    Fields(String path, JsonNode json) throws OrderFormatException {
        this.path = path;
        this.json = json;
        if (!json.isObject()) {
            throw new OrderFormatException((path.isEmpty() ? "the record" : path) + " must be an object");
        }
    }

    String text(String name) throws OrderFormatException {
        return optionalText(name).orElseThrow(() -> new OrderFormatException(path(name) + " is missing"));
    }

    Optional<String> optionalText(String name) throws OrderFormatException {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(checked(value.isString(), value, name, "text").stringValue());
    }

    BigDecimal number(String name) throws OrderFormatException {
        JsonNode value = json.path(name);
        return checked(value.isNumber(), value, name, "a number").decimalValue();
    }

    int integer(String name) throws OrderFormatException {
        JsonNode value = json.path(name);
        return checked(value.isInt(), value, name, "a small whole number").intValue();
    }

    Instant instant(String name) throws OrderFormatException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeParseException e) {
            throw new OrderFormatException(path(name) + " must be a time like 2026-01-01T00:00:00.000Z");
        }
    }

    Fields object(String name) throws OrderFormatException {
        return new Fields(path(name), json.path(name));
    }

    ImmutableList<Fields> objects(String name) throws OrderFormatException {
        JsonNode value = json.path(name);
        ImmutableList.Builder<Fields> objects = ImmutableList.builder();
        for (JsonNode element : checked(value.isArray(), value, name, "an array")) {
            objects.add(new Fields(path(name) + "[]", element));
        }
        return objects.build();
    }

    private JsonNode checked(boolean right, JsonNode value, String name, String kind) throws OrderFormatException {
        if (!right) {
            throw new OrderFormatException(
                    path(name) + (value.isMissingNode() ? " is missing" : " must be " + kind + ", is " + kind(value)));
        }
        return value;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "true or false";
            case NUMBER -> value.isIntegralNumber() ? "a whole number" : "a number with decimals";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "text";
            case NULL, MISSING -> "null";
        };
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
