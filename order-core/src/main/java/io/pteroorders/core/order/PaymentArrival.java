package io.pteroorders.core.order;

import io.pteroorders.core.catalog.Amounts;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.Money;

/**
 * Money that came in for a {@link Payment}. Parts add up. Immutable and thread-safe.
 *
 * @param amount how much; more than nothing
 * @param at when, cut to milliseconds
 * @param by who says so, like {@link StatusChange#updatedBy()}, for example {@code system:midtrans}
 * @param report the id of the report that told of it; empty if somebody saw the money and no report has come yet
 */
public record PaymentArrival(Money amount, Instant at, String by, Optional<String> report) {

    /** The rule for the id of a report and for a gateway's reference, as a regular expression. */
    public static final String REFERENCE_PATTERN = "[\\x21-\\x7e]{1,128}";

    private static final Pattern REFERENCE = Pattern.compile(REFERENCE_PATTERN);

    /** @throws IllegalArgumentException if a rule is broken; the message says which */
    public PaymentArrival {
        amount = Amounts.of(amount.getCurrencyUnit(), amount.getAmount());
        at = Times.checked("at", at);
        by = FreeText.clean(by);
        if (amount.isZero()) {
            throw new IllegalArgumentException("what arrives is more than nothing");
        }
        if (by.isEmpty()) {
            throw new IllegalArgumentException("an arrival needs to say who told of it");
        }
        report.ifPresent(id -> checkReference("report", id));
    }

    static void checkReference(String field, String text) {
        if (!REFERENCE.matcher(text).matches()) {
            throw new IllegalArgumentException("the " + field + " of a payment must match " + REFERENCE_PATTERN);
        }
    }

    /** Whether this can have become of an earlier state of itself. */
    boolean continues(PaymentArrival earlier) {
        return equals(earlier)
                || (earlier.report.isEmpty()
                        && equals(new PaymentArrival(earlier.amount, earlier.at, earlier.by, report)));
    }

    /** The same with the report that has come at last. */
    PaymentArrival provenBy(String id) {
        return new PaymentArrival(amount, at, by, Optional.of(id));
    }
}
