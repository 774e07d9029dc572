package io.pteroorders.core.statistics;

import io.pteroorders.core.order.OrderStatus;
import org.joda.money.Money;

/** Running sums of the money that came in and went back. */
final class CashTally {

    private final MoneySums gross = new MoneySums();
    private final MoneySums refunded = new MoneySums();

    static boolean isAbout(OrderStatus status) {
        return status == OrderStatus.COMPLETED || status == OrderStatus.REFUNDED;
    }

    void apply(OrderStatus reached, Money amount, int sign) {
        (reached == OrderStatus.COMPLETED ? gross : refunded).apply(amount, sign);
    }

    void addAll(CashTally other) {
        gross.addAll(other.gross);
        refunded.addAll(other.refunded);
    }

    boolean isEmpty() {
        return gross.isEmpty() && refunded.isEmpty();
    }

    Cash toCash() {
        return new Cash(gross.toMap(), refunded.toMap());
    }
}
