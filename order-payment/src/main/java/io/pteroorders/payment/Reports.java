package io.pteroorders.payment;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.GatewayException;
import io.pteroorders.core.payment.GatewayState;
import io.pteroorders.core.payment.PaymentReport;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.joda.money.Money;

/**
 * Reports of one gateway. Immutable and thread-safe.
 *
 * @param gateway its name
 * @param account what the ids of reports begin with, the same for all names of one account
 */
record Reports(String gateway, String account, Clock clock) {

    /** What happened when money came. */
    static final String PAID = "paid";

    private static final ImmutableSet<PaymentState> ENDED =
            Sets.immutableEnumSet(PaymentState.EXPIRED, PaymentState.CANCELLED, PaymentState.FAILED);

    /** The id of the report of an event, which says the attempt and what happened to it, as the gateway signs them. */
    String id(String reference, String event) {
        return account + ":" + reference + ":" + event;
    }

    String by() {
        return "system:" + gateway;
    }

    /** When something happened: now, if it is not said, or by a clock that is ahead. */
    Instant happened(Optional<Instant> at) {
        Instant now = clock.instant();
        return at.filter(time -> time.isBefore(now)).orElse(now);
    }

    /** Money that came; of the one attempt it comes once. */
    PaymentReport paid(
            String reference, Money amount, Optional<Instant> at, Optional<String> named, Optional<Money> fee) {
        return new PaymentReport(
                id(reference, PAID), by(), PaymentState.PAID, Optional.of(amount), happened(at), named, fee);
    }

    /** Takes a charge back; that it cannot be is fine if it has ended without money by itself. */
    static void cancel(Runnable cancel, Supplier<Optional<GatewayState>> ask) {
        try {
            cancel.run();
        } catch (GatewayException e) {
            boolean ended = e.kind() == GatewayException.Kind.REFUSED
                    && ask.get()
                            .filter(state -> ENDED.contains(state.report().state()))
                            .isPresent();
            if (!ended) {
                throw e;
            }
        }
    }

    /** A state without money. */
    PaymentReport of(String reference, PaymentState state, Optional<Instant> at, Optional<String> named) {
        return new PaymentReport(
                id(reference, state.word()), by(), state, Optional.empty(), happened(at), named, Optional.empty());
    }
}
