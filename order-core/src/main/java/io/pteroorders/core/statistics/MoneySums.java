package io.pteroorders.core.statistics;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Running sums of money, one for each currency; a sum of nothing is absent. */
final class MoneySums {

    private final Map<CurrencyUnit, Money> sums = new TreeMap<>();

    void apply(Money amount, int sign) {
        CurrencyUnit currency = amount.getCurrencyUnit();
        Money change = sign > 0 ? amount : amount.negated();
        Money before = sums.get(currency);
        Money sum = before == null ? change : before.plus(change);
        if (sum.isZero()) {
            sums.remove(currency);
        } else {
            sums.put(currency, sum);
        }
    }

    void addAll(MoneySums others) {
        others.sums.values().forEach(sum -> apply(sum, 1));
    }

    void forEach(Consumer<Money> action) {
        sums.values().forEach(action);
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    ImmutableSortedMap<CurrencyUnit, Money> toMap() {
        return ImmutableSortedMap.copyOf(sums);
    }
}
