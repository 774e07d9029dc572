package io.pteroorders.bot.payment;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.rupiah;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to the feed, and what it is read as; it is noon in Jakarta. */
class FeedReaderTest {

    private final ManualClock clock = ManualClock.at(NOON);
    private final FeedReader reader = new FeedReader(JAKARTA, clock);

    private ImmutableList<FeedRow> read(String body) throws FeedException {
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private FeedRow one(String body) throws FeedException {
        return Iterables.getOnlyElement(read(body));
    }

    private static Optional<Money> some(long amount) {
        return Optional.of(rupiah(amount));
    }

    @Test
    void anObjectIsARow() throws FeedException {
        FeedRow row = one("{\"id\":\"A1\",\"amount\":25037,\"at\":\"2026-01-15T04:30:00Z\",\"text\":\"QRIS BUDI\"}");
        assertEquals(Optional.of("A1"), row.given());
        assertEquals(some(25_037), row.amount());
        assertEquals(NOON.minus(Duration.ofMinutes(30)), row.at());
        assertEquals("QRIS BUDI", row.text());
    }

    @Test
    void anArrayAndLinesHaveARowEach() throws FeedException {
        assertEquals(2, read("[{\"amount\":1},{\"amount\":2}]").size());
        assertEquals(2, read("Masuk Rp25.037\r\n\n  Masuk Rp25.038  \n").size());
        assertEquals(some(25_038), read("Masuk Rp25.037\nMasuk Rp25.038").get(1).amount());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    25037           | 25037
                    25037.00        | 25037
                    2.5037e4        | 25037
                    "25037"         | 25037
                    "25.037"        | 25037
                    "Rp25.037,00"   | 25037
                    "IDR 25,037.00" | 25037
                    999999999999    | 999999999999
                    """)
    void anAmountIsANumberOrText(String json, long amount) throws FeedException {
        assertEquals(some(amount), one("{\"amount\":" + json + "}").amount());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0", "-25037", "25037.5", "0.1", "1e1000000000", "-1e1000000000", "1e-1000000000", "1000000000000",
                "\"-25037\"", "\"25.03\"", "\"0\"", "\"\"", "true", "[25037]", "{\"value\":25037}", "\"25037 24998\""
            })
    void whatIsNoExactAmountIsNone(String json) throws FeedException {
        assertEquals(Optional.empty(), one("{\"amount\":" + json + "}").amount());
    }

    @Test
    void withoutAnAmountItIsSoughtInTheText() throws FeedException {
        assertEquals(some(25_037), one("{\"text\":\"Masuk Rp25.037\"}").amount());
        assertEquals(
                some(25_037),
                one("{\"amount\":null,\"message\":\"Masuk Rp25.037\"}").amount());
        assertEquals(Optional.empty(), one("{}").amount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DB", "db", "D", "Debit", "OUT", "keluar"})
    void whatWentOutIsNone(String type) throws FeedException {
        assertEquals(
                Optional.empty(),
                one("{\"amount\":25037,\"type\":\"" + type + "\"}").amount());
        assertEquals(some(25_037), one("{\"amount\":25037,\"type\":\"CR\"}").amount());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-01-15T11:30:00+07:00     | 2026-01-15T04:30:00Z
                    2026-01-15 11:30:00+07:00     | 2026-01-15T04:30:00Z
                    2026-01-15T11:30:00.819+07:00 | 2026-01-15T04:30:00.819Z
                    2026-01-15T04:30:00.123456Z   | 2026-01-15T04:30:00.123456Z
                    2026-01-15 11:30:00           | 2026-01-15T04:30:00Z
                    2026-01-15 11:30              | 2026-01-15T04:30:00Z
                    2026-01-15T11:30:00           | 2026-01-15T04:30:00Z
                    2026-01-14 00:00:00           | 2026-01-14T16:59:59.999Z
                    2026-01-14                    | 2026-01-14T16:59:59.999Z
                    1768451400                    | 2026-01-15T04:30:00Z
                    1768451400000                 | 2026-01-15T04:30:00Z
                    2026-01-15 00:00:00           | 2026-01-15T05:00:00Z
                    2026-01-15T13:00:00+07:00     | 2026-01-15T05:00:00Z
                    9999999999999                 | 2026-01-15T05:00:00Z
                    15/01/2026 11:30              | 2026-01-15T05:00:00Z
                    0001-01-01                    | 2026-01-15T05:00:00Z
                    -999999999-01-01              | 2026-01-15T05:00:00Z
                    +999999999-12-31              | 2026-01-15T05:00:00Z
                    yesterday                     | 2026-01-15T05:00:00Z
                    """)
    void aTimeIsReadInTheShopsZoneAndWhatCannotBeIsNow(String at, Instant time) throws FeedException {
        assertEquals(time, one("{\"amount\":1,\"at\":\"" + at + "\"}").at());
    }

    @Test
    void timesMayBeNumbers() throws FeedException {
        assertEquals(
                Instant.parse("2026-01-15T04:30:00Z"),
                one("{\"amount\":1,\"at\":1768451400}").at());
        assertEquals(NOON, one("{\"amount\":1,\"at\":1e1000000000}").at());
    }

    @Test
    void aRowIsTheSameByItsIdWhateverElseIsSaid() throws FeedException {
        String key = one("{\"id\":7,\"amount\":1}").key();
        clock.advance(Duration.ofDays(1));
        assertEquals(key, one("{\"id\":\"7\",\"amount\":2,\"text\":\"x\"}").key());
        assertNotEquals(key, one("{\"id\":8,\"amount\":1}").key());
    }

    @Test
    void aRowWithoutAnIdIsTheSameByItsTextAndTime() throws FeedException {
        String json = "{\"amount\":25037,\"at\":\"2026-01-15 11:30\",\"text\":\"BUDI\"}";
        String key = one(json).key();
        String line = one("Masuk Rp25.037").key();
        clock.advance(Duration.ofSeconds(59));
        assertEquals(line, one(" Masuk Rp25.037 ").key());
        clock.advance(Duration.ofMinutes(1));
        assertNotEquals(line, one("Masuk Rp25.037").key());
        assertEquals(key, one(json).key());
        assertNotEquals(key, one(json.replace("11:30", "11:31")).key());
        assertNotEquals(key, one(json.replace("}", ",\"balance\":1}")).key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n ",
                "[]",
                "{",
                "[1]",
                "[[]]",
                "[{\"amount\":1},null]",
                "{\"amount\":1,\"amount\":2}",
                "{\"amount\":NaN}",
                "{\"amount\":1}{\"amount\":2}",
                "{'amount':1}",
                "[{\"amount\":1}"
            })
    void whatIsNoRowsIsRefused(String body) {
        assertThrows(FeedException.class, () -> read(body));
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertThrows(FeedException.class, () -> reader.read(new byte[] {'R', 'p', (byte) 0xff}));
    }

    @Test
    void aThousandRowsAreTheMost() throws FeedException {
        String rows = ",{\"amount\":1}".repeat(1_001).substring(1);
        assertThrows(FeedException.class, () -> read("[" + rows + "]"));
        assertThrows(FeedException.class, () -> read("1\n".repeat(1_001)));
        assertEquals(1_000, read("1\n".repeat(1_000)).size());
    }

    @Test
    void oneCannotBeTooDeepOrTooLong() {
        assertThrows(FeedException.class, () -> read("[".repeat(60_000)));
        assertThrows(FeedException.class, () -> read("{\"amount\":" + "9".repeat(60_000) + "}"));
    }

    @Test
    void aTextIsCleanAndShort() throws FeedException {
        FeedRow row = one("{\"text\":\"" + "😀".repeat(600) + "\\u0000\"}");
        assertEquals(500, row.text().codePointCount(0, row.text().length()));
        assertFalse(one("{\"text\":\"a\\u0000\\u202eb\"}").text().contains("\u0000"));
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> part = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"amount\"",
                "\"at\"",
                "\"id\"",
                "\"text\"",
                "\"type\"",
                "null",
                "true",
                "-",
                "1e999999999",
                "1e9999999991",
                "25037",
                "\"Rp25.037\"",
                "\"2026-01-15\"",
                "\"+999999999-12-31T23:59:59Z\"",
                "\n",
                "\\u0000",
                "Rp",
                "😀");
        return part.list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Property(tries = 500)
    void whateverIsSentIsReadOrRefused(@ForAll("bodies") String body) {
        readOrRefused(body.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void anyBytesAreReadOrRefused(@ForAll byte[] body) {
        readOrRefused(body);
    }

    private void readOrRefused(byte[] body) {
        try {
            for (FeedRow row : reader.read(body)) {
                assertTrue(row.amount().map(Money::isPositive).orElse(true));
                assertFalse(row.at().isAfter(NOON));
            }
        } catch (FeedException e) {
            assertFalse(String.valueOf(e.getMessage()).isEmpty());
        }
    }
}
