package io.pteroorders.bot.privacy;

import com.google.common.base.Ascii;
import io.pteroorders.core.order.PersonId;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a customer wants done with their data, until an owner has seen to it. Immutable and thread-safe.
 *
 * @param number by which owners name it, of four digits
 * @param person who wants it
 * @param name what they are called
 * @param chat where they are told
 * @param kind what they want
 * @param at when they asked
 */
public record PrivacyRequest(int number, PersonId person, String name, String chat, Kind kind, Instant at) {

    /** What can be wanted. */
    public enum Kind {
        /** To be forgotten. */
        ERASE,
        /** All that is kept, as a file. */
        EXPORT;

        /** The lower-case word used in records and texts. */
        public String word() {
            return Ascii.toLowerCase(name());
        }
    }

    JsonNode toJson() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("number", number)
                .put("person", person.text())
                .put("name", name)
                .put("chat", chat)
                .put("kind", kind.word())
                .put("at", at.toString());
    }

    static PrivacyRequest fromJson(JsonNode json) {
        return new PrivacyRequest(
                json.path("number").asInt(),
                PersonId.of(json.path("person").asString()),
                json.path("name").asString(),
                json.path("chat").asString(),
                Kind.valueOf(Ascii.toUpperCase(json.path("kind").asString())),
                Instant.parse(json.path("at").asString()));
    }

    /** Number and kind; nothing that tells who it is. */
    @Override
    public String toString() {
        return kind.word() + " " + number;
    }
}
