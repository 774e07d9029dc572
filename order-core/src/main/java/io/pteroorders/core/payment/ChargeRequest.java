package io.pteroorders.core.payment;

import io.pteroorders.core.order.PaymentId;
import java.time.Instant;
import org.joda.money.Money;

/**
 * Money that a gateway is asked to take. Immutable and thread-safe.
 *
 * @param id by which the gateway knows it from now on
 * @param amount what the shop asks for; more than nothing
 * @param expiresAt until when it can be paid, if the gateway can do that
 * @param customerName for gateways that demand a name, a dash if it is empty; nothing else is told of a customer
 * @param what is paid for, in a few words
 */
public record ChargeRequest(PaymentId id, Money amount, Instant expiresAt, String customerName, String what) {

    /** @throws IllegalArgumentException if there is nothing to pay */
    public ChargeRequest {
        customerName = customerName.isBlank() ? "-" : customerName;
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("there is something to pay");
        }
    }

    /** Without the customer's name. */
    @Override
    public String toString() {
        return id + " " + amount;
    }
}
