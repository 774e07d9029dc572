package io.pteroorders.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.payment.CallbackRefusedException;
import io.pteroorders.core.payment.GatewayCallback;
import io.pteroorders.core.payment.PaymentGateway;
import java.nio.charset.StandardCharsets;

/** What an adapter makes of a callback that somebody posts. */
final class Called {

    private Called() {}

    static GatewayCallback verify(PaymentGateway gateway, String body) {
        return verify(gateway, ImmutableMap.of(), body);
    }

    static GatewayCallback verify(PaymentGateway gateway, ImmutableMap<String, String> headers, String body) {
        return gateway.verify(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static void assertForged(PaymentGateway gateway, ImmutableMap<String, String> headers, String body) {
        assertEquals(
                403,
                assertThrows(CallbackRefusedException.class, () -> verify(gateway, headers, body))
                        .status());
    }
}
