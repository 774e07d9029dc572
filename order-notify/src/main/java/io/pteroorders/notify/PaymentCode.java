package io.pteroorders.notify;

import com.google.common.base.Preconditions;
import io.pteroorders.core.catalog.Amounts;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A code that is paid by scanning it. Immutable and thread-safe.
 *
 * @param text what the code says, for example a QRIS text
 * @param amount what is paid by it
 * @param expiresAt until when it can be paid; empty if that is not known
 */
public record PaymentCode(String text, Money amount, Optional<Instant> expiresAt) {

    /** @throws IllegalArgumentException if the text is empty, or the amount breaks a rule of {@link Amounts} */
    public PaymentCode {
        Preconditions.checkArgument(!text.isEmpty(), "a code to pay by must say something");
        amount = Amounts.of(amount.getCurrencyUnit(), amount.getAmount());
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
