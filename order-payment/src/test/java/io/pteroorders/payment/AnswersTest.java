package io.pteroorders.payment;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.rupiah;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.Charge;
import io.pteroorders.core.payment.ChargeRequest;
import io.pteroorders.core.payment.GatewayException;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.FakeGatewayServer.Answer;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.FakeGatewayServer.Request;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.GatewayBooks;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.payment.qris.QrisText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the adapters make of answers that gateways have given, or might. */
class AnswersTest {

    private static final PaymentId ID = new PaymentId(Fixtures.orderId(1), 1);
    private static final Clock CLOCK = ManualClock.at(NOON);
    private static final Payment ATTEMPT =
            Payment.begin(ID, "midtrans", rupiah(10_000), NOON).reference("T1").build();

    /** Answers everything alike. */
    private record Always(int status, String body) implements FakeGatewayServer.Dialect {
        @Override
        public Answer answer(Request request, GatewayBooks books) {
            return new Answer(status, body.replace("ORDER", ID.toString()));
        }

        @Override
        public Notification callback(GatewayBooks.Entry entry) {
            return new Notification(ImmutableMap.of(), "");
        }
    }

    private static <T> T asked(
            Function<URI, PaymentGateway> made, int status, String body, Function<PaymentGateway, T> question) {
        try (FakeGatewayServer server = FakeGatewayServer.start(new Always(status, body))) {
            return question.apply(made.apply(server.address()));
        }
    }

    private static PaymentReport report(Function<URI, PaymentGateway> made, String body, Payment attempt) {
        return asked(made, 200, body, gateway -> gateway.ask(attempt))
                .orElseThrow()
                .report();
    }

    private static PaymentGateway midtrans(URI base) {
        return MidtransGateway.qris(
                new MidtransGateway.Settings(Secret.of("Mid-server-1"), base, Optional.empty()), CLOCK);
    }

    private static PakasirGateway pakasir(URI base) {
        return new PakasirGateway(new PakasirGateway.Settings("shop", Secret.of("key"), base), CLOCK);
    }

    private static PaymentGateway xendit(URI base) {
        return new XenditGateway(new XenditGateway.Settings(Secret.of("xnd_1"), Secret.of("token"), base), CLOCK);
    }

    private static String midtransBody(String status, String more) {
        return """
            {"status_code":"200","transaction_id":"T1","order_id":"ORDER","transaction_status":"%s",\
            "currency":"IDR",%s}\
            """.formatted(status, more);
    }

    private static PaymentReport midtransReport(String status, String more, Payment attempt) {
        return report(AnswersTest::midtrans, midtransBody(status, more), attempt);
    }

    private static final String GROSS = "\"gross_amount\":\"10000.00\"";

    @Test
    void midtransMakesARealCode() {
        String published =
                "00020101021226620014COM.GO-JEK.WWW011993600914349052630340210G4905263030303UKE51440014ID.CO.QRIS.WWW0215"
                        + "AID0607336128660303UKE5204341453033605802ID5904Test6007BANDUNG6105402845409789000.0062475036"
                        + "c032f87c-f773-4619-aefa-675e1f06f9210703A016304A623";
        Charge charge = asked(
                AnswersTest::midtrans, 200, """
                    {"status_code":"201","status_message":"QRIS transaction is created","transaction_id":"1015a919",\
                    "order_id":"ORDER","gross_amount":"789000.00","currency":"IDR","transaction_status":"pending",\
                    "expiry_time":"2026-01-15 12:30:00","qr_string":"%s"}\
                    """.formatted(published), gateway -> gateway.create(request(789_000)));
        assertEquals(new PayBy(PayBy.Kind.QR, published), charge.payBy());
        assertEquals("Test", QrisText.parse(charge.payBy().text()).merchant());
        assertEquals(Optional.of(NOON.plus(Duration.ofMinutes(30))), charge.expiresAt());
        assertEquals(rupiah(789_000), charge.payable());
    }

    private static ChargeRequest request(long amount) {
        return new ChargeRequest(ID, rupiah(amount), NOON.plusSeconds(1_800), "Budi", "Bronze");
    }

    @ParameterizedTest
    @CsvSource({
        "10000, 71, 10071, 10000",
        "10000, 70, 10071, 10071",
        "9000, 71, 10071, 10071",
    })
    void aFeeOnTopIsTakenOffIfThePartsMakeTheWhole(long original, long fee, long gross, long booked) {
        String parts = """
            "gross_amount":"%d.00","metadata":{"extra_info":{"gross_amount_info":{"original_amount":"%d",\
            "gross_amount":"%d","customer_imposed_payment_fee":"%d"}}}\
            """.formatted(gross, original, gross, fee);
        assertEquals(
                Optional.of(rupiah(booked)),
                midtransReport("settlement", parts, ATTEMPT).amount());
    }

    @ParameterizedTest
    @CsvSource({
        "settlement, accept, PAID",
        "capture, challenge, REVIEW",
        "capture, deny, FAILED",
        "authorize, accept, REVIEW",
        "pending, accept, WAITING",
        "expire, accept, EXPIRED",
        "cancel, accept, CANCELLED",
        "deny, accept, FAILED",
        "failure, accept, FAILED",
        "chargeback, accept, DISPUTED",
    })
    void midtransHasManyWords(String status, String fraud, PaymentState state) {
        String more = GROSS + ",\"fraud_status\":\"" + fraud + "\"";
        assertEquals(state, midtransReport(status, more, ATTEMPT).state());
    }

    private static Payment paid() {
        return ATTEMPT.with(new PaymentArrival(
                        rupiah(10_000), NOON, "system:midtrans", Optional.of("midtrans:" + ID + ":paid")))
                .moved(PaymentState.PAID, NOON);
    }

    @Test
    void aDenyAfterTheMoneyTakesItAway() {
        assertEquals(
                PaymentState.REVERSED, midtransReport("deny", GROSS, paid()).state());
    }

    @Test
    void anEndAfterSomebodySawTheMoneyElsewhereTakesNothingAway() {
        Payment byHand = ATTEMPT.with(new PaymentArrival(rupiah(10_000), NOON, "owner", Optional.empty()))
                .moved(PaymentState.PAID, NOON);
        assertEquals(
                PaymentState.CANCELLED, midtransReport("cancel", GROSS, byHand).state());
    }

    @Test
    void whatSomebodyElseGivesBackIsNewsOnce() {
        String refunds = GROSS + """
            ,"refund_amount":"5000.00","refunds":[{"refund_key":"ORDER-R1","refund_amount":"2000.00"},\
            {"refund_key":"dashboard-7","refund_amount":"3000.00"}]\
            """;
        Payment ours = paid().withRefund(rupiah(2_000), NOON, "owner", "");
        PaymentReport news = midtransReport("partial_refund", refunds, ours);
        assertEquals(PaymentState.PARTLY_REFUNDED, news.state());
        assertEquals(Optional.of(rupiah(3_000)), news.amount());
        Payment told = ours.withMoneyBack(rupiah(3_000), NOON, "system:midtrans", news.id());
        assertEquals(
                "midtrans:" + ID + ":paid",
                midtransReport("partial_refund", refunds, told).id());
    }

    @Test
    void ofASumOfRefundsTheRestIsNews() {
        Payment ours = paid().withRefund(rupiah(2_000), NOON, "owner", "");
        PaymentReport news = midtransReport("refund", GROSS + ",\"refund_amount\":\"10000.00\"", ours);
        assertEquals(PaymentState.REFUNDED, news.state());
        assertEquals(Optional.of(rupiah(8_000)), news.amount());
    }

    @Test
    void anotherCurrencyShows() {
        String body = midtransBody("settlement", GROSS).replace("IDR", "USD");
        assertEquals(
                Optional.of(Money.of(CurrencyUnit.USD, 10_000)),
                report(AnswersTest::midtrans, body, ATTEMPT).amount());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "settlement | \"gross_amount\":\"10000.50\"",
                "settlement | \"gross_amount\":true",
                "settlement | \"gross_amount\":null",
                "paid | \"gross_amount\":\"10000.00\"",
            })
    void whatIsNotExactIsNoAnswer(String status, String more) {
        assertEquals(
                GatewayException.Kind.UNAVAILABLE,
                assertThrows(GatewayException.class, () -> midtransReport(status, more, ATTEMPT))
                        .kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "0",
                "99999999999",
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "9999-12-31 23:59:59",
                "2099-01-01T00:00:00Z",
                "2026-02-30T00:00:00+07:00",
                "yesterday"
            })
    void moneyWhoseTimeIsNoneCameNow(String time) {
        String body = PAKASIR.formatted(",\"completed_at\":\"" + time + "\"");
        assertEquals(NOON, report(AnswersTest::pakasir, body, ATTEMPT).at());
    }

    @Test
    void anAnswerAboutAnotherOrderIsNone() {
        String body = midtransBody("settlement", GROSS).replace("ORDER", "ORD-OTHER-00000-1");
        assertThrows(GatewayException.class, () -> report(AnswersTest::midtrans, body, ATTEMPT));
    }

    @Test
    void aSignedCallbackThatTurnsWaitingIntoMoneyIsNotBelieved() {
        String signature = Digests.sha512(ID + "201" + "10000.00" + "Mid-server-1");
        String body = """
            {"order_id":"%s","status_code":"201","gross_amount":"10000.00","transaction_status":"settlement",\
            "signature_key":"%s"}\
            """.formatted(ID, signature);
        PaymentGateway gateway = midtrans(URI.create("http://localhost:9"));
        assertEquals(
                Optional.empty(),
                gateway.verify(ImmutableMap.of(), body.getBytes(StandardCharsets.UTF_8))
                        .report());
    }

    private static final String PAKASIR = """
        {"transaction":{"amount":10000,"order_id":"ORDER","project":"shop","status":"completed"%s}}\
        """;

    @Test
    void moneyOfASandboxIsNoneButOnThisMachine() {
        assertEquals(
                PaymentState.PAID,
                report(AnswersTest::pakasir, PAKASIR.formatted(",\"is_sandbox\":true"), ATTEMPT)
                        .state());
        Fields paid = Fields.parse(
                "{\"status\":\"completed\",\"is_sandbox\":true}".getBytes(StandardCharsets.UTF_8),
                IllegalStateException::new);
        PakasirGateway real = pakasir(URI.create("https://app.pakasir.com"));
        assertEquals(
                GatewayException.Kind.REFUSED,
                assertThrows(GatewayException.class, () -> real.report(paid, ATTEMPT))
                        .kind());
    }

    @ParameterizedTest
    @CsvSource({"10000, 22000", "shop, depodomain", "ORDER, ORD-OTHER-00000-1"})
    void pakasirSpeaksOfWhatItWasAsked(String right, String wrong) {
        String body = PAKASIR.formatted("").replace(right, wrong);
        assertThrows(GatewayException.class, () -> report(AnswersTest::pakasir, body, ATTEMPT));
    }

    @Test
    void pakasirMayKnowNothingPolitely() {
        assertEquals(
                Optional.empty(),
                asked(AnswersTest::pakasir, 200, "{\"transaction\":null}", gateway -> gateway.ask(ATTEMPT)));
    }

    @ParameterizedTest
    @CsvSource({
        "404, Nothing here, true",
        "400, Transaction not found, true",
        "400, Wrong signature, false",
        "422, Transaction not found, false",
    })
    void duitkuMayKnowNothingInItsWay(int status, String words, boolean unknown) {
        String body = "{\"Message\":\"" + words + "\"}";
        Function<URI, PaymentGateway> duitku = base -> new DuitkuGateway(
                new DuitkuGateway.Settings("D1", Secret.of("key"), base, Optional.of(base), "SP", "a@b.example"),
                CLOCK);
        if (unknown) {
            assertEquals(Optional.empty(), asked(duitku, status, body, gateway -> gateway.ask(ATTEMPT)));
        } else {
            assertThrows(GatewayException.class, () -> asked(duitku, status, body, gateway -> gateway.ask(ATTEMPT)));
        }
    }

    @Test
    void aCallbackForAnotherProjectIsForged() {
        String body = """
            {"amount":22000,"order_id":"240910HDE7C9","project":"depodomain","status":"completed",\
            "payment_method":"qris","completed_at":"2024-09-10T08:07:02.819+07:00"}\
            """;
        PaymentGateway gateway = pakasir(URI.create("http://localhost:9"));
        assertEquals(
                403,
                assertThrows(
                                CallbackRefusedException.class,
                                () -> gateway.verify(ImmutableMap.of(), body.getBytes(StandardCharsets.UTF_8)))
                        .status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reference_id\":\"ORDER\",\"status\":\"SUCCEEDED\",\"request_amount\":10000,\"currency\":\"IDR\"}",
                "{\"reference_id\":\"ORDER\",\"status\":\"SUCCEEDED\",\"amount\":10000.00}",
                "{\"external_id\":\"ORDER\",\"status\":\"COMPLETED\",\"amount\":\"10000\"}",
            })
    void xenditHasThreeShapes(String body) {
        PaymentReport report = report(AnswersTest::xendit, body, ATTEMPT);
        assertEquals("xendit:" + ID + ":paid", report.id());
        assertEquals(Optional.of(rupiah(10_000)), report.amount());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"event\":\"payment.capture\",\"data\":{\"reference_id\":\"R-1\"}}",
                "{\"event\":\"qr.payment\",\"external_id\":\"R-1\",\"amount\":1}",
                "{\"event\":\"qr.payment\",\"qr_code\":{\"external_id\":\"R-1\"}}",
            })
    void xenditNamesTheReferenceInThreePlaces(String body) {
        assertEquals(
                "R-1",
                xendit(URI.create("http://localhost:9"))
                        .verify(ImmutableMap.of("x-callback-token", "token"), body.getBytes(StandardCharsets.UTF_8))
                        .reference());
    }
}
