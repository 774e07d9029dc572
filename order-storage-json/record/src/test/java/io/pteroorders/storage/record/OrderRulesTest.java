package io.pteroorders.storage.record;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is no order, and what the complaint says. */
class OrderRulesTest {

    private static final OrderJson FORMAT = new OrderJson(OrderFlow.ORDER_STATUS_FLOW);
    private static final String RECORD =
            new String(OrderJson.encode(StoredOrder.of(anOrder(1).in(OrderStatus.CONFIRMED))), StandardCharsets.UTF_8);

    private static String complaint(String record) {
        return String.valueOf(
                assertThrows(OrderFormatException.class, () -> FORMAT.decode(record.getBytes(StandardCharsets.UTF_8)))
                        .getMessage());
    }

    /** The record with one thing changed, which must be there. */
    private static String with(String from, String to) {
        assertTrue(RECORD.contains(from), from);
        return RECORD.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'price':25000 | 'price':'25000' | item.price must be a number, is text",
                "'price':25000 | 'price':null | item.price must be a number, is null",
                "'price':25000 | 'price':-25000 | item.price breaks a rule: an amount is never negative",
                "'price':25000 | 'price':1e99999999999 | item.price is beyond reason",
                "'price':25000, | '' | item.price is missing",
                "'totalAmount':25000 | 'totalAmount':'25000' | totalAmount must be a number, is text",
                "'totalAmount':25000 | 'totalAmount':25001 | totalAmount is not price times duration",
                "'duration':1 | 'duration':1.0 | item.duration must be a small whole number, is a number with decimals",
                "'duration':1 | 'duration':true | item.duration must be a small whole number, is true or false",
                "'duration':1 | 'duration':99999999999 | item.duration must be a small whole number, is a great one",
                "'duration':1 | 'duration':0 | item.duration breaks a rule: duration is 1 to 12 months, was 0",
                "'currency':'IDR' | 'currency':'XYZ' | currency must be a code of ISO 4217",
                "'currency':'IDR' | 'currency':['IDR'] | currency must be text, is an array",
                "'packageType':'bronze' | 'packageType':'Bronze!' | item.packageType must match [a-z0-9][a-z0-9_-]{0,31}",
                "'status':'confirmed' | 'status':'paid' | status is none that the program knows",
                "'status':'confirmed' | 'status':'pending' | status is not that of the last entry of statusHistory",
                "'status':'confirmed', | '' | status is missing",
                "'2026-01-15T05:01:00.000Z' | '2026-02-30T05:01:00.000Z' | createdAt must be a time like 2026-01-01T00:00:00.000Z",
                "'2026-01-15T05:01:00.000Z' | '2026-01-15T05:60:00.000Z' | createdAt must be a time like 2026-01-01T00:00:00.000Z",
                "'2026-01-15T05:01:00.000Z' | '2026-01-15' | createdAt must be a time like 2026-01-01T00:00:00.000Z",
                "'2026-01-15T05:01:00.000Z' | '1969-12-31T23:59:59.999Z' | createdAt lies outside the years 1970 to 9999",
                "'statusHistory' | 'stautsHistory' | statusHistory is missing",
                "'statusHistory':[ | 'statusHistory':[1, | statusHistory[] must be an object",
                "'updatedBy' | 'by' | statusHistory[].updatedBy is missing",
                "'id': | 'id':'ORD-TEST0-00001','id': | id is there twice",
                "'chatId': | 'phoneNumber':'1','chatId': | customer.phoneNumber is there twice",
                "'chatId': | 'x':1,'x':2,'chatId': | a field that the program does not know is there twice",
                "'customer':{ | 'customer':{}, 'c':{ | customer.phoneNumber is missing",
                "'customer':{ | 'customer':[], 'c':{ | customer must be an object",
                "'specifications':{ | 'specifications':null, 's':{ | item.specifications must be an object",
                "'id': | 'claims':{},'id': | claims must be an array, is an object",
                "'id': | 'claims':['a'],'id': | claims[] must be an object",
                "'id': | 'claims':[{'key':'1','until':'2026-01-15T05:01:00.000Z'}],'id': | claims[].space is missing",
                "'id': | 'claims':[{'space':'a','until':'2026-01-15T05:01:00.000Z'}],'id': | claims[].key is missing",
                "'id': | 'claims':[{'space':'a','key':'1'}],'id': | claims[].until is missing",
                "'id': | 'claims':[{'space':'a','key':1}],'id': | claims[].key must be text, is a whole number",
                "'id': | 'claims':[{'space':'a','key':'1','key':'2'}],'id': | claims[].key is there twice",
                "'id': | 'claims':[{'space':'a','key':'b c','until':'2026-01-15T05:01:00.000Z'}],'id': | claims breaks a rule: the key of a claim must match [A-Za-z0-9._-]{1,64}",
                "'id': | 'x':NaN,'id': | the record is not valid JSON at its byte 6",
                "'id': | 'x':01,'id': | the record is not valid JSON at its byte 7",
                "'id': | 'x':tru,'id': | the record is not valid JSON at its byte 6",
            })
    void aComplaintNamesTheFieldAndTheRule(String from, String to, String complaint) {
        assertEquals(complaint, complaint(with(quoted(from), quoted(to))));
    }

    /** The quotes of a line of the table, which are single there; an empty one is written so. */
    private static String quoted(String text) {
        return text.equals("''") ? "" : text.replace('\'', '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "nul",
                "{}}",
                "{} {}",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "{a:1}",
                "\"\\x\"",
                "\"\t\""
            })
    void whatIsNoJsonIsRefused(String record) {
        assertTrue(complaint(record).startsWith("the record "), complaint(record));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "42", "\"ORD-1\"", "[]", "true"})
    void whatIsNoObjectIsRefused(String record) {
        assertEquals("the record must be an object", complaint(record));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (byte[] odd :
                new byte[][] {{(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}}) {
            byte[] record = with("Budi", "####").getBytes(StandardCharsets.UTF_8);
            System.arraycopy(odd, 0, record, with("Budi", "####").indexOf("####"), odd.length);
            assertEquals(
                    "the record is not UTF-8",
                    assertThrows(OrderFormatException.class, () -> FORMAT.decode(record))
                            .getMessage());
        }
    }

    @Test
    void otherEncodingsAreRefused() {
        assertThrows(OrderFormatException.class, () -> FORMAT.decode(RECORD.getBytes(StandardCharsets.UTF_16LE)));
        assertThrows(
                OrderFormatException.class, () -> FORMAT.decode(("\ufeff" + RECORD).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theLimitsHoldExactly() throws Exception {
        assertEquals(
                "the record is nested deeper than 32", complaint(with("\"id\"", "\"x\":" + nested(32) + ",\"id\"")));
        decode(with("\"id\"", "\"x\":" + nested(31) + ",\"id\""));
        assertEquals(
                "the record has a number longer than 40 characters",
                complaint(with("\"id\"", "\"x\":" + "9".repeat(41) + ",\"id\"")));
        decode(with("\"id\"", "\"x\":" + "9".repeat(40) + ",\"id\""));
        assertEquals("the record is longer than 1 MiB", complaint(padded(OrderJson.MAX_RECORD + 1)));
        decode(padded(OrderJson.MAX_RECORD));
    }

    private static StoredOrder decode(String record) throws OrderFormatException {
        return FORMAT.decode(record.getBytes(StandardCharsets.UTF_8));
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static String padded(int length) {
        return with("\"statusHistory\"", "\"statusHistory\"")
                .replace("]}", "],\"x\":\"" + "#".repeat(length - RECORD.length() - 7) + "\"}");
    }

    @Test
    void aRecordThatWouldBeTooLongWhenWrittenAnewIsRefused() {
        String numbers = "[" + "1e5,".repeat(OrderJson.MAX_RECORD / 4 - 1000) + "1e5]";
        assertEquals("the record is longer than 1 MiB", complaint(with("\"id\"", "\"x\":" + numbers + ",\"id\"")));
    }

    @Test
    void aNumberThatWouldBeTooLongWhenWrittenAnewIsRefused() {
        String number = "1".repeat(38) + "e9";
        assertEquals(
                "the record has a number longer than 40 characters",
                complaint(with("\"id\"", "\"x\":" + number + ",\"id\"")));
    }

    @Test
    void anOrderTooLongIsRejectedWhenItIsWritten() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("x", "x".repeat(OrderJson.MAX_RECORD));
        StoredOrder stored = new StoredOrder(anOrder(1).pending(), Optional.of(fields));
        assertEquals(
                StorageException.Outcome.REJECTED,
                assertThrows(StorageException.class, () -> OrderJson.encode(stored))
                        .outcome());
    }

    @Test
    void aHistoryHasAtMostTwoHundredEntries() {
        String entry = RECORD.substring(RECORD.indexOf("[{") + 1, RECORD.indexOf("},{") + 1);
        assertEquals(
                "the history has more than 200 entries",
                complaint(
                        with("\"statusHistory\":[", "\"statusHistory\":[" + (entry + ",").repeat(Order.MAX_HISTORY))));
    }

    @Test
    void claimsAreTwentyAtMostAndOnDifferentThings() throws Exception {
        assertEquals("two claims are on the same thing", complaint(claiming(1, 1)));
        assertEquals(
                "there are more than 20 claims",
                complaint(claiming(IntStream.rangeClosed(1, 21).toArray())));
        assertEquals(
                20,
                decode(claiming(IntStream.rangeClosed(1, 20).toArray()))
                        .order()
                        .claims()
                        .size());
    }

    private static String claiming(int... keys) {
        String claims = IntStream.of(keys)
                .mapToObj(key -> quoted("{'space':'a','key':'" + key + "','until':'2026-01-15T05:01:00.000Z'}"))
                .collect(Collectors.joining(","));
        return with("\"id\"", "\"claims\":[" + claims + "],\"id\"");
    }

    @Test
    void namesMayBeWrittenWithEscapes() throws Exception {
        StoredOrder stored = decode(with("\"id\"", "\"\\u0069\\u0064\"").replace("bronze", "br\\u006fnze"));
        assertEquals(decode(RECORD), stored);
        assertEquals("id is there twice", complaint(with("\"id\":", "\"\\u0069d\":\"ORD-TEST0-00001\",\"id\":")));
    }

    @Test
    void aPartOfABufferIsRead() throws Exception {
        byte[] padded = ("}" + RECORD + "{").getBytes(StandardCharsets.UTF_8);
        assertEquals(decode(RECORD), FORMAT.decode(padded, 1, padded.length - 2));
        byte[] before = padded.clone();
        assertThrows(OrderFormatException.class, () -> FORMAT.decode(padded, 1, padded.length - 1));
        assertTrue(Arrays.equals(before, padded));
    }

    @Test
    void whatRepeatsBecomesTheSameObject() throws Exception {
        Order first = decode(RECORD).order();
        Order second = decode(with("00001", "00002")).order();
        assertSame(first.item(), second.item());
        assertSame(first.lastChange().updatedBy(), second.lastChange().updatedBy());
        assertSame(first.customer().id().text(), first.customer().chatId());
    }

    @Test
    void otherFieldsOfARepeatedItemAreNotShared() throws Exception {
        String record = with("\"duration\"", "\"x\":{\"y\":1},\"duration\"");
        ObjectNode fields = decode(record).otherFields().orElseThrow();
        ((ObjectNode) fields.at("/item/x")).put("y", 2);
        assertEquals(
                1, decode(record).otherFields().orElseThrow().at("/item/x/y").intValue());
    }
}
