package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerSpecifications;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Any valid thing that a shop sells, and any valid price. */
public final class CatalogArbitraries {

    private static final int LARGEST_CATALOG = 8;

    private CatalogArbitraries() {}

    /** The five packages of the default catalogue, and any other valid code. */
    public static Arbitrary<PackageType> packageTypes() {
        Arbitrary<String> first = Texts.of("abcdefghijklmnopqrstuvwxyz0123456789", 1, 1);
        Arbitrary<String> rest = Texts.of("abcdefghijklmnopqrstuvwxyz0123456789_-", 0, 31);
        return Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Arbitraries.of(
                                PackageType.BRONZE,
                                PackageType.SILVER,
                                PackageType.GOLD,
                                PackageType.PLATINUM,
                                PackageType.DIAMOND)),
                Tuple.of(1, Combinators.combine(first, rest).as((head, tail) -> new PackageType(head + tail))));
    }

    /** Currencies with no, two and three decimals, and the rupiah, which has none here. */
    public static Arbitrary<CurrencyUnit> currencies() {
        return Arbitraries.of("IDR", "USD", "JPY", "EUR", "KWD").map(CurrencyUnit::of);
    }

    /** Amounts from nothing to the greatest that is allowed. */
    public static Arbitrary<Money> amounts() {
        return currencies().flatMap(CatalogArbitraries::amounts);
    }

    /** Amounts in one currency, with all decimals in use. */
    public static Arbitrary<Money> amounts(CurrencyUnit currency) {
        int decimals = Amounts.decimals(currency);
        long greatest = BigDecimal.TEN.pow(Amounts.MAX_DIGITS + decimals).longValueExact() - 1;
        return Arbitraries.longs()
                .between(0, greatest)
                .map(smallest -> Amounts.of(currency, BigDecimal.valueOf(smallest, decimals)));
    }

    /** What a server has, in any words. */
    public static Arbitrary<ServerSpecifications> specifications() {
        Arbitrary<String> size = Arbitraries.of("1GB", "2 CPU", "Unlimited SSD", "Unlimited", "4 vCPU · ½ core", "");
        return Combinators.combine(size, size, size, size).as(ServerSpecifications::new);
    }

    /** Packages in any currency, for sale or not. */
    public static Arbitrary<PackageInfo> packages() {
        return currencies().flatMap(CatalogArbitraries::packages);
    }

    /** Packages in one currency, for sale or not. */
    public static Arbitrary<PackageInfo> packages(CurrencyUnit currency) {
        Arbitrary<String> names = Texts.typed().filter(name -> !name.isBlank());
        return Combinators.combine(
                        packageTypes(),
                        names,
                        specifications(),
                        amounts(currency),
                        Texts.emoji().optional(0.8).map(emoji -> emoji.orElse("")),
                        Arbitraries.of(true, false))
                .as(PackageInfo::new);
    }

    /** The default catalogue, and others of one to eight packages; perhaps none is for sale. */
    public static Arbitrary<PackageCatalog> catalogs() {
        Arbitrary<PackageCatalog> others = currencies()
                .flatMap(currency -> packages(currency)
                        .list()
                        .uniqueElements(PackageInfo::type)
                        .ofMinSize(1)
                        .ofMaxSize(LARGEST_CATALOG))
                .map(packages -> PackageCatalog.of(ImmutableList.copyOf(packages)));
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(PackageCatalog.PACKAGE_CATALOG)), Tuple.of(4, others));
    }
}
