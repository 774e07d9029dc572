package io.pteroorders.bot.whatsapp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON from strangers: strict UTF-8, one value, bounded depth and numbers, no name twice in an object. */
final class Payload {

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
            .build();

    private Payload() {}

    /**
     * The value that the bytes say.
     *
     * @throws PayloadException if they are no JSON, or such as nobody means well
     */
    static JsonNode parse(byte[] bytes) throws PayloadException {
        try {
            // A new decoder reports what is malformed; a reader of bytes would guess UTF-16 and let overlong forms
            // pass.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonNode json = MAPPER.readTree(text);
            if (json.isMissingNode()) {
                throw new PayloadException("empty");
            }
            return json;
        } catch (CharacterCodingException e) {
            throw new PayloadException("not UTF-8");
        } catch (JacksonException e) {
            throw new PayloadException("not valid JSON");
        }
    }
}
