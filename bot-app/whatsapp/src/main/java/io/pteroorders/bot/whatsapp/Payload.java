package io.pteroorders.bot.whatsapp;

import io.pteroorders.bot.json.StrictJson;
import java.nio.charset.CharacterCodingException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads JSON from strangers. */
final class Payload {

    private Payload() {}

    /**
     * The value that the bytes say.
     *
     * @throws PayloadException if they are no JSON, or such as nobody means well
     */
    static JsonNode parse(byte[] bytes) throws PayloadException {
        try {
            JsonNode json = StrictJson.parse(bytes);
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
