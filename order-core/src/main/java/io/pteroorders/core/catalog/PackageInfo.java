package io.pteroorders.core.catalog;

import com.google.common.base.Preconditions;
import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.Money;

/**
 * One line of the catalogue. Immutable and thread-safe.
 *
 * @param type the code that customers type
 * @param name the name shown and kept in orders, for example {@code BRONZE}
 * @param specifications what the server has
 * @param pricePerMonth the price of one month before any of the changes; see {@link Amounts}
 * @param emoji shown beside the name; may be empty
 * @param forSale whether new orders of it are accepted
 * @param plan what the panel makes for it; empty if somebody sets its servers up by hand
 * @param changes its other prices, by the days from which on they hold; each day comes after the one before it
 */
public record PackageInfo(
        PackageType type,
        String name,
        ServerSpecifications specifications,
        Money pricePerMonth,
        String emoji,
        boolean forSale,
        Optional<ServerPlan> plan,
        ImmutableList<PriceChange> changes) {

    /**
     * @throws IllegalArgumentException if the name is blank, the price breaks {@link Amounts}, or changes are not in order or
     *     in another currency
     */
    public PackageInfo {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(specifications, "specifications");
        Objects.requireNonNull(emoji, "emoji");
        Objects.requireNonNull(plan, "plan");
        if (name.isBlank()) {
            throw new IllegalArgumentException("package " + type + " needs a name");
        }
        pricePerMonth = Amounts.of(pricePerMonth.getCurrencyUnit(), pricePerMonth.getAmount());
        Money first = pricePerMonth;
        Preconditions.checkArgument(
                changes.stream().allMatch(change -> change.price().isSameCurrency(first)),
                "all prices of a package are in one currency");
        Preconditions.checkArgument(
                Comparators.isInStrictOrder(changes, Comparator.comparing(PriceChange::from)),
                "each price of a package begins after the one before it");
    }

    /** A package whose servers are set up by hand. */
    public PackageInfo(
            PackageType type,
            String name,
            ServerSpecifications specifications,
            Money pricePerMonth,
            String emoji,
            boolean forSale) {
        this(type, name, specifications, pricePerMonth, emoji, forSale, Optional.empty());
    }

    /** A package whose price stays as it is. */
    public PackageInfo(
            PackageType type,
            String name,
            ServerSpecifications specifications,
            Money pricePerMonth,
            String emoji,
            boolean forSale,
            Optional<ServerPlan> plan) {
        this(type, name, specifications, pricePerMonth, emoji, forSale, plan, ImmutableList.of());
    }

    /** The price of one month on a day of the shop. */
    public Money priceOn(LocalDate day) {
        return on(day).pricePerMonth;
    }

    /** The package as it is on a day of the shop: at the price of that day, with the changes that are still to come. */
    public PackageInfo on(LocalDate day) {
        int past = (int)
                changes.stream().filter(change -> !change.from().isAfter(day)).count();
        return past == 0
                ? this
                : new PackageInfo(
                        type,
                        name,
                        specifications,
                        changes.get(past - 1).price(),
                        emoji,
                        forSale,
                        plan,
                        changes.subList(past, changes.size()));
    }
}
