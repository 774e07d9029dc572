package io.pteroorders.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.Samples;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageCatalogTest {

    private static final PackageCatalog CATALOG = PackageCatalog.PACKAGE_CATALOG;

    private static PackageInfo info(String code, Money price, boolean forSale) {
        ServerSpecifications small = new ServerSpecifications("1GB", "1 CPU", "SSD", "Unlimited");
        return new PackageInfo(new PackageType(code), "Name", small, price, "", forSale);
    }

    @ParameterizedTest
    @CsvSource({
        "bronze, BRONZE, 1GB, 1 CPU, 25000, 🟢",
        "silver, SILVER, 2GB, 2 CPU, 45000, 🟡",
        "gold, GOLD, 4GB, 4 CPU, 85000, 🟠",
        "platinum, PLATINUM, 8GB, 8 CPU, 160000, 🔴",
        "diamond, DIAMOND, 16GB, 16 CPU, 300000, 💎"
    })
    void theDefaultCatalogue(String code, String name, String ram, String cpu, long price, String emoji) {
        assertEquals(
                new PackageInfo(
                        new PackageType(code),
                        name,
                        new ServerSpecifications(ram, cpu, "Unlimited SSD", "Unlimited"),
                        Samples.rupiah(price),
                        emoji,
                        true),
                CATALOG.find(PackageType.parse(code).orElseThrow()).orElseThrow());
    }

    @Test
    void theDefaultCatalogueHasFivePackagesFromSmallToLarge() {
        assertEquals(
                List.of(
                        PackageType.BRONZE,
                        PackageType.SILVER,
                        PackageType.GOLD,
                        PackageType.PLATINUM,
                        PackageType.DIAMOND),
                CATALOG.all().stream().map(PackageInfo::type).toList());
        assertEquals(CATALOG.all(), CATALOG.forSale());
        assertEquals(Samples.IDR, CATALOG.currency());
    }

    @Test
    void whatIsNoLongerForSaleIsFoundButNotOffered() {
        PackageInfo old = info("old", Samples.rupiah(1), false);
        PackageInfo sold = info("new", Samples.rupiah(2), true);
        PackageCatalog catalog = PackageCatalog.of(List.of(old, sold));
        assertEquals(Optional.of(old), catalog.find(old.type()));
        assertEquals(List.of(sold), catalog.forSale());
        assertEquals(Optional.empty(), catalog.find(PackageType.GOLD));
    }

    @Test
    void whatIsTypedIsFoundIfItIsForSale() {
        PackageInfo old = info("old", Samples.rupiah(1), false);
        PackageInfo sold = info("new", Samples.rupiah(2), true);
        PackageCatalog catalog = PackageCatalog.of(List.of(old, sold));
        assertEquals(Optional.of(sold), catalog.findForSale("new"));
        assertEquals(Optional.of(sold), catalog.findForSale("NEW"));
        assertEquals(Optional.empty(), catalog.findForSale("old"));
        assertEquals(Optional.empty(), catalog.findForSale("gold"));
        assertEquals(Optional.empty(), catalog.findForSale("no code"));
    }

    @Test
    void aCatalogueIsNeitherEmptyNorDoubleNorOfTwoCurrencies() {
        PackageInfo one = info("one", Samples.rupiah(1), true);
        PackageInfo dollar = info("two", Money.zero(CurrencyUnit.USD), true);
        for (List<PackageInfo> wrong : List.of(List.<PackageInfo>of(), List.of(one, one), List.of(one, dollar))) {
            assertThrows(IllegalArgumentException.class, () -> PackageCatalog.of(wrong));
        }
    }

    @Test
    void aPackageHasAName() {
        ServerSpecifications small = new ServerSpecifications("1GB", "1 CPU", "SSD", "Unlimited");
        assertThrows(
                IllegalArgumentException.class,
                () -> new PackageInfo(PackageType.GOLD, " ", small, Samples.rupiah(1), "", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gold", "g", "0", "a-b_c", "x2345678901234567890123456789012"})
    void aCodeIsALowerCaseSlug(String code) {
        assertEquals(code, new PackageType(code).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-gold",
                "_gold",
                "go ld",
                "../gold",
                "gold\n",
                "gоld",
                "go\u200bld",
                "go\u0131d",
                "\u212aing",
                "x23456789012345678901234567890123"
            })
    void otherTextIsNoCode(String text) {
        assertThrows(IllegalArgumentException.class, () -> new PackageType(text));
        assertEquals(Optional.empty(), PackageType.parse(text));
    }

    @Test
    void aTypedCodeMayHaveAnyCaseInEveryLocale() {
        assertEquals(Optional.of(PackageType.PLATINUM), PackageType.parse("PLATINUM"));
        assertThrows(IllegalArgumentException.class, () -> new PackageType("PLATINUM"));
        assertTrue(PackageType.BRONZE.compareTo(PackageType.GOLD) < 0);
    }
}
