package io.pteroorders.bot.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.OpenQuestion;
import io.pteroorders.bot.command.Question;
import io.pteroorders.bot.command.Question.Pick;
import io.pteroorders.bot.json.OpenShop;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.text.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PersonPreferencesTest {

    private static final PersonId BUDI = PersonId.phone("6281234567890");
    private static final PersonId SITI = PersonId.phone("6281298765432");
    private static final OpenQuestion QUESTION =
            OpenQuestion.of(Question.whether("cancel ORD-TEST0-00001"), "Cancel it? Reply YES", Fixtures.NOON);

    @TempDir
    Path data;

    private OpenShop open() {
        return OpenShop.in(data, ManualClock.at(Fixtures.NOON));
    }

    private static PersonPreferences people(OpenShop shop) {
        return new PersonPreferences(shop.lease());
    }

    private Path journal() throws Exception {
        try (Stream<Path> files = Files.list(data.resolve("people"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void nobodyChoseAnythingAtFirst() {
        try (OpenShop shop = open()) {
            PersonPreferences people = people(shop);
            assertEquals(Optional.empty(), people.of(BUDI));
            assertFalse(people.isOptedOut(BUDI));
            assertEquals(Optional.empty(), people.find(BUDI));
        }
    }

    @Test
    void eachWishSurvivesByItself() {
        try (OpenShop shop = open()) {
            PersonPreferences people = people(shop);
            people.choose(BUDI, Language.ENGLISH);
            people.ask(BUDI, QUESTION);
            people.optOut(BUDI);
            people.optOut(SITI);
        }
        try (OpenShop shop = open()) {
            PersonPreferences people = people(shop);
            assertEquals(Optional.of(Language.ENGLISH), people.of(BUDI));
            assertTrue(people.isOptedOut(BUDI));
            assertEquals(Optional.of(QUESTION), people.find(BUDI));
            people.close(BUDI);
            assertEquals(Optional.empty(), people.of(SITI));
            assertTrue(people.isOptedOut(SITI));
            people.optIn(SITI);
        }
        try (OpenShop shop = open()) {
            PersonPreferences people = people(shop);
            assertEquals(Optional.of(Language.ENGLISH), people.of(BUDI));
            assertTrue(people.isOptedOut(BUDI));
            assertEquals(Optional.empty(), people.find(BUDI), "what is closed stays closed");
            assertFalse(people.isOptedOut(SITI));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aQuestionIsKeptInTheMannerInWhichItIsAsked(Question.Manner manner) {
        OpenQuestion asked = OpenQuestion.of(
                new Question(Optional.empty(), ImmutableList.of(new Pick("GOLD", "gold", "order gold ?")), manner),
                "Which one?",
                Fixtures.NOON);
        try (OpenShop shop = open()) {
            people(shop).ask(BUDI, asked);
        }
        try (OpenShop shop = open()) {
            assertEquals(Optional.of(asked), people(shop).find(BUDI));
        }
    }

    @Test
    void aNewQuestionTakesThePlaceOfTheOlder() {
        OpenQuestion newer = OpenQuestion.of(
                        Question.which(ImmutableList.of(
                                new Pick("ORD-TEST0-00001", "GOLD", "proof ORD-TEST0-00001 a.jpg"),
                                new Pick("ORD-TEST0-00002", "SILVER", "proof ORD-TEST0-00002 a.jpg"))),
                        "Which one?",
                        Fixtures.NOON)
                .again(Fixtures.NOON.plusSeconds(9));
        try (OpenShop shop = open()) {
            PersonPreferences people = people(shop);
            people.ask(BUDI, QUESTION);
            people.ask(BUDI, newer);
        }
        try (OpenShop shop = open()) {
            PersonPreferences people = people(shop);
            assertEquals(Optional.of(newer), people.find(BUDI));
        }
    }

    @Test
    void whatANewerVersionWroteMoreIsPassedOver() {
        try (OpenShop shop = open()) {
            shop.lease()
                    .records(PersonPreferences.NAME)
                    .append(
                            new JsonValue(
                                    Part.of(BUDI),
                                    "{\"key\":\"" + BUDI.text()
                                            + "\",\"value\":{\"language\":\"xx\",\"optedOut\":true,\"nickname\":\"Bud\"},\"by\":2}"));
        }
        try (OpenShop shop = open()) {
            PersonPreferences people = people(shop);
            assertEquals(Optional.empty(), people.of(BUDI));
            assertTrue(people.isOptedOut(BUDI));
        }
    }

    @Test
    void aQuestionThatAnEarlierVersionAskedIsKnown() {
        try (OpenShop shop = open()) {
            shop.lease()
                    .records(PersonPreferences.NAME)
                    .append(new JsonValue(
                            Part.of(BUDI),
                            "{\"key\":\"" + BUDI.text()
                                    + "\",\"value\":{\"question\":\"cancel ORD-TEST0-00001\",\"askedAt\":\""
                                    + Fixtures.NOON + "\"}}"));
        }
        try (OpenShop shop = open()) {
            PersonPreferences people = people(shop);
            assertEquals(
                    Optional.of(OpenQuestion.of(Question.whether("cancel ORD-TEST0-00001"), "", Fixtures.NOON)),
                    people.find(BUDI));
        }
    }

    @Test
    void theFileIsForItsOwnersEyesOnly() throws Exception {
        try (OpenShop shop = open()) {
            PersonPreferences people = people(shop);
            people.optOut(BUDI);
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(journal())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("people"))));
    }

    @Test
    void damageAndLossAreRefusedAndSaidWithAWayOut() throws Exception {
        try (OpenShop shop = open()) {
            PersonPreferences people = people(shop);
            people.optOut(BUDI);
            people.optOut(SITI);
        }
        byte[] bytes = Files.readAllBytes(journal());
        bytes[bytes.length - 20] ^= 1;
        Files.write(journal(), bytes);
        assertRefused("is damaged at byte");
        Files.delete(journal());
        assertRefused("the log beside it is not");
    }

    private void assertRefused(String why) {
        try (OpenShop shop = open()) {
            String message = String.valueOf(
                    assertThrows(DataRefusedException.class, () -> people(shop)).getMessage());
            assertTrue(message.contains(why), message);
            assertTrue(message.contains("move it away"), message);
        }
    }
}
