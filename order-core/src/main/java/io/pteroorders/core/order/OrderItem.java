package io.pteroorders.core.order;

import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The item sold: a snapshot of the catalogue at that moment. Immutable and thread-safe.
 *
 * @param packageType the package
 * @param packageName its name as sold, cleaned by {@link FreeText#name}
 * @param durationMonths for how many whole months, 1 to 12
 * @param pricePerMonth the price of one month; see {@link Amounts}
 * @param specifications what the server has, each part cleaned by {@link FreeText#clean}
 * @param plan what the panel makes; empty if somebody sets the server up by hand
 */
public record OrderItem(
        PackageType packageType,
        String packageName,
        int durationMonths,
        Money pricePerMonth,
        ServerSpecifications specifications,
        Optional<ServerPlan> plan) {

    /** The shortest duration, in months. */
    public static final int MIN_MONTHS = 1;

    /** The longest duration, in months. */
    public static final int MAX_MONTHS = 12;

    /** @throws IllegalArgumentException if the duration is out of range or the price breaks {@link Amounts} */
    public OrderItem {
        Objects.requireNonNull(packageType, "packageType");
        Objects.requireNonNull(specifications, "specifications");
        Objects.requireNonNull(plan, "plan");
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

    /** An item whose server is set up by hand. */
    public OrderItem(
            PackageType packageType,
            String packageName,
            int durationMonths,
            Money pricePerMonth,
            ServerSpecifications specifications) {
        this(packageType, packageName, durationMonths, pricePerMonth, specifications, Optional.empty());
    }

    /** What a package of the catalogue costs and holds now. */
    public static OrderItem of(PackageInfo sold, int durationMonths) {
        return new OrderItem(
                sold.type(), sold.name(), durationMonths, sold.pricePerMonth(), sold.specifications(), sold.plan());
    }

    /** The item without how and where its server is made. */
    OrderItem asSeenByCustomer() {
        return plan.isEmpty()
                ? this
                : new OrderItem(
                        packageType,
                        packageName,
                        durationMonths,
                        pricePerMonth,
                        specifications,
                        plan.map(ServerPlan::withoutPlace));
    }

    /** The price of the whole duration, exact; it may have two digits more than {@link Amounts} allows for a price. */
    public Money totalAmount() {
        return pricePerMonth.multipliedBy(durationMonths);
    }
}
