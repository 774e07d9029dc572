package io.pteroorders.payment.qris;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.core.payment.UniqueAmounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Payment by the seller's own QRIS code: each order gets a code with an amount of its own, by which its money is known.
 * No gateway is needed; somebody or something has to tell what came in. For rupiah only. Thread-safe.
 */
public final class QrisStatic implements PaymentMethod {

    /** The method's name. */
    public static final String NAME = "qris-static";

    /** The greatest amount that QRIS carries in one payment, by the rules of Bank Indonesia. */
    public static final Money MOST = Money.ofMajor(CurrencyUnit.of("IDR"), 10_000_000);

    private final QrisText code;
    private final Duration expiresAfter;
    private final Random random;

    /**
     * Payment to an account.
     *
     * @param code the seller's code
     * @param expiresAfter how long an attempt waits
     * @param random picks amounts
     */
    public QrisStatic(QrisText code, Duration expiresAfter, Random random) {
        this.code = code;
        this.expiresAfter = expiresAfter;
        this.random = random;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ImmutableList<Money> amounts(Money total) {
        boolean takes = total.isSameCurrency(MOST) && !total.isGreaterThan(MOST) && total.isPositive();
        return takes ? UniqueAmounts.of(total, random) : ImmutableList.of();
    }

    @Override
    public boolean isToldByAmount() {
        return true;
    }

    @Override
    public Payment begin(PaymentId id, Money amount, Instant now) {
        return Payment.begin(id, NAME, amount, now)
                .expiresAt(now.plus(expiresAfter))
                .payBy(new PayBy(PayBy.Kind.QR, code.withAmount(amount).toString()))
                .build();
    }
}
