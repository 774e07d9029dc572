package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.notify.Picture;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How the shop is paid. Immutable and thread-safe.
 *
 * @param methods the ways to pay that are on offer, the best first
 * @param gateways those of them that are gateways, by name
 * @param unpaid what becomes of orders that nobody pays
 * @param feedSecret who may tell of what came in; empty if nobody may
 * @param zone of times that the feed tells
 * @param instructions how to pay by hand, in the seller's own words; empty for the program's
 * @param picture a picture that goes with them, such as the seller's QR code
 */
public record PaymentSettings(
        ImmutableList<PaymentMethod> methods,
        ImmutableMap<String, PaymentGateway> gateways,
        UnpaidRule unpaid,
        Optional<String> feedSecret,
        ZoneId zone,
        Optional<String> instructions,
        Optional<Picture> picture) {

    /** Somebody looks at the money, and unpaid orders wait for ever. */
    public static final PaymentSettings BY_HAND = new PaymentSettings(
            ImmutableList.of(new ManualPayment()),
            ImmutableMap.of(),
            UnpaidRule.PATIENT,
            Optional.empty(),
            ZoneOffset.UTC,
            Optional.empty(),
            Optional.empty());
}
