package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.payment.PaymentMethod;
import java.time.Duration;
import java.time.Instant;
import org.joda.money.Money;

/** A way to pay whose money is known by its amount: a rupiah less, or two. */
public final class AmountMethod implements PaymentMethod {

    @Override
    public String name() {
        return "qris-static";
    }

    @Override
    public ImmutableList<Money> amounts(Money total) {
        return ImmutableList.of(total.minus(1), total.minus(2));
    }

    @Override
    public boolean isToldByAmount() {
        return true;
    }

    @Override
    public Payment begin(PaymentId id, Money amount, Instant now) {
        return Payment.begin(id, name(), amount, now)
                .expiresAt(now.plus(Duration.ofHours(1)))
                .payBy(new PayBy(PayBy.Kind.QR, "00020101 to be scanned"))
                .build();
    }
}
