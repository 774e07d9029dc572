package io.pteroorders.core.statistics;

import com.google.common.collect.ImmutableSortedMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Money that moved in a span of time, apart for each currency. Immutable and thread-safe.
 *
 * @param gross what orders brought that were completed in it
 * @param refunded what went back in it
 */
public record Cash(ImmutableSortedMap<CurrencyUnit, Money> gross, ImmutableSortedMap<CurrencyUnit, Money> refunded) {

    /** Gross minus refunded; negative when more went back than came in. */
    public Money net(CurrencyUnit currency) {
        Money zero = Money.zero(currency);
        return gross.getOrDefault(currency, zero).minus(refunded.getOrDefault(currency, zero));
    }
}
