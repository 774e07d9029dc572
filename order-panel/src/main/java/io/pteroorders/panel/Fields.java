package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Longs;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of an object that a panel sent. A number is exact: a text, a fraction or a truth is none. Immutable and
 * thread-safe.
 *
 * @param node an object, or anything else, which has no fields
 * @param unreadable what is thrown for a field that says nothing sensible, of the words for it
 */
record Fields(JsonNode node, Function<String, RuntimeException> unreadable) {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 40;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The object that bytes in UTF-8 say. */
    static Fields parse(byte[] utf8, Function<String, RuntimeException> unreadable) {
        try {
            JsonNode node = MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
            if (node.isObject()) {
                return new Fields(node, unreadable);
            }
        } catch (CharacterCodingException | JacksonException | NumberFormatException e) {
            throw unreadable.apply("something that is no JSON");
        }
        throw unreadable.apply("something that is no JSON object");
    }

    /** The object in a field, of which nothing may be there. */
    Fields in(String name) {
        return new Fields(node.path(name), unreadable);
    }

    /** What something is, without the envelope around it. */
    Fields attributes() {
        return in("attributes");
    }

    /** What is shown with something, without the envelope around each. */
    ImmutableList<Fields> included(String name) {
        return in("relationships").in(name).all("data").stream()
                .map(Fields::attributes)
                .collect(ImmutableList.toImmutableList());
    }

    /** The objects in a field; none if it is no list. */
    ImmutableList<Fields> all(String name) {
        JsonNode list = node.path(name);
        return list.isArray()
                ? list.valueStream().map(each -> new Fields(each, unreadable)).collect(ImmutableList.toImmutableList())
                : ImmutableList.of();
    }

    /** The objects on a page, without the envelope around each. */
    ImmutableList<Fields> page() {
        if (!node.path("data").isArray()) {
            throw unreadable.apply("no list");
        }
        return all("data").stream().map(Fields::attributes).collect(ImmutableList.toImmutableList());
    }

    /** What a field says, if it is a text of more than blanks. */
    Optional<String> text(String name) {
        JsonNode value = node.path(name);
        return value.isString() ? Optional.of(value.asString()).filter(text -> !text.isBlank()) : Optional.empty();
    }

    /** What a text in a field must say. */
    String need(String name) {
        return text(name).orElseThrow(() -> unreadable.apply("nothing as " + name));
    }

    /** A whole number in a field. */
    Optional<Long> number(String name) {
        JsonNode value = node.path(name);
        return value.isIntegralNumber() ? Optional.ofNullable(Longs.tryParse(value.asString())) : Optional.empty();
    }

    /** What a number in a field must be. */
    long needNumber(String name) {
        return number(name).orElseThrow(() -> unreadable.apply("no number as " + name));
    }

    /** A whole number in a field, if it is not too great to count by. */
    OptionalInt integer(String name) {
        return number(name)
                .filter(value -> value == value.intValue())
                .map(value -> OptionalInt.of(value.intValue()))
                .orElse(OptionalInt.empty());
    }

    /** Whether a field says that something is so. */
    boolean isTrue(String name) {
        return node.path(name).isBoolean() && node.path(name).asBoolean();
    }

    /** Whether there are pages after this one. */
    boolean hasMorePages() {
        Fields pages = in("meta").in("pagination");
        return pages.needNumber("current_page") < pages.needNumber("total_pages");
    }
}
