package io.pteroorders.bot.api.document;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description of the interface by OpenAPI 3.1, which is what is promised to programs. Thread-safe. */
public final class ApiDocument {

    private static final String FILE = "/io/pteroorders/bot/api/openapi.yaml";

    private ApiDocument() {}

    /** Reads it. */
    public static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Resources.toByteArray(Resources.getResource(ApiDocument.class, FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
