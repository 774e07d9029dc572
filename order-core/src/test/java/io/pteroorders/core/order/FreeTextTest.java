package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeTextTest {

    private static final String FAMILY = "👨\u200d👩\u200d👧\u200d👦";

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\r\nb", "a\tb", "a \n\n\t b", "a\u000bb", "a\fb", "a\u0085b", "a\u2028b", "a\u2029b"})
    void lineBreaksAndTabsBecomeOneSpace(String text) {
        assertEquals("a b", FreeText.clean(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b", "a\u0007b", "a\u001bb", "a\u007fb", "a\u0090b", "a\u200bb", "a\u200cb", "a\u200db",
                "a\u200eb", "a\u202eb", "a\u2066b", "a\u2069b", "a\u2060b", "a\ufeffb", "a\u00adb", "a\udb40\udc41b"
            })
    void controlDirectionAndZeroWidthCharactersGo(String text) {
        assertEquals("ab", FreeText.clean(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {FAMILY, "🏳️\u200d🌈", "👩🏻\u200d💻", "👩🏿\u200d💻", "❤️\u200d🔥", "🧑\u200d⚖️", "1️⃣", "🇮🇩"
            })
    void anEmojiOfSeveralPartsStaysWhole(String emoji) {
        assertEquals(emoji, FreeText.clean(emoji));
        assertEquals(emoji, FreeText.name(emoji));
    }

    @ParameterizedTest
    @ValueSource(strings = {"👨\u200d", "\u200d👨", "👨\u200d\u200b", "\u200d\u200d👨"})
    void aJoinerThatJoinsNothingGoes(String text) {
        assertEquals("👨", FreeText.clean(text));
    }

    @Test
    void textIsComposed() {
        assertEquals("\u00e9", FreeText.clean("e\u0301"));
        assertEquals("\u00e9", FreeText.clean("e\u200b\u0301"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83d", "a\ude00", "a\n\ud83d", "a\ude00\n"})
    void halfAPairBecomesAReplacementOnce(String text) {
        assertEquals("a\ufffd", FreeText.clean(text).replace(" ", ""));
    }

    @Test
    void halvesThatMeetByCleaningMakeNoWhole() {
        assertEquals("\ufffd\ufffd", FreeText.clean("\ud83d\u200b\ude00"));
    }

    @Test
    void aSignThatComposingTakesApartIsTakenApartFirst() {
        String clean = FreeText.clean("\ud834\udd5e\u200d👨");
        assertEquals(clean, FreeText.clean(clean));
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        String text = "*Status:* COMPLETED `code` > {{orderId}} ${jndi:x} %s =1+1 ١٢٣ 日本 Ünï";
        assertEquals(text, FreeText.clean(text));
    }

    @Test
    void spacesAroundGoAndThoseInsideStay() {
        assertEquals("a  b", FreeText.clean("  a  b \u3000"));
        assertEquals("", FreeText.clean(" \n\u200b\t "));
    }

    @Test
    void aNameIsCutAtAHundredCodePointsNeverInsideAPair() {
        assertEquals("💎".repeat(100), FreeText.name("💎".repeat(101)));
        assertEquals("x".repeat(99), FreeText.name("x".repeat(99) + " yz"));
    }

    @Test
    void aNameCutInsideAFamilyKeepsNoLooseJoiner() {
        assertEquals("x".repeat(98) + "👨", FreeText.name("x".repeat(98) + FAMILY));
    }

    @Test
    void lengthsCountCodePoints() {
        assertEquals(2, FreeText.length("💎a"));
        assertTrue("💎".repeat(500).matches(FreeText.NOTE_PATTERN));
        assertFalse("💎".repeat(501).matches(FreeText.NOTE_PATTERN));
    }

    @Test
    void aMillionSpacesAreNoTrouble() {
        assertEquals("a", FreeText.clean("a" + " ".repeat(1_000_000)));
        assertEquals("a b", FreeText.clean("a" + " ".repeat(1_000_000) + "\nb"));
    }

    @Property
    void cleaningTwiceIsCleaningOnce(@ForAll("texts") String text) {
        String clean = FreeText.clean(text);
        assertEquals(clean, FreeText.clean(clean));
    }

    @Property
    void aPlainLineIsCleanedLikeAnyText(@ForAll("lines") String text) {
        assertEquals(FreeText.cleanAnything(text), FreeText.clean(text));
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> ascii =
                Arbitraries.strings().withCharRange('\u001e', '\u0080').ofMaxLength(12);
        return Arbitraries.oneOf(
                ascii, Arbitraries.strings().withChars("a ~\u007f\u00a0").ofMaxLength(6), texts());
    }

    @Property
    void namingTwiceIsNamingOnce(@ForAll("texts") String text) {
        String name = FreeText.name("x".repeat(90) + text);
        assertEquals(name, FreeText.name(name));
        assertTrue(FreeText.length(name) <= FreeText.MAX_NAME);
    }

    @Property
    void cleanTextIsOneComposedLineOfWholeCharacters(@ForAll("texts") String text) {
        String clean = FreeText.clean(text);
        assertTrue(Normalizer.isNormalized(clean, Normalizer.Form.NFC));
        assertEquals(clean, clean.strip());
        clean.codePoints().forEach(point -> {
            int type = Character.getType(point);
            assertFalse(type == Character.CONTROL || type == Character.SURROGATE || type == Character.LINE_SEPARATOR);
            assertFalse(type == Character.FORMAT && point != 0x200d, Integer.toHexString(point));
        });
    }

    /** Texts of what is likely to go wrong together. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Character> hard = Arbitraries.of(
                ' ', '\n', '\r', '\t', 'a', 'e', '\u00a0', '\u0301', '\u0338', '\u200b', '\u200d', '\u202e', '\u2028',
                '\u21d0', '\u2764', '\ufe0f', '\u2000', '\u3099', '\ud83d', '\udc68', '\ud834', '\udd5e', '\ufeff');
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(30),
                hard.list().ofMaxSize(16).map(FreeTextTest::join));
    }

    private static String join(Iterable<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }
}
