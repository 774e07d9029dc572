package io.pteroorders.core.payment;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import java.math.BigDecimal;
import java.time.Instant;
import org.joda.money.Money;

/**
 * Payment by the seller's own words, such as the number of a bank account: somebody looks whether the money came. It takes
 * any amount in any currency, and an attempt ends with its order alone. Immutable and thread-safe.
 */
public final class ManualPayment implements PaymentMethod {

    /** The method's name. */
    public static final String NAME = "manual";

    /** The one way to pay by hand. */
    public ManualPayment() {}

    @Override
    public String name() {
        return NAME;
    }

    /** The total, unless it has more digits than an amount may have. */
    @Override
    public ImmutableList<Money> amounts(Money total) {
        BigDecimal amount = total.getAmount();
        return amount.precision() - amount.scale() > Amounts.MAX_DIGITS ? ImmutableList.of() : ImmutableList.of(total);
    }

    @Override
    public Payment begin(PaymentId id, Money amount, Instant now) {
        return Payment.begin(id, NAME, amount, now).build();
    }
}
