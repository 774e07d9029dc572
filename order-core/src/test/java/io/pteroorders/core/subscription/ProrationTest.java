package io.pteroorders.core.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageType;
import java.math.BigDecimal;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a change of the package costs in the middle of a term. */
class ProrationTest {

    private static final LocalDate NOVEMBER_22 = LocalDate.of(2026, 11, 22);

    private static Sold sold(long pricePerMonth) {
        return new Sold(PackageType.BRONZE, "BRONZE", Samples.rupiah(pricePerMonth));
    }

    private static ImmutableList<PaidTerm> term(Term term, int months, long pricePerMonth) {
        return ImmutableList.of(new PaidTerm(term, months, sold(pricePerMonth)));
    }

    private static void assertProration(long credit, long charge, long due, Proration found) {
        assertEquals(Samples.rupiah(credit), found.credit());
        assertEquals(Samples.rupiah(charge), found.charge());
        assertEquals(Samples.rupiah(due), found.due());
    }

    @Test
    void todayBelongsToThePackageThatRuns() {
        ImmutableList<PaidTerm> paid = term(Term.beginning(NOVEMBER_22, 1), 1, 5_000);
        assertProration(2_419, 7_259, 4_840, Proration.of(paid, Samples.rupiah(15_000), LocalDate.of(2026, 12, 7)));
    }

    @Test
    @DisplayName("B191 a second upgrade credits the first at its whole price")
    void aSecondUpgradeCreditsTheFirstAtItsWholePrice() {
        ImmutableList<PaidTerm> paid = term(Term.beginning(NOVEMBER_22, 1), 1, 15_000);
        assertProration(4_838, 8_065, 3_227, Proration.of(paid, Samples.rupiah(25_000), LocalDate.of(2026, 12, 12)));
    }

    @Test
    void aTermOfMonthsIsWorthItsMonths() {
        ImmutableList<PaidTerm> paid = term(Term.beginning(LocalDate.of(2026, 11, 10), 3), 3, 9_500);
        assertProration(14_403, 36_009, 21_606, Proration.of(paid, Samples.rupiah(23_750), LocalDate.of(2026, 12, 25)));
    }

    @Test
    void lessThanAThousandRupiahIsWaived() {
        Term second = Term.beginning(NOVEMBER_22, 1).next(1);
        Proration lastButOne = Proration.of(term(second, 1, 5_000), Samples.rupiah(10_000), LocalDate.of(2027, 1, 21));
        assertProration(161, 323, 162, lastButOne);
        assertTrue(lastButOne.isWaived());
        Proration sooner = Proration.of(term(second, 1, 5_000), Samples.rupiah(10_000), LocalDate.of(2027, 1, 1));
        assertFalse(sooner.isWaived());
    }

    @Test
    void aThousandRupiahAreAskedFor() {
        Term month = new Term(1, LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));
        LocalDate before = LocalDate.of(2026, 10, 31);
        assertFalse(Proration.of(term(month, 1, 5_000), Samples.rupiah(6_000), before)
                .isWaived());
        assertTrue(Proration.of(term(month, 1, 5_000), Samples.rupiah(5_999), before)
                .isWaived());
    }

    @Test
    void severalTermsAreAddedUpBeforeAnythingIsRounded() {
        Term running = Term.beginning(NOVEMBER_22, 1);
        ImmutableList<PaidTerm> paid =
                ImmutableList.of(new PaidTerm(running, 1, sold(5_000)), new PaidTerm(running.next(1), 1, sold(5_000)));
        assertProration(7_419, 22_259, 14_840, Proration.of(paid, Samples.rupiah(15_000), LocalDate.of(2026, 12, 7)));
    }

    @Test
    @DisplayName("B178 the cheaper package costs nothing and leaves a rest")
    void theCheaperPackageCostsNothingAndLeavesARest() {
        ImmutableList<PaidTerm> paid = term(Term.beginning(NOVEMBER_22, 1), 1, 25_000);
        LocalDate today = LocalDate.of(2026, 12, 12);
        assertTrue(Proration.of(paid, Samples.rupiah(10_000), today).due().isZero());
        assertEquals(Samples.rupiah(4_838), Proration.left(paid, Samples.rupiah(10_000), today));
        assertTrue(Proration.left(paid, Samples.rupiah(30_000), today).isZero());
    }

    @Test
    void currenciesWithCentsAreRoundedToCents() {
        CurrencyUnit dollars = CurrencyUnit.USD;
        Sold cheap = new Sold(PackageType.BRONZE, "BRONZE", Amounts.of(dollars, 10));
        ImmutableList<PaidTerm> paid = ImmutableList.of(new PaidTerm(Term.beginning(NOVEMBER_22, 1), 1, cheap));
        Proration found = Proration.of(paid, Amounts.of(dollars, 20), LocalDate.of(2026, 12, 7));
        assertEquals(Money.of(dollars, new BigDecimal("4.83")), found.credit());
        assertEquals(Money.of(dollars, new BigDecimal("9.68")), found.charge());
        assertFalse(found.isWaived());
    }

    @Property
    void upgradesInStepsCostTheSameWithinTwoRupiahAStep(
            @ForAll @IntRange(min = 1_000, max = 500_000) int low,
            @ForAll @IntRange(max = 500_000) int more,
            @ForAll @IntRange(max = 500_000) int most,
            @ForAll @IntRange(min = 1, max = 12) int months,
            @ForAll @IntRange(max = 400) int day) {
        Term term = Term.beginning(NOVEMBER_22, months);
        LocalDate today = NOVEMBER_22.plusDays(day);
        Money whole = Proration.of(term(term, months, low), Samples.rupiah((long) low + more + most), today)
                .due();
        Money first = Proration.of(term(term, months, low), Samples.rupiah((long) low + more), today)
                .due();
        Money second = Proration.of(
                        term(term, months, (long) low + more), Samples.rupiah((long) low + more + most), today)
                .due();
        long apart = first.plus(second).minus(whole).abs().getAmount().longValueExact();
        assertTrue(apart <= 4, () -> first + " and " + second + " instead of " + whole);
        assertFalse(whole.isNegative());
        Money back = Proration.left(term(term, months, (long) low + more), Samples.rupiah(low), today);
        assertFalse(back.isGreaterThan(first), () -> "up for " + first + " and down again for " + back);
    }
}
