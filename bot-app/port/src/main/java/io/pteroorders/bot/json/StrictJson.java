package io.pteroorders.bot.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as it is read from strangers, files and records alike: one value and nothing after it, no name twice in an object,
 * bounded depth and numbers, and these exactly as they are written. Thread-safe.
 */
public final class StrictJson {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private static final JsonMapper RECORDS = MAPPER.rebuild()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private StrictJson() {}

    /** A mapper that reads so, to be made stricter still. */
    public static JsonMapper.Builder mapper() {
        return MAPPER.rebuild();
    }

    /** Writes records as objects, in the order of their components and without those that are absent; and reads them. */
    public static JsonMapper records() {
        return RECORDS;
    }

    /**
     * The value that a text says; missing if it says none.
     *
     * @throws tools.jackson.core.JacksonException if it is no JSON, or such as nobody means well
     */
    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /**
     * The value that bytes in UTF-8 say. A reader of bytes would guess UTF-16 and let overlong forms pass.
     *
     * @throws CharacterCodingException if they are not UTF-8
     * @throws tools.jackson.core.JacksonException if they are no JSON, or such as nobody means well
     */
    public static JsonNode parse(byte[] utf8) throws CharacterCodingException {
        return parse(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(utf8))
                .toString());
    }
}
