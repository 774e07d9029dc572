package io.pteroorders.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.payment.qris.QrisException;
import io.pteroorders.payment.qris.QrisText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/**
 * Whatever strangers send, it is refused in words, or is what it says. In the build the inputs are tried that are kept
 * beside the tests; with {@code -Pfuzz} new ones are looked for.
 */
class StrangersFuzzTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final Clock CLOCK = ManualClock.at(Fixtures.NOON);
    private static final Secret KEY = Secret.of("key");
    private static final String EMAIL = "nobody@shop.example";

    private static final ImmutableList<PaymentGateway> GATEWAYS = ImmutableList.of(
            MidtransGateway.qris(new MidtransGateway.Settings(KEY, NOWHERE, Optional.empty()), CLOCK),
            new TripayGateway(
                    new TripayGateway.Settings("T1", KEY, KEY, NOWHERE, Optional.empty(), TripayGateway.QRIS, EMAIL),
                    CLOCK),
            new PakasirGateway(new PakasirGateway.Settings("shop", KEY, NOWHERE), CLOCK),
            new XenditGateway(new XenditGateway.Settings(KEY, KEY, NOWHERE), CLOCK),
            new DuitkuGateway(
                    new DuitkuGateway.Settings("D1", KEY, NOWHERE, Optional.of(NOWHERE), "SP", EMAIL), CLOCK));

    @FuzzTest
    void aQrisTextIsReadOrRefused(byte[] bytes) {
        try {
            QrisText code = QrisText.parse(new String(bytes, StandardCharsets.UTF_8));
            assertEquals(code, QrisText.parse(code.toString()));
            QrisText once = code.withAmount(Fixtures.rupiah(25_037));
            assertEquals(Optional.of("25037"), QrisText.parse(once.toString()).amount());
        } catch (QrisException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("QRIS"), e.getMessage());
        }
    }

    private static String tripaySignature(byte[] body) {
        return Hashing.hmacSha256("key".getBytes(StandardCharsets.UTF_8))
                .hashBytes(body)
                .toString();
    }

    @FuzzTest
    void aCallbackIsReadOrRefused(byte[] body) {
        ImmutableMap<String, String> headers =
                ImmutableMap.of("x-callback-token", "key", "x-callback-signature", tripaySignature(body));
        for (PaymentGateway gateway : GATEWAYS) {
            try {
                GatewayCallback callback = gateway.verify(headers, body);
                assertTrue(callback.reference().matches(PaymentArrival.REFERENCE_PATTERN), callback.reference());
            } catch (CallbackRefusedException e) {
                assertTrue(e.status() >= 400 && e.status() <= 403, "HTTP status " + e.status());
            }
        }
    }
}
