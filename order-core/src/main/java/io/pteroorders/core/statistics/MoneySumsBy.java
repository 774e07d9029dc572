package io.pteroorders.core.statistics;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Running sums of money, apart for each of some keys; a key without money is absent. */
final class MoneySumsBy<K extends Comparable<? super K>> {

    private final Map<K, MoneySums> sums = new TreeMap<>();

    void apply(K key, Money amount, int sign) {
        MoneySums ofKey = sums.computeIfAbsent(key, any -> new MoneySums());
        ofKey.apply(amount, sign);
        if (ofKey.isEmpty()) {
            sums.remove(key);
        }
    }

    void addAll(MoneySumsBy<K> others) {
        others.forEach((key, sum) -> apply(key, sum, 1));
    }

    void forEach(BiConsumer<K, Money> action) {
        sums.forEach((key, ofKey) -> ofKey.forEach(sum -> action.accept(key, sum)));
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    ImmutableSortedMap<K, ImmutableSortedMap<CurrencyUnit, Money>> toMap() {
        return ImmutableSortedMap.copyOf(Maps.transformValues(sums, MoneySums::toMap));
    }
}
