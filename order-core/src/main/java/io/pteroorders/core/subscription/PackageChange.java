package io.pteroorders.core.subscription;

import io.pteroorders.core.catalog.PackageInfo;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What it means to change a subscription to another package on a day. Immutable and thread-safe.
 *
 * @param subscription as it is
 * @param wanted the other package
 * @param kind what the change is
 * @param price what the customer pays for it if it is made now; nothing for a cheaper package, or if it is too little to be
 *     asked for
 * @param credit what the shop owes the customer if it is made now; nothing for a dearer package
 */
public record PackageChange(Subscription subscription, PackageInfo wanted, Kind kind, Money price, Money credit) {

    /** What a change is. */
    public enum Kind {
        /** To more, for the rest of what is paid for. */
        DEARER,
        /** To less, or to something that costs as much. */
        CHEAPER,
        /**
         * Nothing is left of what is paid for, or that was paid in another currency: the next renewal can be of the other
         * package.
         */
        AT_THE_END
    }

    /** @throws NullPointerException if something is null */
    public PackageChange {
        Objects.requireNonNull(subscription, "subscription");
        Objects.requireNonNull(wanted, "wanted");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(credit, "credit");
    }

    /**
     * Works it out.
     *
     * @param today belongs to the package that runs
     * @return empty if it is that package
     */
    public static Optional<PackageChange> of(Subscription subscription, PackageInfo wanted, LocalDate today) {
        Sold sold = subscription.sold(today);
        if (sold.packageType().equals(wanted.type())) {
            return Optional.empty();
        }
        Money month = wanted.pricePerMonth();
        Money nothing = Money.zero(month.getCurrencyUnit());
        if (!subscription.paidUntil().isAfter(today) || !isPaidIn(month.getCurrencyUnit(), subscription, today)) {
            return Optional.of(new PackageChange(subscription, wanted, Kind.AT_THE_END, nothing, nothing));
        }
        if (month.isGreaterThan(sold.pricePerMonth())) {
            Proration proration = Proration.of(subscription.terms(), month, today);
            Money price = proration.isWaived() ? nothing : proration.due();
            return Optional.of(new PackageChange(subscription, wanted, Kind.DEARER, price, nothing));
        }
        Money credit = Proration.left(subscription.terms(), month, today);
        return Optional.of(new PackageChange(subscription, wanted, Kind.CHEAPER, nothing, credit));
    }

    private static boolean isPaidIn(CurrencyUnit currency, Subscription subscription, LocalDate today) {
        return subscription.terms().stream()
                .filter(term -> !term.term().last().isBefore(today))
                .allMatch(term -> term.sold().pricePerMonth().getCurrencyUnit().equals(currency));
    }
}
