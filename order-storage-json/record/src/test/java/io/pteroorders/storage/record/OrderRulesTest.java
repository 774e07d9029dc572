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

    /** An attempt that has all parts. */
    private static final String PAYMENTS = quoted("'payments':[{'id':'ORD-TEST0-00001-1','method':'midtrans',"
            + "'state':'partly-refunded','amountDue':25000,'amountPaid':25000,'reference':'ref-1',"
            + "'createdAt':'2026-01-15T05:00:00.000Z','expiresAt':'2026-01-15T06:00:00.000Z',"
            + "'paidAt':'2026-01-15T05:01:00.000Z','fee':175,'payBy':{'kind':'qr','text':'000201'},"
            + "'arrivals':[{'amount':25000,'at':'2026-01-15T05:01:00.000Z','by':'system:midtrans','report':'r-1'}],"
            + "'refunds':[{'number':1,'amount':1000,'state':'done','at':'2026-01-15T05:02:00.000Z','by':'owner'}],"
            + "'usedBy':null}]");

    /** A plan and a server that have all parts. */
    private static final String PANEL = quoted("'panel':{'nest':1,'egg':15,'locations':[1,2],'memory':1024,"
            + "'disk':2048,'cpu':100,'swap':0,'io':500,'databases':0,'backups':1,'allocations':0,"
            + "'environment':{'MAIN_FILE':'index.js'},'image':'ghcr.io/yolks:nodejs_18','startup':'node .',"
            + "'automatic':false}");

    private static final String SERVER = quoted("'server':{'externalId':'shop-1','state':'ready',"
            + "'since':'2026-01-15T05:03:00.000Z','round':2,'attempts':3,'reinstalls':0,"
            + "'user':{'id':12,'name':'budi_7k3','isNew':true},'id':4294967296,'identifier':'1a7ce997','node':7,"
            + "'address':'10.0.0.5:25565','trouble':{'kind':'panel-away','detail':'502'},"
            + "'deletionAskedAt':'2026-01-15T05:04:00.000Z'}");

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
                "'id': | 'payments':{},'id': | payments must be an array, is an object",
                "'id': | 'payments':['a'],'id': | payments[] must be an object",
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

    /** Each line changes one thing of an attempt that has all parts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'id':'ORD-TEST0-00001-1', | '' | payments[].id is missing",
                "'ORD-TEST0-00001-1' | 'ORD-TEST0-00001' | payments[].id must be an order's id and a number, like ORD-X-Y-1",
                "'ORD-TEST0-00001-1' | 'ORD-TEST0-00001-21' | payments[].id must be an order's id and a number, like ORD-X-Y-1",
                "'ORD-TEST0-00001-1' | 'ORD-TEST0-00001-2' | payments breaks a rule: attempts to pay are numbered from 1",
                "'ORD-TEST0-00001-1' | 'ORD-TEST0-00002-1' | an attempt to pay is for another order",
                "'method':'midtrans', | '' | payments[].method is missing",
                "'midtrans','state' | 'Midtrans','state' | payments breaks a rule: the method of a payment must match [a-z][a-z0-9-]{0,31}",
                "'partly-refunded' | 'paid out' | payments[].state is none that the program knows",
                "'partly-refunded' | 'waiting' | payments breaks a rule: a payment says when it was paid if it was, and only then",
                "'amountDue':25000 | 'amountDue':'25000' | payments[].amountDue must be a number, is text",
                "'amountDue':25000 | 'amountDue':25.000 | payments[].amountDue breaks a rule: an amount in IDR is a plain number with at most 0 decimals: write 25000, or 25 if that is meant",
                "'amountDue':25000, | '' | payments[].amountDue is missing",
                "'amountPaid':25000 | 'amountPaid':25001 | payments[].amountPaid is not the sum of what arrived",
                "'amountPaid':25000, | '' | payments[].amountPaid is missing",
                "'reference':'ref-1' | 'reference':1 | payments[].reference must be text, is a whole number",
                "'reference':'ref-1' | 'reference':'é' | payments breaks a rule: the reference of a payment must match [\\x21-\\x7e]{1,128}",
                "'createdAt':'2026-01-15T05:00:00.000Z', | '' | payments[].createdAt is missing",
                "'expiresAt':'2026-01-15T06 | 'expiresAt':'1969-01-15T06 | payments[].expiresAt lies outside the years 1970 to 9999",
                "'fee':175 | 'fee':-175 | payments[].fee breaks a rule: an amount is never negative",
                "'fee':175 | 'fee':1e99999999999 | payments[].fee is beyond reason",
                "'payBy':{ | 'payBy':[], 'p':{ | payments[].payBy must be an object",
                "'kind':'qr' | 'kind':'QR' | payments[].payBy.kind is none that the program knows",
                "'kind':'qr', | '' | payments[].payBy.kind is missing",
                "'text':'000201' | 'text':'' | payments[].payBy breaks a rule: what a customer pays by has 1 to 2,000 characters and no control characters",
                "'arrivals':[ | 'arrivals':{},'a':[ | payments[].arrivals must be an array, is an object",
                "'arrivals':[ | 'arrivals':[7, | payments[].arrivals[] must be an object",
                "'amount':25000, | '' | payments[].arrivals[].amount is missing",
                "'amount':25000 | 'amount':0 | payments[].arrivals breaks a rule: what arrives is more than nothing",
                "'by':'system:midtrans', | '' | payments[].arrivals[].by is missing",
                "'report':'r-1' | 'report':'r-1','report':'r-1' | payments[].arrivals[].report is there twice",
                "'number':1 | 'number':1.0 | payments[].refunds[].number must be a small whole number, is a number with decimals",
                "'number':1 | 'number':2 | payments breaks a rule: refunds are numbered from 1",
                "'number':1, | '' | payments[].refunds[].number is missing",
                "'amount':1000 | 'amount':25001 | payments breaks a rule: no more goes back than arrived",
                "'state':'done' | 'state':'gone' | payments[].refunds[].state is none that the program knows",
                "'usedBy':null | 'usedBy':'ORD' | payments[].usedBy must match ORD-[0-9A-Z]{4,12}-[0-9A-Z]{1,12}",
                "'usedBy':null | 'from':'ORD-TEST0-00009-1' | payments breaks a rule: credit, and nothing else, says from which payment its money is",
            })
    void aComplaintAboutAPaymentNamesThePlaceAndTheRule(String from, String to, String complaint) throws Exception {
        decode(with("\"id\"", PAYMENTS + ",\"id\""));
        assertTrue(PAYMENTS.contains(quoted(from)), from);
        String payments = PAYMENTS.replaceFirst(Pattern.quote(quoted(from)), Matcher.quoteReplacement(quoted(to)));
        assertEquals(complaint, complaint(with("\"id\"", payments + ",\"id\"")));
    }

    /** Each line changes one thing of a plan and a server that have all parts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'panel':{ | 'panel':[],'p':{ | item.panel must be an object",
                "'panel':{ | 'panel':null,'p':{ | the server of an order follows the plan of its item",
                "'egg':15, | '' | item.panel.egg is missing",
                "'egg':15 | 'egg':null | item.panel.egg is missing",
                "'egg':15 | 'egg':0 | item.panel breaks a rule: egg, nest, locations and nodes are the panel's numbers, from 1",
                "'egg':15 | 'egg':15,'egg':15 | item.panel.egg is there twice",
                "'nest':1 | 'nest':'1' | item.panel.nest must be a small whole number, is text",
                "'locations':[1,2] | 'locations':1 | item.panel.locations must be an array, is a whole number",
                "'locations':[1,2] | 'locations':[1,'2'] | item.panel.locations must be a small whole number, is text",
                "'locations':[1,2] | 'locations':[1],'nodes':[2] | item.panel breaks a rule: a server stands at locations or on nodes: give one of them",
                "'memory':1024 | 'memory':1024.0 | item.panel.memory must be a small whole number, is a number with decimals",
                "'memory':1024 | 'memory':-1 | item.panel breaks a rule: memory is 0 to 100000000, was -1",
                "'cpu':100, | '' | item.panel.cpu is missing",
                "'swap':0, | '' | item.panel.swap is missing",
                "'io':500 | 'io':9 | item.panel breaks a rule: io is 10 to 1000, was 9",
                "'allocations':0 | 'allocations':1001 | item.panel breaks a rule: allocations is 0 to 1000, was 1001",
                "'environment':{ | 'environment':['a'],'e':{ | item.panel.environment must be an object, is an array",
                ":'index.js' | :1 | item.panel.environment must be text, is a whole number",
                ":'index.js' | :null | item.panel.environment must have texts, has null",
                ":'index.js' | :'a','MAIN_FILE':'b' | item.panel.environment has a name twice",
                "'MAIN_FILE' | 'MAIN-FILE' | item.panel breaks a rule: environment has names like SERVER_JAR, of letters, digits and _",
                "'image':'ghcr | 'image':'é | item.panel breaks a rule: image is the name of a Docker image, at most 191 characters",
                "'startup':'node .' | 'startup':'' | item.panel breaks a rule: startup is a command of at most 2000 characters on one line",
                "'automatic':false | 'automatic':0 | item.panel.automatic must be true or false, is a whole number",
                "'server':{ | 'server':[],'s':{ | server must be an object",
                "'externalId':'shop-1', | '' | server.externalId is missing",
                "'externalId':'shop-1' | 'externalId':'shop 1' | server breaks a rule: externalId must match [A-Za-z0-9._-]{1,191}",
                "'state':'ready' | 'state':'there' | server.state is none that the program knows",
                "'since':'2026 | 'since':'1926 | server.since lies outside the years 1970 to 9999",
                "'round':2, | '' | server.round is missing",
                "'round':2 | 'round':0 | server breaks a rule: rounds are counted from 1 to 1000",
                "'attempts':3 | 'attempts':-1 | server breaks a rule: attempts are counted from 0 to 1000",
                "'reinstalls':0 | 'reinstalls':99999999999 | server.reinstalls must be a small whole number, is a great one",
                "'user':{ | 'user':1,'u':{ | server.user must be an object",
                "'id':12, | '' | server.user.id is missing",
                "'id':12 | 'id':0 | server.user breaks a rule: users of the panel are numbered from 1",
                "'budi_7k3' | '' | server.user breaks a rule: the name of a panel's user is 1 to 191 visible ASCII characters",
                "'isNew':true | 'isNew':'true' | server.user.isNew must be true or false, is text",
                ",'isNew':true | '' | server.user.isNew is missing",
                "'id':4294967296,'identifier':'1a7ce997', | '' | server breaks a rule: a server that is ready has a number",
                "'identifier':'1a7ce997', | '' | server breaks a rule: the panel has a number and an identifier for it, or neither",
                "'node':7 | 'node':0 | server breaks a rule: nodes of the panel are numbered from 1",
                "'10.0.0.5:25565' | 'a b' | server breaks a rule: address must match [A-Za-z0-9.:\\[\\]_-]{1,260}",
                "'trouble':{ | 'trouble':'t','t':{ | server.trouble must be an object",
                "'panel-away' | 'PANEL_AWAY' | server.trouble.kind is none that the program knows",
                "'kind':'panel-away', | '' | server.trouble.kind is missing",
                "'detail':'502' | 'detail':502 | server.trouble.detail must be text, is a whole number",
                "'deletionAskedAt':'2026 | 'deletionAskedAt':'now | server.deletionAskedAt must be a time like 2026-01-01T00:00:00.000Z",
            })
    void aComplaintAboutAServerNamesThePlaceAndTheRule(String from, String to, String complaint) throws Exception {
        String served = served(PANEL, SERVER);
        assertEquals(served, new String(OrderJson.encode(decode(served)), StandardCharsets.UTF_8));
        assertTrue(served.contains(quoted(from)), from);
        String spoilt = served.replaceFirst(Pattern.quote(quoted(from)), Matcher.quoteReplacement(quoted(to)));
        assertEquals(complaint, complaint(spoilt));
    }

    /** The record of an order whose server is made by a panel, as the program writes it. */
    private static String served(String panel, String server) {
        return with("}},\"status\"", "}," + panel + "},\"status\"")
                .replaceFirst("}$", Matcher.quoteReplacement("," + server + "}"));
    }

    @Test
    void aServerWithoutItsOptionalPartsIsWrittenWithoutThem() throws Exception {
        String panel = quoted("'panel':{'egg':15,'memory':0,'disk':0,'cpu':0,'swap':-1,'io':10,"
                + "'databases':0,'backups':0,'allocations':0}");
        String server = quoted("'server':{'externalId':'shop-1','state':'wanted',"
                + "'since':'2026-01-15T05:03:00.000Z','round':1,'attempts':0,'reinstalls':0}");
        String lean = served(panel, server);
        assertEquals(lean, new String(OrderJson.encode(decode(lean)), StandardCharsets.UTF_8));
        String padded = served(
                panel.replace(
                        "{",
                        quoted("{'nest':null,'nodes':[],'locations':null,'environment':{},'image':null,"
                                + "'startup':null,'automatic':true,")),
                server.replace(
                        "{",
                        quoted("{'user':null,'id':null,'identifier':null,'node':null,'address':null,"
                                + "'trouble':null,'deletionAskedAt':null,")));
        assertEquals(decode(lean), decode(padded));
    }

    @Test
    void whatStoodBesideTroubleGoesWithIt() throws Exception {
        StoredOrder stored = decode(served(
                PANEL, SERVER.replace("\"detail\"", "\".x\":1,\"detail\"").replace("\"node\"", "\".y\":2,\"node\"")));
        Order order = stored.order();
        Order over =
                order.withServer(order.updatedAt(), order.server().orElseThrow().withoutTrouble());
        assertEquals("{\".y\":2,\"trouble\":{\".x\":1}}", serverFields(stored.with(order)));
        assertEquals("{\".y\":2}", serverFields(stored.with(over)));
    }

    private static String serverFields(StoredOrder stored) {
        return stored.otherFields().orElseThrow().path("server").toString();
    }

    @Test
    void anAmountIsReadInTheCurrencyThatStandsBehindIt() throws Exception {
        String record = with(",\"currency\":\"IDR\"", "").replaceFirst("}$", ",\"currency\":\"IDR\"}");
        assertEquals(decode(RECORD), decode(record));
        String paying = record.replaceFirst("\"id\"", Matcher.quoteReplacement(PAYMENTS + ",\"id\""));
        assertEquals(decode(with("\"id\"", PAYMENTS + ",\"id\"")), decode(paying));
        assertEquals("currency is missing", complaint(paying.replace(",\"currency\":\"IDR\"", "")));
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
