package io.pteroorders.core.statistics;

import com.google.common.collect.ImmutableSortedMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Money that moved in a span of time, apart for each currency. Immutable and thread-safe.
 *
 * @param gross what orders brought that were completed in it
 * @param refunded what went back in it, of those that were completed
 * @param received what was paid in it, by how it was paid; money taken over from another order is paid once
 * @param fees what gateways kept of that, as far as they told
 */
public record Cash(
        ImmutableSortedMap<CurrencyUnit, Money> gross,
        ImmutableSortedMap<CurrencyUnit, Money> refunded,
        ImmutableSortedMap<String, ImmutableSortedMap<CurrencyUnit, Money>> received,
        ImmutableSortedMap<String, ImmutableSortedMap<CurrencyUnit, Money>> fees) {

    /** Gross minus refunded; negative when more went back than came in. */
    public Money net(CurrencyUnit currency) {
        Money zero = Money.zero(currency);
        return gross.getOrDefault(currency, zero).minus(refunded.getOrDefault(currency, zero));
    }
}
