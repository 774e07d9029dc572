package io.pteroorders.core.subscription;

import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.Sequel;
import java.util.Objects;
import org.joda.money.Money;

/**
 * What a term gives: a package at its price. Immutable and thread-safe.
 *
 * @param packageType the package
 * @param packageName its name as sold
 * @param pricePerMonth what a month of it costs
 */
public record Sold(PackageType packageType, String packageName, Money pricePerMonth) {

    /** @throws NullPointerException if something is null */
    public Sold {
        Objects.requireNonNull(packageType, "packageType");
        Objects.requireNonNull(packageName, "packageName");
        Objects.requireNonNull(pricePerMonth, "pricePerMonth");
    }

    /** What an order for months sells. */
    public static Sold of(OrderItem item) {
        return new Sold(item.packageType(), item.packageName(), item.pricePerMonth());
    }

    /** What an upgrade sells: its item has the price of the rest of a term instead of that of a month. */
    static Sold of(OrderItem item, Sequel.Upgrade upgrade) {
        return new Sold(item.packageType(), item.packageName(), upgrade.pricePerMonth());
    }
}
