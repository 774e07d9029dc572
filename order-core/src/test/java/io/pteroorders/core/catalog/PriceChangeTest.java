package io.pteroorders.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceChangeTest {

    private static final PriceChange SEVEN = change(7_000, "2027-02-01");
    private static final PriceChange SIX = change(6_000, "2027-06-01");

    private static PriceChange change(long rupiah, String from) {
        LocalDate day = LocalDate.parse(from);
        return new PriceChange(Samples.rupiah(rupiah), day, day.minusDays(30), 1, false);
    }

    private static PackageInfo nano(PriceChange... changes) {
        return new PackageInfo(
                new PackageType("nano"),
                "NANO",
                new ServerSpecifications("1GB", "1 CPU", "SSD", "Unlimited"),
                Samples.rupiah(5_000),
                "",
                true,
                Optional.empty(),
                ImmutableList.copyOf(changes));
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01, 5000",
        "2027-01-31, 5000",
        "2027-02-01, 7000",
        "2027-05-31, 7000",
        "2027-06-01, 6000",
        "9999-12-31, 6000"
    })
    void aPriceHoldsFromItsFirstDayUntilTheNextOneBegins(LocalDate day, long price) {
        PackageInfo sold = nano(SEVEN, SIX);
        assertEquals(Samples.rupiah(price), sold.priceOn(day));
        assertEquals(Samples.rupiah(5_000), sold.pricePerMonth());
        assertEquals(
                List.of(sold.on(day)), PackageCatalog.of(List.of(sold)).on(day).all());
    }

    @Test
    void aPackageOnADayHasTheChangesThatAreStillToCome() {
        PackageInfo march = nano(SEVEN, SIX).on(LocalDate.of(2027, 3, 1));
        assertEquals(Samples.rupiah(7_000), march.pricePerMonth());
        assertEquals(List.of(SIX), march.changes());
        assertEquals(Samples.rupiah(6_000), march.priceOn(LocalDate.of(2027, 7, 1)));
    }

    @Test
    void aCatalogueWithoutChangesIsTheSameEveryDay() {
        assertSame(PackageCatalog.PACKAGE_CATALOG, PackageCatalog.PACKAGE_CATALOG.on(LocalDate.of(2027, 2, 1)));
    }

    @Test
    @DisplayName("R10 a new price is announced 14 days before it begins or earlier")
    void noticeIsFourteenDays() {
        LocalDate from = LocalDate.of(2027, 2, 1);
        assertEquals(from, new PriceChange(Samples.rupiah(7_000), from, LocalDate.of(2027, 1, 18), 1, false).from());
        IllegalArgumentException late = assertThrows(
                IllegalArgumentException.class,
                () -> new PriceChange(Samples.rupiah(7_000), from, LocalDate.of(2027, 1, 19), 1, false));
        assertEquals(
                "a price is announced 14 days before it begins or earlier: for a price from 2027-02-01 by 2027-01-18",
                late.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-1", "13"})
    void anOldPriceIsKeptForAYearAtMost(int months) {
        LocalDate from = LocalDate.of(2027, 2, 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> new PriceChange(Samples.rupiah(7_000), from, from.minusDays(30), months, false));
    }

    @Test
    void pricesOfAPackageBeginOneAfterAnotherAndAreInOneCurrency() {
        assertThrows(IllegalArgumentException.class, () -> nano(SIX, SEVEN));
        assertThrows(IllegalArgumentException.class, () -> nano(SEVEN, SEVEN));
        LocalDate from = LocalDate.of(2027, 2, 1);
        PriceChange dollars = new PriceChange(Money.of(CurrencyUnit.USD, 5), from, from.minusDays(30), 1, false);
        assertThrows(IllegalArgumentException.class, () -> nano(dollars));
    }
}
