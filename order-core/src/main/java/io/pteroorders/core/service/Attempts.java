package io.pteroorders.core.service;

import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.core.storage.WriteResult;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.joda.money.Money;

/** Attempts to pay whose amounts may be taken by others. */
final class Attempts {

    private Attempts() {}

    /** The order with one more attempt, whose amount nobody else may have where that tells whose money came. */
    static Order with(Order order, PaymentMethod method, Money amount, Instant now) {
        PaymentId id = new PaymentId(order.id(), order.payments().all().size() + 1);
        Payment attempt = method.begin(id, amount, now);
        Order next = order.withPayment(now, attempt);
        Claim claim = attempt.claim();
        return method.isToldByAmount()
                ? next.withClaims(
                        now,
                        Stream.concat(others(order, claim, now), Stream.of(claim))
                                .toList())
                : next;
    }

    /** What an order holds beside something, as far as that is not over. */
    private static Stream<Claim> others(Order order, Claim claim, Instant now) {
        return order.claims().stream()
                .filter(other -> !other.subject().equals(claim.subject()))
                .filter(other -> other.until().isAfter(now));
    }

    /** Whether no further attempt fits: there were too many, or too many amounts are still kept. */
    static boolean isFull(Order order, Instant now) {
        return order.payments().isFull()
                || order.claims().stream()
                                .filter(claim -> claim.until().isAfter(now))
                                .count()
                        >= Order.MAX_CLAIMS;
    }

    /**
     * Writes what is free.
     *
     * @param candidates at least one, in the order to try
     * @return what became of the first that no other order was in the way of; of the last if there is none
     */
    static WriteResult firstFree(Stream<Supplier<Order>> candidates, Function<Order, WriteResult> write) {
        Iterator<Supplier<Order>> each = candidates.iterator();
        WriteResult result = write.apply(each.next().get());
        while (each.hasNext() && isTaken(result)) {
            result = write.apply(each.next().get());
        }
        return result;
    }

    private static boolean isTaken(WriteResult result) {
        return isTaken(result.refusal());
    }

    /** Whether an order was refused because another asks for the same amount. */
    static boolean isTaken(Optional<Refusal> refusal) {
        return refusal.filter(Refusal.Claimed.class::isInstance).isPresent() && !Places.isTaken(refusal);
    }
}
