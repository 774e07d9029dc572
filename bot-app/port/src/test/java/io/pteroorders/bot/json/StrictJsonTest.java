package io.pteroorders.bot.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class StrictJsonTest {

    record Pair(String second, Optional<String> first, Optional<Long> third) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{}x",
                "{",
                "{'a':1}",
                "[1,]",
                "NaN",
                "// no\n{}",
                "1e1000000000000000000000000000000000000000000"
            })
    void whatNobodyMeansWellIsRefused(String text) {
        assertThrows(JacksonException.class, () -> StrictJson.parse(text));
    }

    @Test
    void depthIsBounded() {
        assertEquals(1, StrictJson.parse("[".repeat(32) + "]".repeat(32)).size());
        assertThrows(JacksonException.class, () -> StrictJson.parse("[".repeat(33) + "]".repeat(33)));
    }

    @Test
    void onlyUtf8IsRead() throws CharacterCodingException {
        byte[] good = "{\"a\":\"é💎\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals("é💎", StrictJson.parse(good).path("a").stringValue());
        assertThrows(CharacterCodingException.class, () -> StrictJson.parse("{}".getBytes(StandardCharsets.UTF_16)));
        assertThrows(
                CharacterCodingException.class,
                () -> StrictJson.parse(new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'}));
        assertTrue(StrictJson.parse("").isMissingNode());
    }

    @Test
    void recordsAreWrittenInTheirOrderWithoutWhatIsAbsent() {
        Pair pair = new Pair("b", Optional.of("a"), Optional.empty());
        String json = "{\"second\":\"b\",\"first\":\"a\"}";
        assertEquals(json, StrictJson.records().writeValueAsString(pair));
        assertEquals(pair, StrictJson.records().readValue(json, Pair.class));
        assertEquals(
                new Pair("b", Optional.empty(), Optional.of(3L)),
                StrictJson.records().readValue("{\"third\":3,\"second\":\"b\",\"later\":[1]}", Pair.class));
    }
}
