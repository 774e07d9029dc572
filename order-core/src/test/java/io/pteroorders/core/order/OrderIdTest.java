package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Ascii;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderIdTest {

    private static List<String> candidates(String typed) {
        return OrderId.candidates(typed).stream().map(OrderId::toString).toList();
    }

    @Property
    void aMadeIdHasTenCharactersThatNobodyMixesUp(@ForAll long seed) {
        OrderId id = OrderId.random(new SplittableRandom(seed));
        assertTrue(id.toString().matches("ORD-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}"), id.toString());
        assertEquals(id, OrderId.of(id.toString()));
    }

    @Property
    void aMadeIdIsUnderstoodHoweverItIsTyped(@ForAll long seed) {
        OrderId id = OrderId.random(new SplittableRandom(seed));
        String text = id.toString();
        for (String typed : List.of(
                text,
                Ascii.toLowerCase(text),
                text.replace("-", ""),
                text.replace('-', ' '),
                "  " + text + "\u3000",
                text.replace('0', 'O').replace('1', 'I'),
                Ascii.toLowerCase(text).replace('0', 'o').replace('1', 'l'))) {
            assertTrue(OrderId.candidates(typed).contains(id), typed);
        }
    }

    @Property
    void anIdIsWhatMatchesThePattern(@ForAll("nearlyIds") String text) {
        if (text.matches(OrderId.PATTERN)) {
            assertEquals(text, OrderId.of(text).toString());
        } else {
            assertThrows(IllegalArgumentException.class, () -> OrderId.of(text));
        }
    }

    @Provide
    Arbitrary<String> nearlyIds() {
        Arbitrary<String> part = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.strings().withChars("09AZ").ofMaxLength(13)),
                Tuple.of(1, Arbitraries.strings().withChars("/0:@A[a-\u0660").ofMaxLength(5)));
        Arbitrary<String> start = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just("ORD-")), Tuple.of(1, Arbitraries.of("", "ORD", "ord-", "ORD--")));
        return Combinators.combine(start, part, Arbitraries.of("-", "-", "-", "", "--"), part)
                .as((prefix, first, dash, second) -> prefix + first + dash + second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORD-MDJ1TIAO-APE3B6", "ORD-J1U15J-8N"})
    void idsOfTheEarlierBotAreKeptAsTheyAre(String text) {
        assertEquals(text, OrderId.of(text).toString());
        assertEquals(List.of(text), candidates(Ascii.toLowerCase(text)));
    }

    @Test
    void theExactTextIsLikelierThanAMixUp() {
        assertEquals(List.of("ORD-OOOOO-ILILI", "ORD-00000-11111"), candidates("ord-ooooo-ilili"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ORD",
                "ORD-",
                "ORD-ABC-1",
                "ORD-ABCDE",
                "ORD-ABCDE-",
                "ORD-ABCDE-12345-1",
                "ORD-ABCDEABCDEABC-1",
                "ORD-ABCDE-1234567890123",
                "XORD-ABCDE-12345",
                "ORD-ABCDE-1234\u200b5",
                "ORD\u2010ABCDE\u201012345",
                "ORD-АBCDE-12345",
                "ＯＲＤ-ABCDE-12345",
                "ORD-ABC\u0131E-12345",
                "ORD-../..-12345",
                "../ORD-ABCDE-12345",
                "ORD-ABCDE-12345\nORD-ABCDE-12346",
                "ORD-ABCDE-1234%"
            })
    void anythingElseIsNoId(String typed) {
        assertEquals(List.of(), candidates(typed));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> OrderId.of(typed));
        assertEquals("an order id looks like ORD-XXXXX-XXXXX, was \"" + typed + "\"", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ord-abcde-12345", "ORDABCDE12345", " ORD-ABCDE-12345", "ORD-ABCDE-12345\n"})
    void whatIsNotTypedButReadMustBeExact(String text) {
        assertThrows(IllegalArgumentException.class, () -> OrderId.of(text));
    }

    @Property
    void noTextBreaksTheReading(@ForAll String typed) {
        assertTrue(OrderId.candidates(typed).size() <= 3);
    }

    @ParameterizedTest
    @CsvSource({
        "ORD-ABCDE-12345, ORD-ABCDE-12345, true",
        "ORD-ABCDE-12345, ORD-ABCDE-12354, true",
        "ORD-ABCDE-12345, ORD-XBCDE-1234X, true",
        "ORD-ABCDE-12345, ORD-XBCDX-1234X, false",
        "ORD-ABCDE-12345, ORD-ABCDE-1234, false",
    })
    void anIdIsNearWithUpToTwoSlips(String one, String other, boolean near) {
        assertEquals(near, OrderId.of(one).isNear(OrderId.of(other)));
        assertEquals(near, OrderId.of(other).isNear(OrderId.of(one)));
    }

    @ParameterizedTest
    @CsvSource({
        "2345, false",
        "2346, true",
        "X2345, true",
        "X2346, false",
        "%2345, false",
        "ABCDX-12345, true",
        "XXORD-ABCDE-12345, false",
        "'', false",
    })
    void anEndIsAlmostThatOfAnIdWithOneSlip(String end, boolean almost) {
        assertEquals(almost, OrderId.of("ORD-ABCDE-12345").endsAlmostWith(end));
    }

    @Test
    void idsAreEqualAndOrderedByTheirText() {
        OrderId one = OrderId.of("ORD-ABCDE-12345");
        assertEquals(one, OrderId.of("ORD-ABCDE-12345"));
        assertEquals(one.hashCode(), OrderId.of("ORD-ABCDE-12345").hashCode());
        assertFalse(one.equals(OrderId.of("ORD-ABCDE-12346")));
        assertTrue(one.compareTo(OrderId.of("ORD-ABCDE-12346")) < 0);
    }
}
