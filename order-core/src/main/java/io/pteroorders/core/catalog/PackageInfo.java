package io.pteroorders.core.catalog;

import java.util.Objects;
import java.util.Optional;
import org.joda.money.Money;

/**
 * One line of the catalogue. Immutable and thread-safe.
 *
 * @param type the code that customers type
 * @param name the name shown and kept in orders, for example {@code BRONZE}
 * @param specifications what the server has
 * @param pricePerMonth the price of one month; see {@link Amounts}
 * @param emoji shown beside the name; may be empty
 * @param forSale whether new orders of it are accepted
 * @param plan what the panel makes for it; empty if somebody sets its servers up by hand
 */
public record PackageInfo(
        PackageType type,
        String name,
        ServerSpecifications specifications,
        Money pricePerMonth,
        String emoji,
        boolean forSale,
        Optional<ServerPlan> plan) {

    /** @throws IllegalArgumentException if the name is blank or the price breaks {@link Amounts} */
    public PackageInfo {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(specifications, "specifications");
        Objects.requireNonNull(emoji, "emoji");
        Objects.requireNonNull(plan, "plan");
        if (name.isBlank()) {
            throw new IllegalArgumentException("package " + type + " needs a name");
        }
        pricePerMonth = Amounts.of(pricePerMonth.getCurrencyUnit(), pricePerMonth.getAmount());
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
}
