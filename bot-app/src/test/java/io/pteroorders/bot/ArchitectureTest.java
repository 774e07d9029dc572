package io.pteroorders.bot;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.pteroorders.bot.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom, where no module says so already; each rule is shown classes that break it. */
class ArchitectureTest {

    private static final String ROOT = "io.pteroorders.";

    @TempDir
    static Path directory;

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(place -> !place.contains("-tests.jar"))
            .importPackages("io.pteroorders");

    /**
     * A rule.
     *
     * @param breaking sources by class, which together break it
     */
    private record Rule(ArchRule rule, ImmutableMap<String, String> breaking) {

        @Override
        public String toString() {
            return rule.getDescription();
        }
    }

    static Stream<Rule> rules() {
        return Stream.of(
                        rooms(),
                        ImmutableList.of(
                                noCircle(),
                                stores(),
                                onlyMainReadsTheEnvironmentAndTheClock("Call0", "java.time.Instant.now()"),
                                onlyMainReadsTheEnvironmentAndTheClock("Call1", "java.time.Clock.systemUTC()"),
                                onlyMainReadsTheEnvironmentAndTheClock(
                                        "Call2", "java.time.LocalDate.now(java.time.ZoneOffset.UTC)"),
                                onlyMainReadsTheEnvironmentAndTheClock("Call3", "java.time.ZoneId.systemDefault()"),
                                onlyMainReadsTheEnvironmentAndTheClock("Call4", "System.currentTimeMillis()"),
                                onlyMainReadsTheEnvironmentAndTheClock("Call5", "System.getenv()"),
                                onlyMainReadsTheEnvironmentAndTheClock("Call6", "System.getenv(\"HOME\")"),
                                callsOut(),
                                files(),
                                json(),
                                strangers(),
                                commands()))
                .flatMap(List::stream);
    }

    /** Who stands below does not know who stands above, though both are of one module. */
    private static List<Rule> rooms() {
        List<Rule> rules = new ArrayList<>();
        apart(rules, "core.catalog", "core.order", "core.statistics", "core.storage", "core.service", "core.task");
        apart(rules, "core.order", "core.statistics", "core.storage", "core.service", "core.task");
        apart(rules, "core.statistics", "core.storage", "core.service", "core.task");
        apart(rules, "core.storage", "core.service", "core.task");
        apart(rules, "storage.json.table", "storage.json", "storage.json.log");
        apart(rules, "storage.json.log", "storage.json", "storage.json.table");
        apart(rules, "notify.text", "notify");
        apart(rules, "bot.json", "bot.port", "bot.picture");
        apart(rules, "bot.picture", "bot.port", "bot.json");
        apart(
                rules,
                "bot.talk",
                "bot.command",
                "bot.call",
                "bot.command.admin",
                "bot.middleware",
                "bot.chat",
                "bot.port");
        apart(
                rules,
                "bot.command",
                "bot.talk",
                "bot.call",
                "bot.command.admin",
                "bot.middleware",
                "bot.chat",
                "bot.port");
        apart(rules, "bot.call", "bot.command.admin", "bot.middleware", "bot.chat", "bot.port");
        apart(rules, "bot.command.admin", "bot.middleware", "bot.chat", "bot.port");
        apart(rules, "bot.middleware", "bot.command.admin", "bot.chat", "bot.port");
        apart(rules, "bot.console", "bot", "bot.jsonl", "bot.state", "bot.cli", "bot.chat", "bot.whatsapp");
        apart(rules, "bot.jsonl", "bot", "bot.console", "bot.state", "bot.cli", "bot.chat", "bot.whatsapp");
        apart(rules, "bot.state", "bot", "bot.console", "bot.jsonl", "bot.cli", "core.service");
        apart(rules, "bot.cli", "bot", "bot.console", "bot.jsonl", "bot.chat", "bot.command");
        return rules;
    }

    private static void apart(List<Rule> rules, String room, String... others) {
        for (String other : others) {
            rules.add(new Rule(
                    noClasses()
                            .that()
                            .resideInAPackage(ROOT + room)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(ROOT + other),
                    ImmutableMap.of(
                            room + ".Below" + rules.size(),
                            "class Below%1$d { %2$s%3$s.Above%1$d above; }".formatted(rules.size(), ROOT, other),
                            other + ".Above" + rules.size(),
                            "public class Above%d {}".formatted(rules.size()))));
        }
    }

    private static Rule noCircle() {
        return new Rule(
                slices().matching(ROOT + "(**)").should().beFreeOfCycles(),
                ImmutableMap.of(
                        "bot.One", "public class One { io.pteroorders.bot.inner.Two two; }",
                        "bot.inner.Two", "public class Two { io.pteroorders.bot.One one; }"));
    }

    private static Rule stores() {
        return new Rule(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT + "storage..", ROOT + "bot.cli")
                        .and()
                        .doNotHaveFullyQualifiedName(ROOT + "bot.Main")
                        .and()
                        .doNotHaveFullyQualifiedName(ROOT + "bot.BotConfig")
                        .and()
                        .doNotHaveFullyQualifiedName(ROOT + "bot.DatabaseConfig")
                        .and()
                        .doNotHaveFullyQualifiedName(ROOT + "bot.SettingsInForce")
                        .should()
                        .dependOnClassesThat(resideInAPackage(ROOT + "storage..")
                                .and(resideOutsideOfPackage(ROOT + "storage.record..")))
                        .because(
                                "everything durable stands behind core.storage; settings, wiring and the operator's own"
                                        + " commands alone know which store it is, and how orders are written says nothing of that"),
                ImmutableMap.of(
                        "bot.Forked", "class Forked { io.pteroorders.storage.sql.Store store; }",
                        "storage.sql.Store", "public class Store {}"));
    }

    private static Rule onlyMainReadsTheEnvironmentAndTheClock(String type, String call) {
        return new Rule(
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(ROOT + "bot.Main")
                        .and()
                        .doNotHaveFullyQualifiedName(ROOT + "core.testkit.panel.DemoPanel")
                        .should()
                        .callMethod(System.class, "getenv")
                        .orShould()
                        .callMethod(System.class, "getenv", String.class)
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(LocalDate.class, "now", ZoneId.class)
                        .orShould()
                        .callMethod(ZoneId.class, "systemDefault")
                        .orShould()
                        .callMethod(Clock.class, "systemUTC")
                        .because(
                                "the environment and the real clock are read in Main alone, and in the panel to try things with"),
                ImmutableMap.of("bot." + type, "class %s { Object read() { return %s; } }".formatted(type, call)));
    }

    private static Rule callsOut() {
        return new Rule(
                noClasses()
                        .that()
                        .doNotHaveSimpleName("HttpCalls")
                        .and()
                        .doNotHaveSimpleName("PanelHttp")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.net.http.HttpClient")
                        .because("a call out ends in time only by way of HttpCalls, to a panel of PanelHttp"),
                ImmutableMap.of("bot.whatsapp.Caller", "class Caller { java.net.http.HttpClient client; }"));
    }

    private static Rule files() {
        return new Rule(
                noClasses()
                        .that()
                        .resideInAnyPackage(ROOT + "core..", ROOT + "notify")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.nio.file..")
                        .because("the core is pure"),
                ImmutableMap.of("core.order.FileReader", "class FileReader { java.nio.file.Path path; }"));
    }

    private static Rule json() {
        return new Rule(
                noClasses()
                        .that()
                        .resideInAnyPackage(ROOT + "core..", ROOT + "notify..")
                        .and()
                        .resideOutsideOfPackage(ROOT + "core.testkit..")
                        .and()
                        .doNotHaveSimpleName("DeliveryJson")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("tools.jackson..")
                        .because("DeliveryJson alone says how what became of messages is written"),
                ImmutableMap.of("notify.Writer", "class Writer { tools.jackson.databind.JsonNode node; }"));
    }

    private static Rule strangers() {
        return new Rule(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + "bot.web")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.eclipse.jetty.io..")
                        .because("what strangers send is read by the server's BodyReader alone, within its bound"),
                ImmutableMap.of(
                        "bot.whatsapp.BodyTaker", "class BodyTaker { org.eclipse.jetty.io.Content.Source body; }"));
    }

    private static Rule commands() {
        return new Rule(
                classes().that().implement(Command.class).should().resideInAPackage(ROOT + "bot.command.."),
                ImmutableMap.of(
                        "bot.chat.HiddenCommand",
                        "abstract class HiddenCommand implements io.pteroorders.bot.command.Command {}"));
    }

    @BeforeAll
    static void compileWhatBreaksTheRules() throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--release", "17", "-cp", System.getProperty("java.class.path"), "-proc:none"));
        for (Rule rule : rules().toList()) {
            for (Map.Entry<String, String> source : rule.breaking().entrySet()) {
                Path file = file(source.getKey(), ".java");
                Files.createDirectories(file.getParent());
                Files.writeString(file, "package " + room(source.getKey()) + ";\n" + source.getValue());
                arguments.add(file.toString());
            }
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
    }

    private static Path file(String type, String ending) {
        return directory.resolve((ROOT + type).replace('.', '/') + ending);
    }

    private static String room(String type) {
        return ROOT + type.substring(0, type.lastIndexOf('.'));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleHolds(Rule rule) {
        rule.rule().check(ALL);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleSeesWhatBreaksIt(Rule rule) {
        JavaClasses broken = new ClassFileImporter()
                .importPaths(rule.breaking().keySet().stream()
                        .map(name -> file(name, ".class"))
                        .toList());
        assertEquals(rule.breaking().size(), broken.size());
        assertTrue(rule.rule().allowEmptyShould(true).evaluate(broken).hasViolation());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRoomsOfTheRuleAreThere(Rule rule) {
        for (String name : rule.breaking().keySet()) {
            String room = room(name);
            assertTrue(
                    room.endsWith(".inner")
                            || ALL.stream()
                                    .anyMatch(type -> type.getPackageName().equals(room)),
                    room);
        }
    }
}
