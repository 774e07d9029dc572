package io.pteroorders.core.statistics;

import io.pteroorders.core.order.OrderStatus;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Running sums of the money that came in and went back. */
final class CashTally {

    private final MoneySums gross = new MoneySums();
    private final MoneySums refunded = new MoneySums();

    /** What it comes to, once somebody asked; readers may ask at the same time. */
    private @Nullable Cash known;

    static boolean isAbout(OrderStatus status) {
        return status == OrderStatus.COMPLETED || status == OrderStatus.REFUNDED;
    }

    void apply(OrderStatus reached, Money amount, int sign) {
        known = null;
        (reached == OrderStatus.COMPLETED ? gross : refunded).apply(amount, sign);
    }

    void addAll(CashTally other) {
        known = null;
        gross.addAll(other.gross);
        refunded.addAll(other.refunded);
    }

    boolean isEmpty() {
        return gross.isEmpty() && refunded.isEmpty();
    }

    Cash toCash() {
        Cash cash = known;
        if (cash == null) {
            cash = new Cash(gross.toMap(), refunded.toMap());
            known = cash;
        }
        return cash;
    }
}
