package io.pteroorders.bot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.pteroorders.bot.command.Command;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom. A rule about an empty package would pass silently, so each package must exist first. */
class ArchitectureTest {

    private static final String ROOT = "io.pteroorders.";

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(place -> !place.contains("-tests.jar"))
            .importPackages("io.pteroorders");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core.order",
                "core.catalog",
                "core.statistics",
                "core.storage",
                "core.service",
                "storage.record",
                "storage.json",
                "storage.json.table",
                "storage.json.log",
                "notify",
                "notify.text",
                "bot",
                "bot.command",
                "bot.command.admin",
                "bot.middleware",
                "bot.transport",
                "bot.console",
                "bot.jsonl",
                "bot.whatsapp",
                "bot.web",
                "bot.state",
                "bot.cli"
            })
    void theRoomExists(String room) {
        assertTrue(ALL.stream().anyMatch(type -> type.getPackageName().equals(ROOT + room)), room);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleHolds(ArchRule rule) {
        rule.check(ALL);
    }

    @Test
    void theRoomsOfTheCoreFormNoCircle() {
        slices().matching(ROOT + "core.(*)..").should().beFreeOfCycles().check(ALL);
    }

    static List<ArchRule> rules() {
        return List.of(
                apart("core.order", "core.statistics", "core.storage", "core.service"),
                apart("core.catalog", "core.order", "core.statistics", "core.storage", "core.service"),
                apart("core.statistics", "core.storage", "core.service"),
                apart("core.storage", "core.service"),
                apart("core..", "storage..", "notify..", "bot.."),
                apart("storage..", "notify..", "bot.."),
                apart("storage.record", "storage.json..", "storage.sql.."),
                apart("storage.json..", "storage.sql.."),
                apart("storage.json.table", "storage.json", "storage.json.log"),
                apart("storage.json.log", "storage.json", "storage.json.table", "storage.record"),
                apart("notify..", "storage..", "bot.."),
                apart("notify.text", "notify"),
                apart("bot.command..", "storage..", "bot.middleware..", "bot.jsonl..", "bot.console..", "bot.cli.."),
                apart("bot.command..", "bot.transport.."),
                apart("bot.middleware..", "bot.transport..", "bot.jsonl..", "bot.console..", "bot.cli..", "storage.."),
                apart(
                        "bot.jsonl..",
                        "bot.command..",
                        "bot.middleware..",
                        "bot.console..",
                        "bot.cli..",
                        "core.service.."),
                apart(
                        "bot.whatsapp..",
                        "bot.command..",
                        "bot.middleware..",
                        "bot.console..",
                        "bot.jsonl..",
                        "bot.cli..",
                        "core.service.."),
                apart(
                        "bot.web..",
                        "core..",
                        "notify..",
                        "storage..",
                        "bot.transport..",
                        "bot.state..",
                        "bot.whatsapp.."),
                apart("bot.command..", "bot.whatsapp..", "bot.web.."),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + "bot.web")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.eclipse.jetty.io..")
                        .because("what strangers send is read by the server's BodyReader alone, within its bound"),
                apart("bot.console..", "bot.command.admin..", "bot.middleware..", "bot.jsonl..", "bot.cli.."),
                apart("bot.state..", "core.service..", "bot.middleware..", "bot.jsonl..", "bot.console..", "bot.cli.."),
                apart("bot.command..", "bot.state.."),
                apart("bot.cli..", "bot.command..", "bot.middleware..", "bot.jsonl..", "bot.console.."),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + "bot")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(ROOT + "bot")
                        .because("only the composition root knows all rooms, and nobody knows it"),
                onlyIn("storage.json", "java.nio.file..", ROOT + "core.."),
                onlyIn(
                        "storage.json, DeliveryJson and the bot",
                        "tools.jackson..",
                        ROOT + "core..",
                        ROOT + "notify.text"),
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + "notify")
                        .and()
                        .doNotHaveSimpleName("DeliveryJson")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("tools.jackson..")
                        .because("only DeliveryJson may"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + "bot")
                        .should()
                        .callMethod(System.class, "getenv")
                        .orShould()
                        .callMethod(System.class, "getenv", String.class)
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(Clock.class, "systemUTC")
                        .because("the environment and the real clock are read in Main alone"),
                noClasses()
                        .that()
                        .doNotHaveSimpleName("HttpCalls")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.net.http.HttpClient")
                        .because("a call out ends in time only by way of HttpCalls"),
                classes().that().implement(Command.class).should().resideInAPackage(ROOT + "bot.command.."));
    }

    private static ArchRule apart(String room, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms(others));
    }

    private static ArchRule onlyIn(String owner, String what, String... others) {
        return noClasses()
                .that()
                .resideInAnyPackage(others)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(what)
                .because("only " + owner + " may");
    }

    private static String[] rooms(String... names) {
        return Arrays.stream(names).map(name -> ROOT + name).toArray(String[]::new);
    }
}
