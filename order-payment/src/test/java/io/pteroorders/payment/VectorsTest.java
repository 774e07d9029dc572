package io.pteroorders.payment;

import static io.pteroorders.payment.Called.assertForged;
import static io.pteroorders.payment.Called.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks and signatures that the gateways themselves publish, with keys for examples that they publish too. */
class VectorsTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final URI CALLBACK = URI.create("https://shop.example/payments/duitku");
    private static final Clock CLOCK = ManualClock.at(Fixtures.NOON);
    private static final String ORDER102 = """
        {"transaction_type":"on-us","transaction_time":"2021-06-23 15:45:42","transaction_status":"settlement",\
        "transaction_id":"1015a919-b03f-450a-bc85-b38202a79a96","status_message":"midtrans payment notification",\
        "status_code":"200","signature_key":"5d40504728eb96686bd5926299768a6496547f70dbd1e19d583ef4e780fe9dd5c38d0\
        db45ec0f06dafa5c56caa6cf8358ead1523882b5fb3e102c52345d41850","settlement_time":"2021-06-23 15:46:00",\
        "payment_type":"qris","order_id":"order102","merchant_id":"G490526303","issuer":"gopay","gross_amount":\
        "789000.00","fraud_status":"accept","currency":"IDR","acquirer":"gopay"}\
        """;
    private static final String INV123456 = """
        {"reference":"T0001000023000XXXXX","merchant_ref":"INV123456","payment_method":"BCA Virtual Account",\
        "payment_method_code":"BCAVA","total_amount":200000,"fee_merchant":2000,"fee_customer":0,"total_fee":2000,\
        "amount_received":198000,"is_closed_payment":1,"status":"PAID","paid_at":1608133017,"note":null}\
        """;
    private static final String INV123456_SIGNATURE =
            "e121a11a737e7828da392bee3767ebd61ffbe268cc09b31580a61274316a6e60";
    private static final String D0001 = "merchantCode=D0001&amount=10000&merchantOrderId=12345&productDetail=x"
            + "&resultCode=00&reference=R1&signature=";
    private static final String D0001_SIGNATURE = "4104f20a70c933113c66c004fe25a9f1";

    private static final TripayGateway TRIPAY = new TripayGateway(
            new TripayGateway.Settings(
                    "T0001",
                    Secret.of("api-key"),
                    Secret.of("ytf6ooi2gmlNPfpchd94jDOk8hRWOu"),
                    NOWHERE,
                    Optional.empty(),
                    TripayGateway.QRIS,
                    "nobody@shop.example"),
            CLOCK);

    private static final DuitkuGateway DUITKU = new DuitkuGateway(
            new DuitkuGateway.Settings(
                    "D0001",
                    Secret.of("732B39FC61796845775D2C4FB05332AF"),
                    NOWHERE,
                    Optional.of(CALLBACK),
                    DuitkuGateway.SHOPEEPAY_QRIS,
                    "nobody@shop.example"),
            CLOCK);

    private static final MidtransGateway DEMO_SHOP = midtrans("SB-Mid-server-GwUP_WGbJPXsDzsNEBRs8IYA");

    private static MidtransGateway midtrans(String key) {
        return MidtransGateway.qris(new MidtransGateway.Settings(Secret.of(key), NOWHERE, Optional.empty()), CLOCK);
    }

    private static String changed(String text, int place) {
        int at = place % text.length();
        return text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
    }

    @Test
    void midtransSettlesAnOrder() {
        GatewayCallback callback = verify(DEMO_SHOP, ORDER102);
        PaymentReport report = callback.report().orElseThrow();
        assertEquals("order102", callback.reference());
        assertEquals("midtrans:order102:paid", report.id());
        assertEquals(Optional.of(Fixtures.rupiah(789_000)), report.amount());
        assertEquals(Instant.parse("2021-06-23T08:46:00Z"), report.at());
        assertEquals(Optional.of("1015a919-b03f-450a-bc85-b38202a79a96"), report.reference());
    }

    @ParameterizedTest
    @CsvSource({
        "SB-Mid-server-GwUP_WGbJPXsDzsNEBRs8IYA, order102, 200, 789000.00,"
                + " 5d40504728eb96686bd5926299768a6496547f70dbd1e19d583ef4e780fe9dd5"
                + "c38d0db45ec0f06dafa5c56caa6cf8358ead1523882b5fb3e102c52345d41850",
        "SB-Mid-server-TOq1a2AVuiyhhOjvfs3U_KeO, order-101o-1578557780, 200, 162500.00,"
                + " 6fd1210e6e4b60d7cc3862780016b110f9d3d56e291172c69b0bbfd60d380be2"
                + "2ad02f1d48bbabeeb81a882d7abbd3d6fa94207bede9132adc1a773489dfd0c8",
    })
    void midtransSignsOrderCodeAndAmount(String key, String order, String code, String amount, String signature) {
        String body = """
            {"order_id":"%s","status_code":"%s","gross_amount":"%s","signature_key":"%s",\
            "transaction_status":"settlement"}\
            """.formatted(order, code, amount, signature);
        MidtransGateway shop = midtrans(key);
        assertEquals(order, verify(shop, body).reference());
        assertForged(midtrans("SB-Mid-server-of-somebody-else"), ImmutableMap.of(), body);
        for (int at = 0; at < signature.length(); at++) {
            assertForged(shop, ImmutableMap.of(), body.replace(signature, changed(signature, at)));
        }
        for (int at = 0; at < order.length(); at++) {
            assertForged(shop, ImmutableMap.of(), body.replace(order, changed(order, at)));
        }
        for (int at = 0; at < amount.length(); at++) {
            assertForged(shop, ImmutableMap.of(), body.replace(amount, changed(amount, at)));
        }
    }

    @Test
    void midtransBodiesOfAnUnknownKeyAreForged() {
        String body = """
            {"transaction_id":"513f1f01-c9da-474c-9fc9-d5c64364b709","order_id":"qris-01","status_code":"200",\
            "gross_amount":"5539.00","transaction_status":"settlement","signature_key":"2496c78cac93a70ca08014bdaaff0\
            8eb7119ef79ef69c4833d4399cada077147febc1a231992eb8665a7e26d89b1dc323c13f721d21c7485f70bff06cca6eed3"}\
            """;
        assertForged(DEMO_SHOP, ImmutableMap.of(), body);
    }

    @Test
    void tripayTellsOfMoney() {
        GatewayCallback callback =
                verify(TRIPAY, ImmutableMap.of("x-callback-signature", INV123456_SIGNATURE), INV123456);
        PaymentReport report = callback.report().orElseThrow();
        assertEquals("INV123456", callback.reference());
        assertEquals("{\"success\":true}", callback.answer());
        assertEquals(Optional.of(Fixtures.rupiah(200_000)), report.amount());
        assertEquals(Optional.of(Fixtures.rupiah(2_000)), report.fee());
        assertEquals(Instant.ofEpochSecond(1_608_133_017), report.at());
    }

    @Property(tries = 500)
    void tripaySignsEveryByte(@ForAll @IntRange(max = 10_000) int place) {
        assertForged(TRIPAY, ImmutableMap.of("x-callback-signature", INV123456_SIGNATURE), changed(INV123456, place));
        assertForged(TRIPAY, ImmutableMap.of("x-callback-signature", changed(INV123456_SIGNATURE, place)), INV123456);
    }

    @ParameterizedTest
    @CsvSource({
        "T0001INV555671500000, 9f167eba844d1fcb369404e2bda53702e2f78f7aa12e91da6715414e65b8c86a",
        "T0001BCAVAINV55567, d239007921976248f10959295cbc0b45bbe2435f29c12d216cae0b6a1903f95e",
    })
    void tripaySignsCharges(String text, String signature) {
        assertEquals(signature, TRIPAY.sign(text));
    }

    @Test
    void duitkuWakesAndSaysNothing() {
        GatewayCallback callback = verify(DUITKU, D0001 + D0001_SIGNATURE);
        assertEquals("12345", callback.reference());
        assertEquals(Optional.empty(), callback.report());
        assertEquals(
                Optional.empty(),
                verify(DUITKU, (D0001 + D0001_SIGNATURE).replace("resultCode=00", "resultCode=01"))
                        .report());
    }

    @Property(tries = 100)
    void duitkuSignsAmountAndOrder(@ForAll @IntRange(max = 10_000) int place) {
        String signed = D0001 + D0001_SIGNATURE;
        assertForged(DUITKU, ImmutableMap.of(), D0001 + changed(D0001_SIGNATURE, place));
        assertForged(DUITKU, ImmutableMap.of(), signed.replace("12345", changed("12345", place)));
        assertForged(DUITKU, ImmutableMap.of(), signed.replace("=10000&", "=" + changed("10000", place) + "&"));
    }

    @ParameterizedTest
    @CsvSource({
        "12345 10000, 03d84db1c33fe8a0deb2dd13b054ff27",
        "12345, 6620b1f50d9bb82fc3d5f550d258c4c5",
        "10000 12345, 4104f20a70c933113c66c004fe25a9f1",
    })
    void duitkuSignsChargesQuestionsAndCallbacksDifferently(String parts, String signature) {
        assertEquals(signature, DUITKU.sign(parts.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"merchant_ref\":\"A\",\"merchant_ref\":\"B\",\"status\":\"PAID\",\"total_amount\":1000}",
                "{\"merchant_ref\":\"A\",\"status\":\"PAID\",\"total_amount\":1000}{}",
                "{\"merchant_ref\":\"A\",\"status\":\"PAID\",\"total_amount\":1e3}",
                "{\"merchant_ref\":\"A\",\"status\":\"PAID\",\"total_amount\":1e999999999}",
                "{\"merchant_ref\":\"A\",\"status\":\"PAID\",\"total_amount\":123456789012345678901234567890}",
                "{\"merchant_ref\":\"A\",\"status\":\"PAID\",\"total_amount\":NaN}",
                "{\"merchant_ref\":\"A\\u0000\",\"status\":\"PAID\",\"total_amount\":1000}",
                "{\"merchant_ref\":\"A\\n\",\"status\":\"PAID\",\"total_amount\":1000}",
                "\uFEFF{\"merchant_ref\":\"A\",\"status\":\"PAID\",\"total_amount\":1000}",
                "[{\"merchant_ref\":\"A\",\"status\":\"PAID\",\"total_amount\":1000}]",
                "DEEP",
                "null",
                ""
            })
    void whatIsSignedAndSaysNothingExactlyIsUnreadable(String text) {
        String body = text.replace("DEEP", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        assertEquals(
                400,
                assertThrows(
                                CallbackRefusedException.class,
                                () -> verify(TRIPAY, ImmutableMap.of("x-callback-signature", TRIPAY.sign(body)), body))
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "sha256=RIGHT", "RIGHT ", "RIGHT,RIGHT", "UPPER", "\u0661"})
    void aSignatureIsItsDigitsAndNothingElse(String given) {
        String signature = given.replace("RIGHT", INV123456_SIGNATURE)
                .replace("UPPER", INV123456_SIGNATURE.toUpperCase(Locale.ROOT));
        assertForged(TRIPAY, ImmutableMap.of("x-callback-signature", signature), INV123456);
    }

    @Test
    void theFormulaOfAGuideThatIsWrongIsForged() {
        String guide = Digests.md5("D0001" + "12345" + "00" + "732B39FC61796845775D2C4FB05332AF");
        assertForged(DUITKU, ImmutableMap.of(), D0001 + guide);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5539.50", "5539.001", "5,539", "5.539", "+5539", "-5539", "1e3", "", "5539.", "\u0665"})
    void anAmountThatIsNoWholeRupiahIsUnreadable(String amount) {
        String key = "SB-Mid-server-GwUP_WGbJPXsDzsNEBRs8IYA";
        String body = """
            {"order_id":"order102","status_code":"200","gross_amount":"%s","signature_key":"%s",\
            "transaction_status":"settlement"}\
            """.formatted(amount, Digests.sha512("order102200" + amount + key));
        assertEquals(
                400,
                assertThrows(CallbackRefusedException.class, () -> verify(DEMO_SHOP, body))
                        .status());
    }
}
