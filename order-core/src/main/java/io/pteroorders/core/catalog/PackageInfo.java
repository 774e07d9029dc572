package io.pteroorders.core.catalog;

import java.util.Objects;
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
 */
public record PackageInfo(
        PackageType type,
        String name,
        ServerSpecifications specifications,
        Money pricePerMonth,
        String emoji,
        boolean forSale) {

    /** @throws IllegalArgumentException if the name is blank or the price breaks {@link Amounts} */
    public PackageInfo {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(specifications, "specifications");
        Objects.requireNonNull(emoji, "emoji");
        if (name.isBlank()) {
            throw new IllegalArgumentException("package " + type + " needs a name");
        }
        pricePerMonth = Amounts.of(pricePerMonth.getCurrencyUnit(), pricePerMonth.getAmount());
    }
}
