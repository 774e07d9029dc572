package io.pteroorders.payment;

import static io.pteroorders.payment.Called.assertForged;
import static io.pteroorders.payment.Called.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.testkit.FakeGatewayServer;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.GatewayBooks;
import io.pteroorders.core.testkit.ManualClock;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong with gateways in other shops, by the numbers of a collection of such cases: here it does not. */
class GatewayCasesTest {

    private static final Clock CLOCK = ManualClock.at(Fixtures.NOON);
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final PaymentId ID = new PaymentId(Fixtures.orderId(1), 1);
    private static final long AMOUNT = 25_000;

    private static final PaymentGateway MIDTRANS = MidtransGateway.qris(MidtransDialect.settings(NOWHERE), CLOCK);
    private static final PaymentGateway TRIPAY = new TripayGateway(TripayDialect.settings(NOWHERE), CLOCK);

    private static GatewayBooks.Entry charge(GatewayBooks books, PaymentState state) {
        books.create(ID.toString(), AMOUNT);
        return books.move(ID.toString(), state);
    }

    private static String settled(String amount, String more) {
        return "{\"order_id\":\"%s\",\"status_code\":\"200\",\"gross_amount\":\"%s\",\"signature_key\":\"%s\",%s}"
                .formatted(ID, amount, Digests.sha512(ID + "200" + amount + MidtransDialect.KEY), more);
    }

    @Test
    @DisplayName("B104 only capture was known, and settled codes were not seen")
    void midtransSettlementIsMoney() {
        FakeGatewayServer.Notification told =
                new MidtransDialect().callback(charge(new GatewayBooks(), PaymentState.PAID));
        PaymentReport report =
                verify(MIDTRANS, told.headers(), told.body()).report().orElseThrow();
        assertTrue(told.body().contains("settlement"), told.body());
        assertEquals(Optional.of(Fixtures.rupiah(AMOUNT)), report.amount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"order_id\":\"ORD-OTHER-00000-1\"", "\"gross_amount\":\"1.00\""})
    @DisplayName("B106 a signature was taken from one notification to another")
    void theSignatureIsOfThisOrderAndThisAmount(String other) {
        String body = settled("25000.00", "\"transaction_status\":\"settlement\"");
        String name = other.substring(0, other.indexOf(':'));
        assertForged(MIDTRANS, ImmutableMap.of(), body.replaceFirst(name + ":\"[^\"]*\"", other));
    }

    @Test
    @DisplayName("B106 B203 the currency of money was not looked at")
    void anotherCurrencyIsToldAsItIs() {
        String body = settled("25000.00", "\"transaction_status\":\"settlement\",\"currency\":\"USD\"");
        assertEquals(
                Optional.of(Money.of(CurrencyUnit.USD, AMOUNT)),
                verify(MIDTRANS, ImmutableMap.of(), body).report().flatMap(PaymentReport::amount));
    }

    @Test
    @DisplayName("B205 a callback had no signature, and what was left after the fee was booked")
    void tripaySignsAndTheFeeIsTheShops() {
        GatewayBooks books = new GatewayBooks();
        books.setFees(0, 750);
        FakeGatewayServer.Notification told = new TripayDialect().callback(charge(books, PaymentState.PAID));
        PaymentReport report =
                verify(TRIPAY, told.headers(), told.body()).report().orElseThrow();
        assertEquals(Optional.of(Fixtures.rupiah(AMOUNT)), report.amount());
        assertEquals(Optional.of(Fixtures.rupiah(750)), report.fee());
        assertEquals(
                401,
                assertThrows(CallbackRefusedException.class, () -> verify(TRIPAY, ImmutableMap.of(), told.body()))
                        .status());
    }

    @Test
    @DisplayName("B206 JSON was written anew before it was hashed, and right callbacks were refused")
    void tripaySignsTheBytesAsTheyCame() {
        String body = """
            { "merchant_ref" : "%s",  "reference":"T1", "note":"a\\/b \\u00e9 é",
              "total_amount":25000.0, "fee_merchant":0, "amount_received":25000, "status":"PAID" }\
            """.formatted(ID);
        ImmutableMap<String, String> signed = ImmutableMap.of("x-callback-signature", TripayDialect.sign(body));
        assertEquals(
                Optional.of(Fixtures.rupiah(AMOUNT)),
                verify(TRIPAY, signed, body).report().flatMap(PaymentReport::amount));
        assertForged(TRIPAY, signed, body.replace("  ", " "));
    }

    @Test
    @DisplayName("B211 the result was changed on its way under the same signature")
    void duitkuIsAskedWhateverItsCallbackSays() {
        PaymentGateway duitku = new DuitkuGateway(DuitkuDialect.settings(NOWHERE), CLOCK);
        String body = new DuitkuDialect()
                .callback(charge(new GatewayBooks(), PaymentState.FAILED))
                .body();
        assertTrue(body.contains("resultCode=01"), body);
        assertEquals(
                Optional.empty(),
                verify(duitku, ImmutableMap.of(), body.replace("resultCode=01", "resultCode=00"))
                        .report());
    }

    @Test
    @DisplayName("B212 anybody could post that a charge was completed, and had a server")
    void pakasirIsAskedByTheShopsOwnAmount() {
        PakasirDialect dialect = new PakasirDialect();
        try (FakeGatewayServer server = FakeGatewayServer.start(dialect)) {
            PaymentGateway pakasir = new PakasirGateway(PakasirDialect.settings(server.address()), CLOCK);
            String body =
                    dialect.callback(charge(server.books(), PaymentState.PAID)).body();
            assertEquals(
                    Optional.empty(), verify(pakasir, ImmutableMap.of(), body).report());
            Payment dearer = Payment.begin(ID, "pakasir", Fixtures.rupiah(AMOUNT + 1), Fixtures.NOON)
                    .build();
            assertEquals(Optional.empty(), pakasir.ask(dearer));
        }
    }

    @Test
    @DisplayName("B220 references with signs of addresses in them, or too long ones, were not found")
    void aReferenceIsShortAndNeedsNoEscaping() {
        PaymentId longest = new PaymentId(Fixtures.orderId(999), Payments.MAX_COUNT);
        assertTrue(longest.toString().matches("[A-Za-z0-9._~-]{1,50}"), longest.toString());
    }
}
