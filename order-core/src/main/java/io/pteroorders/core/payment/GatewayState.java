package io.pteroorders.core.payment;

import java.util.Optional;

/**
 * What a gateway knows of an attempt to pay. Immutable and thread-safe.
 *
 * @param report what became of it; of an attempt that waits, {@link io.pteroorders.core.order.PaymentState#WAITING}
 * @param charge what the customer is shown, if the gateway tells it again
 */
public record GatewayState(PaymentReport report, Optional<Charge> charge) {}
