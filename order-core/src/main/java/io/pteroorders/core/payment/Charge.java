package io.pteroorders.core.payment;

import io.pteroorders.core.order.PayBy;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Money that a gateway is ready to take. Immutable and thread-safe.
 *
 * @param payBy what the customer is shown
 * @param payable what the customer is asked for there: the amount, and what the gateway puts on top
 * @param reference the gateway's own name for it, if it has one
 * @param fee what the gateway keeps for itself, if it said so
 * @param expiresAt until when it can be paid, if the gateway said so
 */
public record Charge(
        PayBy payBy, Money payable, Optional<String> reference, Optional<Money> fee, Optional<Instant> expiresAt) {}
