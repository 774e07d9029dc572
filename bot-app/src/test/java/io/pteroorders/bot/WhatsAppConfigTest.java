package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.whatsapp.WhatsAppSettings;
import io.pteroorders.bot.whatsapp.WhatsAppTransport;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.core.task.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppConfigTest {

    private static final Map<String, String> GOOD = Map.of(
            "TRANSPORT", "whatsapp-cloud",
            "WHATSAPP_PHONE_NUMBER_ID", "106540352242922",
            "WHATSAPP_ACCESS_TOKEN", "EAAG-token",
            "WHATSAPP_APP_SECRET", "0123456789abcdef",
            "WHATSAPP_VERIFY_TOKEN", "verify-me");

    @TempDir
    Path directory;

    private static BotConfig read(String... more) {
        Map<String, String> settings = new HashMap<>(GOOD);
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return BotConfig.read(settings);
    }

    private static WhatsAppSettings settings(String... more) {
        return read(more).whatsApp().orElseThrow();
    }

    private static String problem(String... more) {
        return String.valueOf(
                assertThrows(ConfigException.class, () -> read(more)).getMessage());
    }

    private String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "secret", ".txt"), content)
                .toString();
    }

    @Test
    void fourSettingsAreEnough() {
        WhatsAppSettings settings = settings();
        assertEquals("https://graph.facebook.com", settings.api().toString());
        assertEquals("v25.0", settings.version());
        assertEquals("127.0.0.1", settings.bind());
        assertEquals(8080, settings.port());
        assertEquals(
                WhatsAppTransport.PACE,
                read().chat(new Random(1), Clock.systemUTC()).pace());
    }

    @Test
    void otherTransportsNeedNoneAndArePacedByNobody() {
        BotConfig config = BotConfig.read(Map.of("WHATSAPP_APP_SECRET", "short"));
        assertTrue(config.whatsApp().isEmpty());
        assertEquals(Pace.UNPACED, config.chat(new Random(1), Clock.systemUTC()).pace());
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        String message = String.valueOf(
                assertThrows(ConfigException.class, () -> BotConfig.read(Map.of("TRANSPORT", "whatsapp-cloud")))
                        .getMessage());
        GOOD.keySet().stream()
                .filter(name -> name.startsWith("WHATSAPP"))
                .forEach(name -> assertTrue(message.contains(name + " is missing"), message));
    }

    @ParameterizedTest
    @CsvSource({
        "WHATSAPP_PHONE_NUMBER_ID, +62 812-3456-7890",
        "WHATSAPP_API_BASE, graph.facebook.com",
        "WHATSAPP_API_BASE, http://graph.facebook.com",
        "WHATSAPP_API_BASE, http://192.0.2.1:8080",
        "WHATSAPP_API_BASE, http://127.0.0.1.example.com",
        "WHATSAPP_API_VERSION, 25",
        "HTTP_PORT, 70000",
        "WHATSAPP_TEMPLATES_FILE, no/such/file",
        "WHATSAPP_ACCESS_TOKEN, two words",
        "WHATSAPP_VERIFY_TOKEN, two words"
    })
    void aWrongValueIsNamed(String name, String value) {
        assertTrue(problem(name, value).contains(name), () -> problem(name, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost", "http://[::1]:9", "https://example.com/graph"})
    void theTokenGoesInClearToThisMachineAlone(String address) {
        assertEquals(address, settings("WHATSAPP_API_BASE", address).api().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short-secret",
                ",",
                "0123456789abcdef,short",
                "0123456789abcdef,0123456789abcdef,0123456789abcdef"
            })
    void aSecretThatIsTooShortOrOneTooManyIsRefusedAndNotQuoted(String secret) {
        String problem = problem("WHATSAPP_APP_SECRET", secret);
        assertTrue(problem.contains("WHATSAPP_APP_SECRET") && problem.contains("16"), problem);
        assertFalse(problem.contains("short-secret") || problem.contains("cdef"), problem);
    }

    @Test
    void twoSecretsCountDuringARotation() {
        assertEquals(
                List.of("0123456789abcdef", "fedcba9876543210"),
                settings("WHATSAPP_APP_SECRET", "0123456789abcdef, fedcba9876543210")
                        .appSecrets());
    }

    @Test
    void aSecretMayComeFromAFile() throws IOException {
        WhatsAppSettings settings = settings(
                "WHATSAPP_APP_SECRET",
                "",
                "WHATSAPP_APP_SECRET_FILE",
                file("a-secret-in-a-file\n"),
                "WHATSAPP_VERIFY_TOKEN",
                "",
                "WHATSAPP_VERIFY_TOKEN_FILE",
                file("a-word\n"),
                "WHATSAPP_ACCESS_TOKEN",
                "",
                "WHATSAPP_ACCESS_TOKEN_FILE",
                file("EAAG-in-a-file\n"));
        assertEquals(List.of("a-secret-in-a-file"), settings.appSecrets());
        assertEquals("a-word", settings.verifyToken());
        String problem = problem("WHATSAPP_APP_SECRET", "", "WHATSAPP_APP_SECRET_FILE", "no/such/file");
        assertTrue(problem.contains("WHATSAPP_APP_SECRET_FILE"), problem);
        assertFalse(problem.contains("missing"), problem);
    }

    @Test
    void templatesMayUseEveryValueOfTheirMessage() throws IOException {
        String good = file("""
                order-completed-customer = order_ready id orderId serverId username note
                digest-admin = many_orders id_ID count store
                broadcast-customer = news en_US text customerName
                """);
        assertTrue(settings("WHATSAPP_TEMPLATES_FILE", good).toString().contains("106540352242922"));
    }

    /** A slip would reach customers as a dash, or not at all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order-finished = order_ready id orderId | order-finished | order-completed-customer",
                "order-confirmed-customer = x id foo | foo | orderId",
                "order-confirmed-customer = x id orderID | orderID | orderId",
                "order-confirmed-customer = x id orderId, serverId | orderId, | orderId",
                "order-confirmed-customer = x id {{orderId}} | {{orderId}} | orderId",
                "digest-admin = x id lines | lines | count",
                "order-completed-customer = Order Ready | order-completed-customer | order_ready id orderId",
                "order-completed-customer = order_ready indonesian | order-completed-customer | order_ready id orderId",
                "order-completed-customer = | order-completed-customer | order_ready id orderId",
                "order-completed-customer = \\u12 | cannot be read | WHATSAPP_TEMPLATES_FILE"
            })
    void aSlipInATemplateStopsTheStartAndIsNamedWithWhatIsAllowed(String line, String wrong, String allowed)
            throws IOException {
        String problem = problem("WHATSAPP_TEMPLATES_FILE", file(line + "\n"));
        assertTrue(problem.contains(wrong) && problem.contains(allowed), problem);
    }

    @Test
    void allSlipsInTemplatesAreNamedAtOnce() throws IOException {
        String lines = "order-created-admin = a id\norder-created-admin = b id\norder-confirmed-customer = x id foo\n";
        String problem = problem("WHATSAPP_TEMPLATES_FILE", file(lines));
        assertTrue(problem.contains("order-created-admin\" stands there twice") && problem.contains("foo"), problem);
        String missing = problem("WHATSAPP_TEMPLATES_FILE", "no/such/file");
        assertTrue(missing.contains("no/such/file"), missing);
    }

    @Test
    void anOwnerWhoseNumberIsHiddenIsNamedByTheirId() {
        BotConfig config = read("OWNER_NUMBER", "0899-0000-0001, ID.13491208655302741918");
        assertEquals(Role.OWNER, config.roster().roleOf(PersonId.of("ID.13491208655302741918")));
        assertEquals(Role.CUSTOMER, config.roster().roleOf(PersonId.of("ID.1349120865530274191")));
    }

    @Test
    void secretsAreInNoText() {
        String text = read().toString();
        assertFalse(text.contains("EAAG") || text.contains("0123456789abcdef") || text.contains("verify-me"), text);
    }
}
