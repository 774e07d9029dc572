package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonIdTest {

    private static final Pattern PHONE = Pattern.compile("([0-9]{6,15})(:[0-9]{1,5})?(@s\\.whatsapp\\.net|@c\\.us)?");
    private static final Pattern FIVE_DIGITS = Pattern.compile("\\d{5}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6281234567890",
                "6281234567890@s.whatsapp.net",
                "6281234567890:12@s.whatsapp.net",
                "6281234567890@c.us",
                "6281234567890:3@c.us"
            })
    void onePhoneIsOnePersonInEveryNotation(String text) {
        PersonId id = PersonId.phone(text);
        assertEquals(PersonId.phone("6281234567890"), id);
        assertEquals(id, PersonId.whatsApp(text));
        assertEquals(id, PersonId.of(id.text()));
        assertEquals("6281234567890@s.whatsapp.net", id.text());
        assertEquals(Optional.of("6281234567890"), id.phoneDigits());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345",
                "700100200",
                "6281234567890",
                "123456789012345678",
                "6281234567890:12@s.whatsapp.net",
                "6281234567890@c.us",
                "123456:78",
                "budi@example.com",
                "U03ABCDEF"
            })
    void whatAnotherChatServiceGaveStaysWhatItIs(String text) {
        PersonId id = PersonId.of(text);
        assertEquals(text, id.text());
        assertEquals(Optional.empty(), id.phoneDigits());
        assertEquals(Optional.of(id), PersonId.parse(text));
        assertFalse(FIVE_DIGITS.matcher(id.masked()).find());
        assertNotEquals(id, PersonId.phone("6281234567890"));
    }

    @Test
    void nobodyIsTheProgram() {
        assertThrows(IllegalArgumentException.class, () -> PersonId.of("system"));
        assertThrows(IllegalArgumentException.class, () -> PersonId.whatsApp("system"));
        assertEquals(Optional.empty(), PersonId.parse("system"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6281234567890@lid",
                "6281234567890-1600000000@g.us",
                "+6281234567890",
                "12345",
                "1234567890123456",
                "6281234567890:123456@s.whatsapp.net",
                "1@s.whatsapp.net",
                "budi@s.whatsapp.net",
                "@s.whatsapp.net",
                "6281234567890@s.whatsapp.net.evil",
                "console"
            })
    void whatIsNoPhoneOnWhatsAppIsKept(String text) {
        assertThrows(IllegalArgumentException.class, () -> PersonId.phone(text));
        PersonId id = PersonId.whatsApp(text);
        assertEquals(text, id.text());
        assertEquals(Optional.empty(), id.phoneDigits());
        assertFalse(FIVE_DIGITS.matcher(id.masked()).find());
        assertNotEquals(PersonId.phone("6281234567890"), id);
    }

    @ParameterizedTest
    @CsvSource({
        "62811-1600000000@g.us, true",
        "120363041234567890@G.US, true",
        "status@broadcast, true",
        "6281234567890@broadcast, true",
        "120363041234567890@newsletter, true",
        "6281234567890@s.whatsapp.net, false",
        "6281234567890@lid, false",
        "budi, false",
        "g.us, false"
    })
    void aGroupABroadcastListAndAChannelAreReadByMany(String chat, boolean shared) {
        assertEquals(shared, PersonId.isShared(chat));
    }

    @Test
    void peopleAreNeverEqualByAPartOfTheirNumber() {
        PersonId part = PersonId.phone("281234567");
        PersonId whole = PersonId.phone("6281234567");
        assertNotEquals(part, whole);
        assertNotEquals(whole, part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "628 123", "62812345\u200b6789", "６２８１２３４５６７", "628123\n456", "b\u00fcdi"})
    void whatIsNotVisibleAsciiIsNoIdentity(String text) {
        assertThrows(IllegalArgumentException.class, () -> PersonId.of(text));
        assertThrows(IllegalArgumentException.class, () -> PersonId.whatsApp(text));
        assertEquals(Optional.empty(), PersonId.parse(text));
    }

    @Test
    void anIdentityHasAtMostTwoHundredCharacters() {
        assertEquals(200, PersonId.of("x".repeat(200)).text().length());
        assertThrows(IllegalArgumentException.class, () -> PersonId.of("x".repeat(201)));
    }

    @ParameterizedTest
    @CsvSource({
        "6281234567890, 6281****890",
        "6281234567, 6281****567",
        "628123456, 62****56",
        "628123, 62****23",
        "628123456789012@lid, 6281****",
        "ab, ****"
    })
    void theMiddleIsMasked(String text, String masked) {
        assertEquals(masked, PersonId.whatsApp(text).masked());
        assertEquals(masked, PersonId.whatsApp(text).toString());
    }

    @Property
    void aMaskNeverShowsFiveDigitsInARow(@ForAll("identities") String text) {
        assertFalse(FIVE_DIGITS.matcher(PersonId.of(text).toString()).find());
        assertFalse(FIVE_DIGITS.matcher(PersonId.whatsApp(text).toString()).find());
    }

    @Property
    void theTextGivesTheSameIdentity(@ForAll("identities") String text) {
        assertEquals(text, PersonId.of(text).text());
        PersonId id = PersonId.whatsApp(text);
        assertEquals(id, PersonId.of(id.text()));
        assertEquals(0, id.compareTo(PersonId.of(id.text())));
    }

    @Property
    void aPhoneIsWhatMatchesThePattern(@ForAll("identities") String text) {
        Matcher phone = PHONE.matcher(text);
        Optional<String> digits = phone.matches() ? Optional.of(phone.group(1)) : Optional.empty();
        assertEquals(digits, PersonId.whatsApp(text).phoneDigits());
        assertEquals(
                digits.map(d -> d + "@s.whatsapp.net").orElse(text),
                PersonId.whatsApp(text).text());
    }

    @Provide
    Arbitrary<String> identities() {
        Arbitrary<String> name = Arbitraries.oneOf(
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(17),
                Arbitraries.strings()
                        .withChars("0123456789")
                        .withChars(":@+a")
                        .ofMinLength(1)
                        .ofMaxLength(20));
        Arbitrary<String> kind = Arbitraries.of(
                "",
                "@s.whatsapp.net",
                ":7@s.whatsapp.net",
                "@c.us",
                "@lid",
                "@g.us",
                "@s.whatsapp.ne",
                "@S.whatsapp.net");
        return Combinators.combine(name, kind).as(String::concat);
    }
}
