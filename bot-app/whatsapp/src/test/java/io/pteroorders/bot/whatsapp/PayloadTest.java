package io.pteroorders.bot.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    private static void refuses(byte[] bytes) {
        assertThrows(PayloadException.class, () -> Payload.parse(bytes));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}{}",
                "{} x",
                "{'a':1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "[1,]",
                "NaN",
                "// no\n{}",
                "\uFEFF{}",
                "{\"a\":\"\u0001\"}"
            })
    void whatIsNoStrictJsonIsRefused(String text) {
        refuses(utf8(text));
    }

    @Test
    void depthAndNumbersHaveBounds() throws PayloadException {
        refuses(utf8("[".repeat(100_000)));
        refuses(utf8("[".repeat(33) + "]".repeat(33)));
        assertEquals(1, Payload.parse(utf8("[".repeat(32) + "]".repeat(32))).size());
        refuses(utf8("[" + "9".repeat(41) + "]"));
        assertEquals(1, Payload.parse(utf8("[1e1000000000]")).size(), "a number nobody computes with is harmless");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32"})
    void otherEncodingsAreRefused(String charset) {
        refuses("{\"a\":\"b\"}".getBytes(Charset.forName(charset)));
    }

    @Test
    void malformedUtf8IsRefused() {
        refuses(new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'});
        refuses(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'});
        refuses(new byte[] {'"', (byte) 0xFF, '"'});
        refuses(new byte[] {'"', (byte) 0xE2, (byte) 0x82});
    }

    @Test
    void manyNamesAreRead() throws PayloadException {
        String many = IntStream.range(0, 200_000)
                .mapToObj(i -> "\"k" + i + "\":0")
                .collect(Collectors.joining(",", "{", "}"));
        assertEquals(200_000, Payload.parse(utf8(many)).size());
    }

    @Test
    void bytesThatFellOverAreReadOrRefusedButNothingElse() {
        byte[] good = Payloads.bytes(Payloads.body(
                Payloads.ofBudi(Payloads.kinds().values().toArray(tools.jackson.databind.JsonNode[]::new))));
        WebhookReader reader = new WebhookReader(Payloads.OUR_NUMBER);
        int refused = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            byte[] broken = good.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            try {
                reader.read(Payload.parse(broken));
            } catch (PayloadException e) {
                refused++;
            }
        }
        assertEquals(true, refused > 100 && refused < 2000, "refused " + refused);
    }
}
