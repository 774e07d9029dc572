package io.pteroorders.core.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    @Property
    void theSamePartsGiveTheSameId(@ForAll String one, @ForAll String other) {
        RequestId id = RequestId.of(one, other);
        assertEquals(id, RequestId.of(one, other));
        assertTrue(id.hex().matches("[0-9a-f]{32}"));
    }

    @Test
    void theIdIsTheSameEverywhere() {
        assertEquals("df3f619804a92fdb4057192dc43dd748", RequestId.of("").hex());
    }

    @Test
    void itMattersWhereAPartEnds() {
        assertNotEquals(RequestId.of("ab", "c"), RequestId.of("a", "bc"));
        assertNotEquals(RequestId.of("ab"), RequestId.of("ab", ""));
        assertNotEquals(RequestId.of("a", "b"), RequestId.of("a\0b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "e3b0",
                "E3B0C44298FC1C149AFBF4C8996FB924",
                "e3b0c44298fc1c149afbf4c8996fb9244",
                "../b0c44298fc1c149afbf4c8996fb924"
            })
    void anythingElseIsNoRequestId(String hex) {
        assertThrows(IllegalArgumentException.class, () -> new RequestId(hex));
    }
}
