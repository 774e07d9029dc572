package io.pteroorders.bot;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.io.BaseEncoding;
import io.pteroorders.bot.chat.TestShop;
import io.pteroorders.bot.json.OpenShop;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.OutgoingMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Customers' phone numbers after a whole run on real files: they stand in the data, in what customers get, and in
 * {@code !order-contact}; nowhere else, neither raw nor in base64 or hexadecimal.
 */
class TaintTest {

    private static final PersonId RINA = PersonId.phone("6289913572468");
    private static final PersonId DEWI = PersonId.phone("6289986427531");
    private static final List<String> NUMBERS = List.of("6289913572468", "6289986427531");
    private static final int WINDOW = 5;

    @TempDir
    Path data;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger("io.pteroorders");
    private OpenShop files;
    private BotState state;
    private TestShop shop;

    @BeforeEach
    void start() {
        log.start();
        root.setLevel(Level.TRACE);
        root.addAppender(log);
        ManualClock clock = ManualClock.at(Fixtures.NOON);
        files = OpenShop.in(data, clock);
        state = BotState.open(files.lease(), data);
        shop = new TestShop(
                Map.of("STORE_LANGUAGE", "en", "RATE_LIMIT_PER_MINUTE", "40"),
                files.storage().orders(),
                state.stores());
    }

    @AfterEach
    void end() {
        root.detachAppender(log);
        root.setLevel(null);
    }

    private void run() {
        shop.receives(IncomingMessage.privately(
                "test",
                "6289913572468-1",
                RINA,
                "+62 899-1357-2468",
                "!order gold 3 call 0899-1357-2468 or 913572468"));
        String id = shop.sent.get(0).variables().getOrDefault("orderId", "");
        String second = shop.order(DEWI, "bronze");
        String end = id.substring(10);
        for (String line : List.of(
                "!order-note " + id + " my number is 089913572468",
                "!username " + id + " rina.craft",
                "!order-status " + id,
                "!cancel " + id,
                "no",
                "!lang en",
                "STOP",
                "!oder 089913572468",
                "!order-status 089913572468",
                "!order 089913572468 089913572468",
                "!orders 089913572468",
                "089913572468",
                "how do I pay, call 0899-1357-2468",
                "x".repeat(5000))) {
            shop.says(RINA, line);
        }
        for (String line : List.of(
                "!help",
                "!pending-orders",
                "!orders 089913572468",
                "!orders pending",
                "!order-search 0899-1357-2468",
                "!order-search 2468",
                "!order-search 08",
                "!order-detail " + end,
                "!order-detail 089913572468",
                "!order-note " + id + " spoke to 0899-1357-2468",
                "!order-confirm " + id + "," + second + " paid by 089913572468",
                "!order-process " + id + " for 6289913572468",
                "!order-complete " + id + " S1 told 6289913572468",
                "!order-cancel " + second + " reached 089986427531",
                "yes",
                "!order-refund " + second + " sent to 089986427531",
                "yes",
                "!refunds",
                "!order-refund " + id + " asked by 089913572468",
                "yes",
                "!order-refund " + id,
                "!order-status " + id,
                "!order-stats")) {
            shop.says(ADMIN, line);
        }
        for (String line :
                List.of("!backup", "!outbox", "!outbox retry", "!broadcast all Hello {{customerName}}", "yes")) {
            shop.says(OWNER, line);
        }
        shop.says(OWNER, "!order-contact " + id);
        for (int i = 0; i < 50; i++) {
            shop.says(DEWI, "!katalog");
        }
        shop.says(DEWI, "!my-orders");
        shop.says(DEWI, "!order gold");
        state.close();
        files.close();
    }

    /** Where a number of a customer shows. */
    private static List<String> leaks(Stream<String> texts) {
        return texts.filter(TaintTest::tells).toList();
    }

    private static boolean tells(String text) {
        return NUMBERS.stream().anyMatch(number -> tells(text, number));
    }

    private static boolean tells(String text, String number) {
        for (int at = 0; at + WINDOW <= number.length(); at++) {
            String part = number.substring(at, at + WINDOW);
            if (text.contains(part) || text.toLowerCase(Locale.ROOT).contains(hex(part))) {
                return true;
            }
        }
        return base64(number).stream().anyMatch(text::contains);
    }

    private static String hex(String part) {
        return BaseEncoding.base16().lowerCase().encode(part.getBytes(StandardCharsets.US_ASCII));
    }

    /** What base64 makes of the number's parts, wherever it stands in what is encoded. */
    private static List<String> base64(String number) {
        List<String> parts = new ArrayList<>();
        for (int at = 0; at + 6 <= number.length(); at++) {
            parts.add(BaseEncoding.base64().encode(number.substring(at, at + 6).getBytes(StandardCharsets.US_ASCII)));
        }
        return parts;
    }

    @Test
    void noNumberOfACustomerShowsWhereItNeedNot() throws IOException {
        run();
        assertEquals(List.of(), leaks(log.list.stream().map(TaintTest::line)), "in the log");
        assertEquals(
                List.of(),
                leaks(shop.sent.stream()
                        .filter(message -> !NUMBERS.contains(message.to().replaceFirst("@.*", "")))
                        .filter(message -> !message.template().equals("order-contact"))
                        .map(OutgoingMessage::text)),
                "to the shop");
        assertEquals(List.of(), leaks(shop.meters.getMeters().stream().map(meter -> meter.getId()
                .toString())));
        assertEquals(
                List.of(), leaks(Thread.getAllStackTraces().keySet().stream().map(Thread::getName)));
        assertEquals(List.of(), leaks(fileNames()));
    }

    private static String line(ILoggingEvent event) {
        return event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    private Stream<String> fileNames() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.map(file -> data.relativize(file).toString()).toList().stream();
        }
    }

    @Test
    void theRunTellsEnoughToLeak() throws IOException {
        run();
        assertTrue(log.list.size() > 40, "the log has lines");
        assertTrue(shop.sent.stream().filter(m -> m.to().equals(ADMIN.text())).count() > 15);
        assertTrue(Files.readString(data.resolve("orders.json")).contains("6289913572468"), "the data has the number");
        assertTrue(Files.readString(data.resolve("audit.jsonl")).contains("6289913572468"), "so has the audit trail");
        assertTrue(shop.sent.stream().anyMatch(m -> m.template().equals("order-contact") && tells(m.text())));
    }

    @Test
    void aLeakIsSeen() {
        String number = NUMBERS.get(0);
        assertTrue(tells("by " + number.substring(4, 9)));
        assertTrue(tells(hex(number.substring(2, 7))));
        for (String before : List.of("", "x", "xy")) {
            String encoded = BaseEncoding.base64().encode((before + number).getBytes(StandardCharsets.US_ASCII));
            assertTrue(tells(encoded), encoded);
        }
        assertFalse(tells("by 6289****468"));
    }
}
