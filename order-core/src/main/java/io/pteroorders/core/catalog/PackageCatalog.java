package io.pteroorders.core.catalog;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/**
 * The packages that a shop sells, in the order in which they are shown; all prices are in one currency. Immutable and
 * thread-safe.
 *
 * <p>{@link #PACKAGE_CATALOG} is the default; {@link #of} makes another one. A price change or removal never touches
 * orders that exist, because each keeps what was agreed.
 */
public final class PackageCatalog {

    /** The default: five packages from bronze to diamond, in rupiah. */
    public static final PackageCatalog PACKAGE_CATALOG = of(List.of(
            standard(PackageType.BRONZE, 1, 25_000, "🟢"),
            standard(PackageType.SILVER, 2, 45_000, "🟡"),
            standard(PackageType.GOLD, 4, 85_000, "🟠"),
            standard(PackageType.PLATINUM, 8, 160_000, "🔴"),
            standard(PackageType.DIAMOND, 16, 300_000, "💎")));

    private final ImmutableMap<PackageType, PackageInfo> packages;

    private PackageCatalog(ImmutableMap<PackageType, PackageInfo> packages) {
        this.packages = packages;
    }

    /**
     * A catalogue of these packages.
     *
     * @throws IllegalArgumentException if there is none, a type stands twice, or prices are in different currencies
     */
    public static PackageCatalog of(List<PackageInfo> packages) {
        if (packages.isEmpty()) {
            throw new IllegalArgumentException("a catalogue needs at least one package");
        }
        long currencies = packages.stream()
                .map(p -> p.pricePerMonth().getCurrencyUnit())
                .distinct()
                .count();
        if (currencies > 1) {
            throw new IllegalArgumentException("all prices of a catalogue are in one currency");
        }
        long types = packages.stream().map(PackageInfo::type).distinct().count();
        if (types < packages.size()) {
            throw new IllegalArgumentException("a catalogue names each package once");
        }
        return new PackageCatalog(Maps.uniqueIndex(packages, PackageInfo::type));
    }

    private static PackageInfo standard(PackageType type, int size, int rupiah, String emoji) {
        return new PackageInfo(
                type,
                Ascii.toUpperCase(type.code()),
                new ServerSpecifications(size + "GB", size + " CPU", "Unlimited SSD", "Unlimited"),
                Amounts.of(CurrencyUnit.of("IDR"), rupiah),
                emoji,
                true);
    }

    /** The package with this type, also when it is not for sale. */
    public Optional<PackageInfo> find(PackageType type) {
        return Optional.ofNullable(packages.get(type));
    }

    /** The package whose code is typed so, in any case; empty if there is none, or it is not for sale. */
    public Optional<PackageInfo> findForSale(String typed) {
        return PackageType.parse(typed).flatMap(this::find).filter(PackageInfo::forSale);
    }

    /** The packages that can be ordered now. */
    public ImmutableList<PackageInfo> forSale() {
        return packages.values().stream().filter(PackageInfo::forSale).collect(ImmutableList.toImmutableList());
    }

    /** The catalogue as it is on a day of the shop: each package {@linkplain PackageInfo#on at the price of that day}. */
    public PackageCatalog on(LocalDate day) {
        boolean stays =
                packages.values().stream().allMatch(sold -> sold.changes().isEmpty());
        return stays
                ? this
                : new PackageCatalog(ImmutableMap.copyOf(Maps.transformValues(packages, sold -> sold.on(day))));
    }

    /** All packages, also those that are no longer for sale. */
    public ImmutableList<PackageInfo> all() {
        return packages.values().asList();
    }

    /** The currency of all prices. */
    public CurrencyUnit currency() {
        return all().get(0).pricePerMonth().getCurrencyUnit();
    }
}
