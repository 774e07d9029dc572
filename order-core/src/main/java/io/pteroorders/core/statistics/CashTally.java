package io.pteroorders.core.statistics;

import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.statistics.StatisticsSums.Kind;
import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;
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

    static boolean isAbout(Kind kind) {
        return kind == Kind.GROSS || kind == Kind.REFUNDED;
    }

    void export(StatisticsSums.Sink to) {
        gross.forEach(sum -> to.add(Kind.GROSS, sum.getCurrencyUnit().getCode(), sum.getAmount()));
        refunded.forEach(sum -> to.add(Kind.REFUNDED, sum.getCurrencyUnit().getCode(), sum.getAmount()));
    }

    void restore(Kind kind, String currency, BigDecimal amount) {
        (kind == Kind.GROSS ? gross : refunded).apply(Money.of(CurrencyUnit.of(currency), amount), 1);
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
