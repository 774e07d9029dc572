package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.PriceChange;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.catalog.ServerStartup;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Any valid thing that a shop sells, and any valid price. */
public final class CatalogArbitraries {

    private static final int LARGEST_CATALOG = 8;
    private static final LocalDate LATEST_CHANGE = LocalDate.of(2099, 12, 31);

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

    /** How much a server may use, in all its numbers. */
    public static Arbitrary<ServerLimits> limits() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(0, ServerLimits.MOST);
        return Combinators.combine(
                        sizes,
                        Arbitraries.integers().between(-1, ServerLimits.MOST),
                        sizes,
                        Arbitraries.integers().between(10, 1000),
                        sizes)
                .as(ServerLimits::new);
    }

    /** How many things the user of a server may make. */
    public static Arbitrary<ServerFeatures> features() {
        Arbitrary<Integer> counts = Arbitraries.integers().between(0, 1000);
        return Combinators.combine(counts, counts, counts).as(ServerFeatures::new);
    }

    /** Ways to start a server: as the egg says, and with variables, an image and a command. */
    public static Arbitrary<ServerStartup> startups() {
        Arbitrary<String> names = Texts.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_", 1, 20);
        Arbitrary<String> values =
                Arbitraries.of("", "index.js", "1e5", "null", "\"a\" \\ ${x} 100 % é 🎮", "x".repeat(2_000));
        return Combinators.combine(
                        Arbitraries.maps(names, values).ofMaxSize(3),
                        Arbitraries.of("ghcr.io/parkervcp/yolks:nodejs_18", "~a b@sha256:1")
                                .optional(0.5),
                        Arbitraries.of("java -jar {{SERVER_JAR}}", "if [ -f \"é\" ]; then node .; fi")
                                .optional(0.5))
                .as((environment, image, command) ->
                        new ServerStartup(ImmutableSortedMap.copyOf(environment), image, command));
    }

    /** What a panel makes: anywhere, at some locations or on some nodes. */
    public static Arbitrary<ServerPlan> plans() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(1, Integer.MAX_VALUE);
        Arbitrary<ImmutableSortedSet<Integer>> places =
                numbers.set().ofMaxSize(3).map(ImmutableSortedSet::copyOf);
        return Combinators.combine(
                        numbers,
                        numbers.optional(0.5),
                        places,
                        limits(),
                        features(),
                        startups(),
                        Arbitraries.integers().between(0, 3))
                .as((egg, nest, where, limits, features, startup, kind) -> new ServerPlan(
                        egg,
                        nest,
                        (kind & 1) == 0 ? where : ImmutableSortedSet.of(),
                        (kind & 1) == 0 ? ImmutableSortedSet.of() : where,
                        limits,
                        features,
                        startup,
                        (kind & 2) == 0));
    }

    /** Prices from any day of 1970 to 2099 on, in one currency. */
    public static Arbitrary<PriceChange> priceChanges(CurrencyUnit currency) {
        return Combinators.combine(
                        amounts(currency),
                        Arbitraries.longs()
                                .between(0, LATEST_CHANGE.toEpochDay())
                                .map(LocalDate::ofEpochDay),
                        Arbitraries.integers().between(PriceChange.LEAST_NOTICE, 400),
                        Arbitraries.integers().between(0, PriceChange.MOST_LOCK_MONTHS),
                        Arbitraries.of(true, false))
                .as((price, from, notice, lockMonths, grandfather) ->
                        new PriceChange(price, from, from.minusDays(notice), lockMonths, grandfather));
    }

    private static Arbitrary<ImmutableList<PriceChange>> changesInOrder(CurrencyUnit currency) {
        return priceChanges(currency)
                .list()
                .ofMaxSize(3)
                .uniqueElements(PriceChange::from)
                .map(changes -> ImmutableList.sortedCopyOf(Comparator.comparing(PriceChange::from), changes));
    }

    /** Packages in any currency, for sale or not, whose servers a panel makes or somebody. */
    public static Arbitrary<PackageInfo> packages() {
        return currencies().flatMap(CatalogArbitraries::packages);
    }

    /** Packages in one currency, for sale or not, whose servers a panel makes or somebody. */
    public static Arbitrary<PackageInfo> packages(CurrencyUnit currency) {
        Arbitrary<String> names = Texts.typed().filter(name -> !name.isBlank());
        return Combinators.combine(
                        packageTypes(),
                        names,
                        specifications(),
                        amounts(currency),
                        Texts.emoji().optional(0.8).map(emoji -> emoji.orElse("")),
                        Arbitraries.of(true, false),
                        plans().optional(0.4),
                        changesInOrder(currency))
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
