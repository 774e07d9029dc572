package io.pteroorders.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads an {@code orders.json} with nothing but Jackson's streaming parser. Texts that repeat become the same object. */
final class JacksonRecords {

    /** An object with its texts, amounts and objects inside, as they come. */
    record Parsed(List<String> texts, long amounts, List<Parsed> inside) {}

    private static final int MOST_SHARED = 1 << 20;

    private final Map<String, String> shared = new HashMap<>();
    private final JsonParser parser;

    private JacksonRecords(JsonParser parser) {
        this.parser = parser;
    }

    static List<Parsed> read(Path file) throws IOException {
        List<Parsed> records = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            JacksonRecords reader = new JacksonRecords(parser);
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                records.add(reader.object());
            }
        }
        return records;
    }

    private Parsed object() {
        List<String> texts = new ArrayList<>(4);
        List<Parsed> inside = new ArrayList<>(2);
        long amounts = 0;
        String field = "";
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            switch (token) {
                case PROPERTY_NAME -> field = parser.currentName();
                case VALUE_STRING -> texts.add(text(field));
                case VALUE_NUMBER_INT -> amounts += parser.getLongValue();
                case START_OBJECT -> inside.add(object());
                default -> {}
            }
        }
        return new Parsed(texts, amounts, inside);
    }

    /** Ids and times hardly repeat. */
    private String text(String field) {
        String text = parser.getString();
        if (field.equals("id") || field.endsWith("At") || field.equals("timestamp") || shared.size() > MOST_SHARED) {
            return text;
        }
        String known = shared.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
