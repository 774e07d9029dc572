package io.pteroorders.core.order;

import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerSpecifications;
import java.util.Objects;
import org.joda.money.Money;

/**
 * The item sold: a snapshot of the catalogue at that moment. Immutable and thread-safe.
 *
 * @param packageType the package
 * @param packageName its name as sold, cleaned by {@link FreeText#name}
 * @param durationMonths for how many whole months, 1 to 12
 * @param pricePerMonth the price of one month; see {@link Amounts}
 * @param specifications what the server has, each part cleaned by {@link FreeText#clean}
 */
public record OrderItem(
        PackageType packageType,
        String packageName,
        int durationMonths,
        Money pricePerMonth,
        ServerSpecifications specifications) {

    /** The shortest duration, in months. */
    public static final int MIN_MONTHS = 1;

    /** The longest duration, in months. */
    public static final int MAX_MONTHS = 12;

    /** @throws IllegalArgumentException if the duration is out of range or the price breaks {@link Amounts} */
    public OrderItem {
        Objects.requireNonNull(packageType, "packageType");
        Objects.requireNonNull(specifications, "specifications");
        if (durationMonths < MIN_MONTHS || durationMonths > MAX_MONTHS) {
            throw new IllegalArgumentException(
                    "duration is " + MIN_MONTHS + " to " + MAX_MONTHS + " months, was " + durationMonths);
        }
        packageName = FreeText.name(packageName);
        specifications = new ServerSpecifications(
                FreeText.clean(specifications.ram()),
                FreeText.clean(specifications.cpu()),
                FreeText.clean(specifications.storage()),
                FreeText.clean(specifications.bandwidth()));
        pricePerMonth = Amounts.of(pricePerMonth.getCurrencyUnit(), pricePerMonth.getAmount());
    }

    /** What a package of the catalogue costs and holds now. */
    public static OrderItem of(PackageInfo sold, int durationMonths) {
        return new OrderItem(sold.type(), sold.name(), durationMonths, sold.pricePerMonth(), sold.specifications());
    }

    /** The price of the whole duration, exact; it may have two digits more than {@link Amounts} allows for a price. */
    public Money totalAmount() {
        return pricePerMonth.multipliedBy(durationMonths);
    }
}
