package io.pteroorders.bot.jsonl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.bot.port.Intake;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.PaymentCode;
import io.pteroorders.notify.Picture;
import io.pteroorders.notify.SendResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonlTransportTest {

    private static final String GOOD =
            "{\"type\":\"message\",\"id\":\"m1\",\"from\":\"6281234567890:3@s.whatsapp.net\",\"text\":\"halo\"}";

    private static final Instant NOW = Instant.parse("2026-01-08T00:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<IncomingMessage> received = new ArrayList<>();
    private final LineTime time = new LineTime();

    private void run(String... lines) throws IOException {
        transport(false, lines).run(received::add);
    }

    private JsonlTransport transport(boolean acks, String... lines) {
        return new JsonlTransport(input(lines), out, acks, Clock.fixed(NOW, ZoneOffset.UTC), Optional.empty());
    }

    private static InputStream input(String... lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private JsonlTransport timed(InputStream input, boolean acks) {
        return new JsonlTransport(input, out, acks, time.clock(), Optional.of(time));
    }

    private static String timeLine(String now) {
        return "{\"type\":\"time\",\"now\":\"" + now + "\"}";
    }

    private List<JsonNode> written() {
        JsonMapper json = JsonMapper.shared();
        return out.toString(StandardCharsets.UTF_8).lines().map(json::readTree).toList();
    }

    private static OutgoingMessage message(String id, Optional<String> replyTo) {
        return new OutgoingMessage(
                id,
                "6281@s.whatsapp.net",
                "satu\ndua",
                "t",
                ImmutableMap.of(),
                ImmutableList.of(),
                Optional.empty(),
                replyTo);
    }

    @Test
    void aMessageNeedsItsIdSenderAndTextOnly() throws IOException {
        run(GOOD);
        IncomingMessage message = received.get(0);
        assertEquals("6281234567890@s.whatsapp.net", message.from().text());
        assertEquals(message.from().text(), message.chat());
        assertEquals("", message.name());
        assertEquals(Set.of(), message.traits());
    }

    @Test
    void flagsAndTimestampAreOptional() throws IOException {
        run(GOOD.replace(
                "}",
                ",\"name\":\"Budi\",\"chat\":\"6281-1@g.us\",\"group\":true,\"forwarded\":true,"
                        + "\"fromMe\":true,\"timestamp\":1767225600,\"new\":[1]}"));
        IncomingMessage message = received.get(0);
        assertEquals("Budi", message.name());
        assertEquals("6281-1@g.us", message.chat());
        assertEquals(Set.of(Trait.GROUP, Trait.FORWARDED, Trait.FROM_ME), message.traits());
    }

    /** The bridge may have been away; whether it is still meant is asked later, as by every transport. */
    @Test
    void whatWasWrittenWhileABridgeWasAwayCountsForEightDays() throws IOException {
        run(
                dated(NOW.minus(Intake.OLDEST)),
                dated(NOW.minus(Intake.OLDEST).minusSeconds(1)),
                dated(NOW.plusSeconds(60)));
        assertEquals(
                List.of(NOW.minus(Intake.OLDEST), NOW.plusSeconds(60)),
                received.stream().map(message -> message.sentAt().orElseThrow()).toList());
        assertTrue(written().get(0).path("error").stringValue().contains("older than 8 days"));
    }

    private static String dated(Instant time) {
        return GOOD.replace("}", ",\"timestamp\":" + time.getEpochSecond() + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {",\"text\":null", ""})
    void aPictureOfABridgeIsAMessageWithoutWords(String text) throws IOException {
        run("{\"type\":\"message\",\"id\":\"a\",\"from\":\"6281234567\"" + text + "}");
        assertEquals("", received.get(0).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "null",
                "{}",
                "{\"type\":\"message\"}",
                "{\"type\":\"message\",\"id\":\"\",\"from\":\"6281\",\"text\":\"a\"}",
                "{\"type\":\"message\",\"id\":1,\"from\":\"6281234567\",\"text\":\"a\"}",
                "{\"type\":\"message\",\"id\":\"a\",\"from\":\"\",\"text\":\"a\"}",
                "{\"type\":\"message\",\"id\":\"a\",\"from\":\"62 81\",\"text\":\"a\"}",
                "{\"type\":\"message\",\"id\":\"a\",\"from\":\"6281234567\",\"text\":1}",
                "{\"type\":\"message\",\"id\":\"a\",\"from\":\"6281234567\",\"text\":\"a\",\"group\":\"yes\"}",
                "{\"type\":\"message\",\"id\":\"a\",\"id\":\"b\",\"from\":\"6281234567\",\"text\":\"a\"}",
                "{\"type\":\"message\",\"id\":\"a\",\"from\":\"6281234567\",\"text\":\"a\"} x",
                "{\"type\":\"ack\",\"id\":\"nobody\"}",
                "{\"type\":\"time\",\"now\":\"2026-12-23T01:00:00Z\"}",
                "{\"type\":\"other\"}"
            })
    void aLineThatIsNoMessageIsAnsweredAndTheNextOneCounts(String line) throws IOException {
        run(line, GOOD);
        assertEquals(1, received.size());
        JsonNode error = written().get(0);
        assertEquals("error", error.path("type").stringValue());
        assertEquals(1, error.path("line").intValue());
        assertFalse(error.path("error").stringValue().isBlank());
    }

    @Test
    void hostileLinesTakeNoMemoryAndNoneOfTheirNeighbours() throws IOException {
        run(
                "[".repeat(100_000),
                "{\"type\":\"" + "x".repeat(3_000_000) + "\"}",
                "{\"n\":" + "9".repeat(10_000) + "}",
                GOOD);
        assertEquals(1, received.size());
        assertEquals(3, written().size());
    }

    @Test
    void everySendIsOneLine() {
        JsonlTransport transport = transport(false);
        assertTrue(transport
                .send(message("n1", Optional.of("m1")))
                .toCompletableFuture()
                .isDone());
        transport.send(message("n2", Optional.empty()));
        assertEquals(2, written().size());
        assertEquals("m1", written().get(0).path("replyTo").stringValue());
        assertEquals("satu\ndua", written().get(0).path("text").stringValue());
        assertFalse(written().get(1).has("replyTo"));
    }

    @ParameterizedTest
    @CsvSource({"IDR, 25037, 25037", "USD, 2.5, 2.50", "IDR, 999999999999999, 999999999999999"})
    void aSendShowsItsPictureAndSaysWhatTheCodeInItDoes(String currency, BigDecimal amount, String written) {
        PaymentCode code = new PaymentCode(
                "000201", Money.of(CurrencyUnit.of(currency), amount), Optional.of(NOW.plusSeconds(3600)));
        transport(false)
                .send(message("n1", Optional.empty())
                        .withPicture(
                                Picture.of("image/png", new byte[] {-1, -2, -3}).showing(code)));
        assertTrue(
                out.toString(StandardCharsets.UTF_8)
                        .endsWith("\"text\":\"satu\\ndua\",\"image\":{\"type\":\"image/png\",\"data\":\"//79\"},"
                                + "\"qr\":\"000201\",\"amount\":" + written
                                + ",\"expires\":\"2026-01-08T01:00:00Z\"}\n"),
                out::toString);
    }

    @Test
    void aPictureOfAnythingElseHasNoCode() {
        transport(false).send(message("n1", Optional.empty()).withPicture(Picture.of("image/jpeg", new byte[] {1})));
        assertTrue(out.toString(StandardCharsets.UTF_8)
                .endsWith("\"image\":{\"type\":\"image/jpeg\",\"data\":\"AQ==\"}}\n"));
    }

    @Test
    void withAcksASendIsSettledByTheOtherSide() throws IOException {
        JsonlTransport transport = transport(
                true,
                "{\"type\":\"ack\",\"id\":\"n1\"}",
                "{\"type\":\"nack\",\"id\":\"n2\",\"error\":\"offline\",\"retryable\":true}",
                "{\"type\":\"nack\",\"id\":\"n3\",\"error\":\"no such number\"}");
        List<CompletableFuture<SendResult>> results = new ArrayList<>();
        for (String id : List.of("n1", "n2", "n3", "n4")) {
            results.add(transport.send(message(id, Optional.empty())).toCompletableFuture());
            assertFalse(results.get(results.size() - 1).isDone());
        }
        transport.run(received::add);
        assertEquals(
                List.of(
                        SendResult.Kind.SENT,
                        SendResult.Kind.TRY_AGAIN,
                        SendResult.Kind.FAILED,
                        SendResult.Kind.TRY_AGAIN),
                results.stream().map(result -> result.join().kind()).toList());
    }

    @Test
    void aLineMovesTheTimeForwardsAndBackwardsAndIsAnsweredWhenAllIsDoneThatIsDueBeforeAndThen() throws IOException {
        JsonlTransport transport =
                timed(input(timeLine("2026-12-23T01:00:00Z"), timeLine("2026-12-22T08:00:00+07:00"), GOOD), false);
        time.onMove(() -> transport.send(message(time.instant().toString(), Optional.empty())));
        transport.run(received::add);
        assertEquals(
                List.of(
                        "send 2000-01-01T00:00:00Z",
                        "send 2026-12-23T01:00:00Z",
                        "time 2026-12-23T01:00:00Z",
                        "send 2026-12-23T01:00:00Z",
                        "send 2026-12-22T01:00:00Z",
                        "time 2026-12-22T01:00:00Z"),
                written().stream()
                        .map(line -> line.path("type").stringValue("") + " "
                                + line.path("now").asString(line.path("id").stringValue("")))
                        .toList());
        assertEquals(1, received.size());
    }

    @Test
    void acknowledgementsAreReadWhileALineWaitsForWhatIsDue() throws IOException {
        PipedOutputStream bridge = new PipedOutputStream();
        JsonlTransport transport = timed(new PipedInputStream(bridge), true);
        List<SendResult> results = new ArrayList<>();
        time.onMove(() -> {
            CompletableFuture<SendResult> result =
                    transport.send(message("n1", Optional.empty())).toCompletableFuture();
            say(bridge, "{\"type\":\"ack\",\"id\":\"n1\"}");
            results.add(result.join());
            if (results.size() == 2) {
                end(bridge);
            }
        });
        say(bridge, timeLine("2026-12-23T01:00:00Z"));
        transport.run(received::add);
        assertEquals(List.of(SendResult.SENT, SendResult.SENT), results);
        assertEquals("time", written().get(2).path("type").stringValue());
    }

    @Test
    void theEndOfTheInputAnswersForWhomNobodyAcknowledges() throws IOException {
        JsonlTransport transport = timed(input(timeLine("2026-12-23T01:00:00Z")), true);
        List<SendResult.Kind> results = new ArrayList<>();
        time.onMove(() -> results.add(transport
                .send(message("n1", Optional.empty()))
                .toCompletableFuture()
                .join()
                .kind()));
        transport.run(received::add);
        assertEquals(List.of(SendResult.Kind.TRY_AGAIN, SendResult.Kind.TRY_AGAIN), results);
    }

    private static void say(PipedOutputStream bridge, String line) {
        try {
            bridge.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            bridge.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(PipedOutputStream bridge) {
        try {
            bridge.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-12-23", "1999-12-31T23:59:59Z", "3000-01-01T00:00:00Z"})
    void whatIsNoTimeMovesNothing(String now) throws IOException {
        time.onMove(() -> {
            throw new AssertionError("nothing is due");
        });
        timed(input(timeLine(now)), false).run(received::add);
        assertEquals(Instant.parse("2000-01-01T00:00:00Z"), time.instant());
        assertTrue(written().get(0).path("error").stringValue().contains("2026-12-23T01:00:00Z"));
    }
}
