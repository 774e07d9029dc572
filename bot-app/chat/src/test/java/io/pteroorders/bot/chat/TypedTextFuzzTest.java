package io.pteroorders.bot.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.base.CharMatcher;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.talk.Place;
import io.pteroorders.bot.talk.Reading;
import io.pteroorders.bot.talk.SentenceReader;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whatever people type. In the build the inputs are tried that are kept; with {@code -Pfuzz} new ones are looked for. */
class TypedTextFuzzTest {

    private static final CharMatcher SPACE = CharMatcher.whitespace();
    private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');
    private static final TestShop SHOP = new TestShop();
    private static final Texts TEXTS = BotApp.loadTexts(Optional.empty());
    private static final SentenceReader READER = new SentenceReader(name -> Arrays.stream(Language.values())
            .map(language -> TEXTS.word(name, language))
            .toList());

    @FuzzTest
    void aCommandLineKeepsWhatWasTyped(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Optional<TypedCommand> parsed = TypedCommand.parse(text, "!");
        assertEquals(SPACE.trimFrom(text).startsWith("!"), parsed.isPresent());
        parsed.ifPresent(line -> {
            assertTrue(SPACE.matchesNoneOf(line.name()));
            assertTrue(line.words().stream().noneMatch(word -> word.isEmpty() || SPACE.matchesAnyOf(word)));
            for (int place = 0; place <= line.words().size(); place++) {
                assertEquals(line.rest(place), SPACE.trimAndCollapseFrom(line.restAsTyped(place), ' '));
            }
        });
    }

    @FuzzTest
    void aPhoneNumberIsTheSameInItsOwnNotation(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertTrue(DIGITS.matchesAllOf(PhoneNumbers.searchDigits(text)), "searched for more than digits");
        Optional<PersonId> person = PhoneNumbers.parse(text);
        person.flatMap(PersonId::phoneDigits).ifPresent(digits -> {
            assertTrue(digits.length() >= 8 && digits.length() <= 15, digits);
            assertFalse(digits.startsWith("0"), digits);
            assertEquals(digits, PhoneNumbers.searchDigits(text));
            boolean asWhatsAppSaysIt = text.contains("@");
            assertEquals(person, asWhatsAppSaysIt ? person : PhoneNumbers.parse("+" + digits));
        });
    }

    @FuzzTest
    void aSentenceIsReadAlikeEachTimeAndNamesOnlyWhatIsSold(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (Place place : Place.values()) {
            SentenceReader.Writer writer = new SentenceReader.Writer(place, place == Place.READY, false, word -> false);
            Reading reading = READER.read(text, writer, PackageCatalog.PACKAGE_CATALOG.forSale());
            assertEquals(reading, READER.read(text, writer, PackageCatalog.PACKAGE_CATALOG.forSale()));
            assertTrue(reading.slots().packages().stream()
                    .allMatch(wanted ->
                            PackageCatalog.PACKAGE_CATALOG.find(wanted.type()).isPresent()));
        }
    }

    @FuzzTest
    void whateverIsTypedGetsOneAnswerAtMost(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (PersonId person : List.of(TestShop.BUDI, TestShop.ADMIN, TestShop.OWNER)) {
            List<OutgoingMessage> replies = SHOP.says(person, text).stream()
                    .filter(message -> message.replyTo().isPresent())
                    .toList();
            assertTrue(replies.size() <= 1, "several replies");
            replies.forEach(reply -> {
                assertFalse(reply.template().equals("internal-error"), "failed");
                assertTrue(reply.text().length() <= 4096, "too long to send");
            });
        }
    }
}
