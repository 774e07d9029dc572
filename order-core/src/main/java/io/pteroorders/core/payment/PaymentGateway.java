package io.pteroorders.core.payment;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentRefund;
import java.util.Optional;

/**
 * A payment gateway: a company that takes customers' money for the shop, and tells of it. It knows an attempt to pay by
 * the text of its {@link io.pteroorders.core.order.PaymentId}, and takes each once.
 *
 * <p>Implementations are thread-safe, hold nothing that must outlive them, and end every call in seconds. A failure is a
 * {@link GatewayException}, in whose message no key ever stands.
 *
 * <p>Amounts are what the shop asked for: what the gateway puts on top for the customer is taken off, and what it keeps
 * for itself is not. An amount that cannot be read exactly is a failure.
 */
public interface PaymentGateway {

    /** The name, as settings, the address of callbacks and orders' histories have it; matches {@link Payment#METHOD_PATTERN}. */
    String name();

    /** What it can do, and within which bounds. */
    GatewayTraits traits();

    /**
     * Asks the gateway to take money.
     *
     * @throws GatewayException if it did not, or {@linkplain GatewayException.Kind#UNAVAILABLE it is not known} whether it
     *     did: then {@link #ask} tells, and if it finds no charge, this may be called again
     */
    Charge create(ChargeRequest request);

    /**
     * What the gateway knows of an attempt.
     *
     * @return empty if it knows no such charge
     * @throws GatewayException if it does not say
     */
    Optional<GatewayState> ask(Payment attempt);

    /**
     * Takes a charge back that is not paid. One that has ended without money, or that the gateway does not know, is fine.
     *
     * @throws GatewayException if it was not taken back, for example {@linkplain GatewayException.Kind#REFUSED because} it
     *     is paid; unless overridden, always
     */
    default void cancel(Payment attempt) {
        throw GatewayException.notSupported(name(), "take a charge back");
    }

    /**
     * Gives money back. The same refund of the same payment is given once, however often it is asked for.
     *
     * @param refund one of the payment's, whose number tells it from others
     * @throws GatewayException if the gateway did not take it; unless overridden, always
     */
    default void refund(Payment payment, PaymentRefund refund) {
        throw GatewayException.notSupported(name(), "give money back");
    }

    /**
     * Checks what was sent to the address for callbacks; anybody may have sent it. Asks nobody.
     *
     * @param headers by name in lower case; of several with one name, none
     * @param body as it came, byte by byte
     * @throws CallbackRefusedException if it is not from the gateway, or cannot be read
     */
    GatewayCallback verify(ImmutableMap<String, String> headers, byte[] body);
}
