package io.pteroorders.core.order;

import io.pteroorders.core.catalog.Amounts;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Money of a {@link Payment} that goes back. It is written down before the gateway is asked, under a number by which the
 * gateway knows it, so that asking twice gives it back once. Immutable and thread-safe.
 *
 * @param number which refund of its payment it is, from 1
 * @param amount how much; more than nothing
 * @param state whether it is done
 * @param at when it reached that state, cut to milliseconds
 * @param by who asked for it, like {@link StatusChange#updatedBy()}
 * @param reason why; cleaned; may be empty
 * @param report the id of the report that told of it, if the money went back without the shop's doing
 */
public record PaymentRefund(
        int number, Money amount, State state, Instant at, String by, String reason, Optional<String> report) {

    /** How far a refund has come. */
    public enum State {
        /** It was asked for. */
        ASKED,
        /** The money went back. */
        DONE,
        /** The money did not go back, and will not by this refund. */
        FAILED;

        /** The lower-case word used in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state with this word. */
        public static Optional<State> parse(String word) {
            return Arrays.stream(values())
                    .filter(state -> state.word().equals(word))
                    .findFirst();
        }
    }

    /** @throws IllegalArgumentException if a rule is broken; the message says which */
    public PaymentRefund {
        Objects.requireNonNull(state, "state");
        amount = Amounts.of(amount.getCurrencyUnit(), amount.getAmount());
        at = Times.checked("at", at);
        by = FreeText.clean(by);
        reason = FreeText.clean(reason);
        if (number < 1 || number > Payment.MAX_REFUNDS) {
            throw new IllegalArgumentException("refunds are numbered from 1 to " + Payment.MAX_REFUNDS);
        }
        if (amount.isZero()) {
            throw new IllegalArgumentException("what goes back is more than nothing");
        }
        if (by.isEmpty()) {
            throw new IllegalArgumentException("a refund needs to say who asked for it");
        }
        report.ifPresent(id -> PaymentArrival.checkReference("report", id));
    }

    /** Whether this can have become of an earlier state of itself. */
    boolean continues(PaymentRefund earlier) {
        return equals(earlier) || (earlier.state == State.ASKED && equals(earlier.reaching(state, at)));
    }

    /** The same, further. */
    PaymentRefund reaching(State next, Instant now) {
        return new PaymentRefund(number, amount, next, now, by, reason, report);
    }
}
