package io.pteroorders.core.statistics;

import com.google.common.base.Splitter;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.statistics.StatisticsSums.Kind;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Running sums of the money that came in and went back. */
final class CashTally {

    private static final Set<Kind> KINDS = EnumSet.of(Kind.GROSS, Kind.REFUNDED, Kind.RECEIVED, Kind.FEE);

    private static final Splitter PARTS = Splitter.on(' ');

    private final MoneySums gross = new MoneySums();
    private final MoneySums refunded = new MoneySums();
    private final MoneySumsBy<String> received = new MoneySumsBy<>();
    private final MoneySumsBy<String> fees = new MoneySumsBy<>();

    static boolean isAbout(OrderStatus status) {
        return status == OrderStatus.COMPLETED || status == OrderStatus.REFUNDED;
    }

    void apply(OrderStatus reached, Money amount, int sign) {
        (reached == OrderStatus.COMPLETED ? gross : refunded).apply(amount, sign);
    }

    void apply(Payment paid, int sign) {
        received.apply(paid.method(), paid.amountPaid(), sign);
        paid.fee().ifPresent(fee -> fees.apply(paid.method(), fee, sign));
    }

    static boolean isAbout(Kind kind) {
        return KINDS.contains(kind);
    }

    void export(StatisticsSums.Sink to) {
        gross.forEach(sum -> to.add(Kind.GROSS, code(sum), sum.getAmount()));
        refunded.forEach(sum -> to.add(Kind.REFUNDED, code(sum), sum.getAmount()));
        received.forEach((method, sum) -> to.add(Kind.RECEIVED, method + " " + code(sum), sum.getAmount()));
        fees.forEach((method, sum) -> to.add(Kind.FEE, method + " " + code(sum), sum.getAmount()));
    }

    private static String code(Money sum) {
        return sum.getCurrencyUnit().getCode();
    }

    void restore(Kind kind, String of, BigDecimal amount) {
        List<String> parts = PARTS.splitToList(of);
        Money sum = Money.of(CurrencyUnit.of(parts.get(parts.size() - 1)), amount);
        switch (kind) {
            case GROSS -> gross.apply(sum, 1);
            case REFUNDED -> refunded.apply(sum, 1);
            case RECEIVED -> received.apply(parts.get(0), sum, 1);
            case FEE -> fees.apply(parts.get(0), sum, 1);
            default -> throw new IllegalArgumentException(kind + " is not about money that moved");
        }
    }

    void addAll(CashTally other) {
        gross.addAll(other.gross);
        refunded.addAll(other.refunded);
        received.addAll(other.received);
        fees.addAll(other.fees);
    }

    boolean isEmpty() {
        return gross.isEmpty() && refunded.isEmpty() && received.isEmpty() && fees.isEmpty();
    }

    Cash toCash() {
        return new Cash(gross.toMap(), refunded.toMap(), received.toMap(), fees.toMap());
    }
}
