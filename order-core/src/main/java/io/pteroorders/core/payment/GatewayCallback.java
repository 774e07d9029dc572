package io.pteroorders.core.payment;

import io.pteroorders.core.order.PaymentId;
import java.util.Optional;

/**
 * What a gateway called back for. Immutable and thread-safe.
 *
 * @param reference by which the gateway knows the attempt: visible ASCII, at most 128 characters
 * @param report what became of it, if the callback is signed so that it can be believed; otherwise the gateway is to be
 *     asked
 * @param answer what the gateway wants to read when all went well, as JSON; may be empty
 */
public record GatewayCallback(String reference, Optional<PaymentReport> report, String answer) {

    /** The attempt; empty if the shop has made no such reference. */
    public Optional<PaymentId> payment() {
        return PaymentId.parse(reference);
    }
}
