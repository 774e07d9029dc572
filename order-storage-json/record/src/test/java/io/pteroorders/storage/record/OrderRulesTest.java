package io.pteroorders.storage.record;

import static io.pteroorders.core.order.RenewalStep.Kind.SUSPENSION;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.core.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
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

    /** A subscription that has entries of all kinds, and a step of each form. */
    private static final String SUBSCRIPTION = quoted("'subscription':{'entries':["
            + "{'kind':'paid-until','at':'2026-02-01T05:00:00.000Z','by':'owner','day':'2026-02-28','why':'as before'},"
            + "{'kind':'given','at':'2026-02-02T05:00:00.000Z','by':'owner','days':7,'why':'it was down'},"
            + "{'kind':'held','at':'2026-02-03T05:00:00.000Z','by':'owner','until':'2026-03-09'},"
            + "{'kind':'suspended','at':'2026-02-04T05:00:00.000Z','by':'system','reason':'billing'},"
            + "{'kind':'lifted','at':'2026-02-05T05:00:00.000Z','by':'system','reason':'pause','why':'agreed'},"
            + "{'kind':'renewing','at':'2026-02-06T05:00:00.000Z','by':'628','wanted':false},"
            + "{'kind':'changing','at':'2026-02-07T05:00:00.000Z','by':'628','to':'silver'},"
            + "{'kind':'credited','at':'2026-02-08T05:00:00.000Z','by':'owner','amount':4838,'why':'cheaper'},"
            + "{'kind':'ended','at':'2026-02-09T05:00:00.000Z','by':'owner','why':'given up'}],"
            + "'steps':[{'paidUntil':'2026-03-07','step':'reminder-7','at':'2026-02-28T05:00:00.000Z','skipped':true},"
            + "{'paidUntil':'2026-03-07','step':'overdue-0','at':'2026-03-08T05:00:00.000Z'}]}");

    private static final String UPGRADE = quoted("'upgrades':'ORD-TEST0-00009','monthlyPrice':50000");

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

    /** The record with something at its end, where the program writes it. */
    private static String ending(String more) {
        return RECORD.replaceFirst("}$", Matcher.quoteReplacement("," + more + "}"));
    }

    /** Each line changes one thing of a subscription that has all parts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'subscription':{ | 'subscription':[],'s':{ | subscription must be an object",
                "'subscription':{ | 'renews':'ORD-TEST0-00009','subscription':{ | a sequel of another order begins no subscription",
                "'entries':[ | 'entries':{},'e':[ | subscription.entries must be an array, is an object",
                "'entries':[ | 'entries':[7, | subscription.entries[] must be an object",
                "'entries':[ | 'entries':[],'entries':[ | subscription.entries is there twice",
                "'kind':'paid-until', | '' | subscription.entries[].kind is missing",
                "'kind':'given' | 'kind':'lent' | subscription.entries[].kind must be paid-until, given, held, suspended, lifted, renewing, changing, credited or ended",
                "'kind':'given' | 'kind':'Given' | subscription.entries[].kind must be paid-until, given, held, suspended, lifted, renewing, changing, credited or ended",
                "'kind':'given' | 'kind':'renewing' | subscription.entries[].days must not stand in an entry of the kind renewing",
                "'kind':'lifted' | 'kind':'renewing' | subscription.entries[].reason must not stand in an entry of the kind renewing",
                "'wanted':false | 'wanted':false,'why':'x' | subscription.entries[].why must not stand in an entry of the kind renewing",
                "'days':7 | 'days':7,'wanted':true | subscription.entries[].wanted must not stand in an entry of the kind given",
                "'at':'2026-02-01T05:00:00.000Z', | '' | subscription.entries[].at is missing",
                "'2026-02-01T05:00:00.000Z' | '2026-02-02T05:00:00.001Z' | subscription breaks a rule: the times of a subscription go backwards",
                ":'2026-02-01T05 | :'1926-02-01T05 | subscription.entries[].at lies outside the years 1970 to 9999",
                "'by':'628', | '' | subscription.entries[].by is missing",
                "'to':'silver' | 'to':'Silver' | subscription.entries[].to must match [a-z0-9][a-z0-9_-]{0,31}",
                "'to':'silver' | 'to':['silver'] | subscription.entries[].to must be text, is an array",
                "'to':'silver' | 'to':'silver','why':'x' | subscription.entries[].why must not stand in an entry of the kind changing",
                "'kind':'changing' | 'kind':'renewing' | subscription.entries[].to must not stand in an entry of the kind renewing",
                ",'amount':4838 | '' | subscription.entries[].amount is missing",
                "'amount':4838 | 'amount':null | subscription.entries[].amount is missing",
                "'amount':4838 | 'amount':'4838' | subscription.entries[].amount must be a number, is text",
                "'amount':4838 | 'amount':4.000 | subscription.entries[].amount breaks a rule: an amount in IDR is a plain number with at most 0 decimals: write 4000, or 4 if that is meant",
                "'amount':4838 | 'amount':0 | subscription.entries breaks a rule: what is credited is more than nothing",
                "'amount':4838 | 'amount':-1 | subscription.entries[].amount breaks a rule: an amount is never negative",
                "'kind':'credited' | 'kind':'ended' | subscription.entries[].amount must not stand in an entry of the kind ended",
                "'by':'628' | 'by':' ' | subscription.entries breaks a rule: an entry of a subscription needs to say who made it",
                "'day':'2026-02-28', | '' | subscription.entries[].day is missing",
                "'2026-02-28' | '2026-02-29' | subscription.entries[].day must be a day like 2026-01-01",
                "'2026-02-28' | '2026-02-28T00:00:00.000Z' | subscription.entries[].day must be a day like 2026-01-01",
                "'2026-02-28' | '1926-02-28' | subscription.entries[].day lies outside the years 1970 to 9999",
                "'2026-02-28' | '+10000-01-01' | subscription.entries[].day lies outside the years 1970 to 9999",
                "'day':'2026-02-28' | 'day':20260228 | subscription.entries[].day must be text, is a whole number",
                "'days':7, | '' | subscription.entries[].days is missing",
                "'days':7 | 'days':7.5 | subscription.entries[].days must be a small whole number, is a number with decimals",
                "'days':7 | 'days':0 | subscription.entries breaks a rule: 1 to 366 days can be given, not 0",
                "'days':7 | 'days':367 | subscription.entries breaks a rule: 1 to 366 days can be given, not 367",
                ",'until':'2026-03-09' | '' | subscription.entries[].until is missing",
                "'until':'2026-03-09' | 'until':'soon' | subscription.entries[].until must be a day like 2026-01-01",
                ",'reason':'billing' | '' | subscription.entries[].reason is missing",
                "'reason':'billing' | 'reason':'debt' | subscription.entries[].reason must be billing, abuse, admin or pause",
                "'why':'agreed' | 'why':['agreed'] | subscription.entries[].why must be text, is an array",
                ",'wanted':false | '' | subscription.entries[].wanted is missing",
                "'wanted':false | 'wanted':'no' | subscription.entries[].wanted must be true or false, is text",
                "'steps':[ | 'steps':'', 's':[ | subscription.steps must be an array, is text",
                "'steps':[ | 'steps':[[], | subscription.steps[] must be an object",
                "'paidUntil':'2026-03-07', | '' | subscription.steps[].paidUntil is missing",
                "'paidUntil':'2026-03-07' | 'paidUntil':'2026-03-08' | subscription breaks a rule: the steps of a subscription are of several last days",
                "'step':'reminder-7', | '' | subscription.steps[].step is missing",
                "'reminder-7' | 'overdue-0' | subscription breaks a rule: a step of a subscription is taken twice",
                "'reminder-7' | 'reminder' | subscription.steps[].step must be reminder, overdue, last-warning, put-off, suspension, deletion-warning, deletion-due or pause-over and a number to 999, like reminder-7",
                "'reminder-7' | 'reminder-07' | subscription.steps[].step must be reminder, overdue, last-warning, put-off, suspension, deletion-warning, deletion-due or pause-over and a number to 999, like reminder-7",
                ",'at':'2026-03-08T05:00:00.000Z' | '' | subscription.steps[].at is missing",
                "'skipped':true | 'skipped':1 | subscription.steps[].skipped must be true or false, is a whole number",
            })
    void aComplaintAboutASubscriptionNamesThePlaceAndTheRule(String from, String to, String complaint)
            throws Exception {
        String record = ending(SUBSCRIPTION);
        assertEquals(record, new String(OrderJson.encode(decode(record)), StandardCharsets.UTF_8));
        assertTrue(record.contains(quoted(from)), from);
        String spoilt = record.replaceFirst(Pattern.quote(quoted(from)), Matcher.quoteReplacement(quoted(to)));
        assertEquals(complaint, complaint(spoilt));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'ORD-TEST0-00009' | 'ORD' | upgrades must match ORD-[0-9A-Z]{4,12}-[0-9A-Z]{1,12}",
                ":'ORD-TEST0-00009' | :9 | upgrades must be text, is a whole number",
                "'ORD-TEST0-00009' | 'ORD-TEST0-00001' | an order is no sequel of itself",
                "'upgrades': | 'renews':'ORD-TEST0-00009','upgrades': | upgrades must not stand beside renews",
                "'upgrades': | 'renews': | monthlyPrice must stand beside upgrades",
                "'upgrades':'ORD-TEST0-00009', | '' | monthlyPrice must stand beside upgrades",
                ",'monthlyPrice':50000 | '' | monthlyPrice is missing",
                "'monthlyPrice':50000 | 'monthlyPrice':null | monthlyPrice is missing",
                "'monthlyPrice':50000 | 'monthlyPrice':'50000' | monthlyPrice must be a number, is text",
                "'monthlyPrice':50000 | 'monthlyPrice':50.000 | monthlyPrice breaks a rule: an amount in IDR is a plain number with at most 0 decimals: write 50000, or 50 if that is meant",
                "'monthlyPrice':50000 | 'monthlyPrice':-1 | monthlyPrice breaks a rule: an amount is never negative",
                "'monthlyPrice':50000 | 'monthlyPrice':1e99999999999 | monthlyPrice is beyond reason",
            })
    void aComplaintAboutASequelNamesTheFieldAndTheRule(String from, String to, String complaint) throws Exception {
        for (String whole : List.of(UPGRADE, quoted("'renews':'ORD-TEST0-00009'"))) {
            String record = ending(whole);
            assertEquals(record, new String(OrderJson.encode(decode(record)), StandardCharsets.UTF_8));
        }
        String sequel = ending(UPGRADE);
        assertTrue(sequel.contains(quoted(from)), from);
        String spoilt = sequel.replaceFirst(
                "(?s)(.*)" + Pattern.quote(quoted(from)), "$1" + Matcher.quoteReplacement(quoted(to)));
        assertEquals(complaint, complaint(spoilt));
    }

    @Test
    void theMonthlyPriceOfAnUpgradeIsReadInTheCurrencyThatStandsBehindIt() throws Exception {
        String record = with("{", "{" + UPGRADE + ",");
        assertEquals(decode(ending(UPGRADE)), decode(record));
    }

    @Test
    void aCreditIsReadInTheCurrencyThatStandsBehindIt() throws Exception {
        String record = with("{", "{" + SUBSCRIPTION + ",");
        assertEquals(decode(ending(SUBSCRIPTION)), decode(record));
    }

    @Test
    void aChangeToThePackageThatRunsNamesNone() throws Exception {
        String none = SUBSCRIPTION.replace(quoted(",'to':'silver'"), "");
        assertEquals(ending(none), new String(OrderJson.encode(decode(ending(none))), StandardCharsets.UTF_8));
        assertEquals(
                decode(ending(none)),
                decode(ending(SUBSCRIPTION.replace(quoted("'to':'silver'"), quoted("'to':null")))));
    }

    @Test
    void anOrderWithoutASubscriptionIsWrittenAsBefore() throws Exception {
        for (String nothing : List.of(
                "'renews':null,'upgrades':null,'monthlyPrice':null,'subscription':null",
                "'subscription':{}",
                "'subscription':{'entries':null,'steps':null}",
                "'subscription':{'entries':[],'steps':[]}")) {
            assertEquals(RECORD, new String(OrderJson.encode(decode(ending(quoted(nothing)))), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aSubscriptionIsWrittenWithoutWhatIsNotThere() throws Exception {
        String lean = quoted("'subscription':{'steps':[{'paidUntil':'2026-03-07','step':'suspension-0',"
                + "'at':'2026-02-28T05:00:00.000Z'}]}");
        String padded = lean.replace(quoted("'steps'"), quoted("'entries':[],'steps'"))
                .replace("Z\"}", quoted("Z','skipped':false}"));
        assertEquals(ending(lean), new String(OrderJson.encode(decode(ending(padded))), StandardCharsets.UTF_8));
        String entry = quoted("'subscription':{'entries':[{'kind':'held','at':'2026-02-03T05:00:00.000Z',"
                + "'by':'owner','until':'2026-03-09'}]}");
        String longer = entry.replace("}]", quoted(",'why':'','day':null,'wanted':null}]"));
        assertEquals(ending(entry), new String(OrderJson.encode(decode(ending(longer))), StandardCharsets.UTF_8));
    }

    @Test
    void whatStoodBesideAStepGoesWithItsLastDay() throws Exception {
        String record = ending(SUBSCRIPTION
                .replace("\"entries\"", "\".x\":1,\"entries\"")
                .replace("\"days\"", "\".y\":2,\"days\"")
                .replace("\"step\":\"reminder-7\"", "\".z\":3,\"step\":\"reminder-7\""));
        StoredOrder stored = decode(record);
        assertEquals(stored, decode(new String(OrderJson.encode(stored), StandardCharsets.UTF_8)));
        Order order = stored.order();
        SubscriptionLog log = order.subscription();
        RenewalStep overdue = log.steps().get(1).step();
        Instant now = order.updatedAt();
        Order onTheSameDay = order.withSubscription(
                now, log.with(new TakenStep(log.steps().get(0).paidUntil(), RenewalStep.of(SUSPENSION), now, false)));
        Order later =
                order.withSubscription(now, log.with(new TakenStep(LocalDate.of(2026, 4, 7), overdue, now, false)));
        String kept = "{\".x\":1,\"entries\":[{},{\".y\":2}]";
        assertEquals(
                kept + ",\"steps\":{\"2026-03-07:reminder-7\":{\".z\":3}}}",
                subscriptionFields(stored.with(onTheSameDay)));
        assertEquals(kept + "}", subscriptionFields(stored.with(later)));
    }

    @Test
    void whatStandsInASubscriptionAloneIsKept() throws Exception {
        String record = ending(quoted("'subscription':{'.x':1}"));
        assertEquals(record, new String(OrderJson.encode(decode(record)), StandardCharsets.UTF_8));
    }

    private static String subscriptionFields(StoredOrder stored) {
        return stored.otherFields().orElseThrow().path("subscription").toString();
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
