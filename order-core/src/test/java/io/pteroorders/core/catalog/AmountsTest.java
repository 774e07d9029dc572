package io.pteroorders.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.Samples;
import io.pteroorders.core.order.OrderItem;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "IDR, 25000, 25000",
        "IDR, 25.000, write 25000",
        "IDR, 2.5e4, write 25000",
        "IDR, 25000.0, write 25000",
        "IDR, 0.000, write 0",
        "USD, 5.00, 5",
        "USD, 5.5, 5.5",
        "USD, 5.000, write 5000",
        "USD, 1e2, write 100",
        "KWD, 5.000, 5"
    })
    void anAmountOfAFileIsReadExactlyOrRefused(String currency, String written, String read) {
        String result;
        try {
            result = Amounts.written(CurrencyUnit.of(currency), new BigDecimal(written))
                    .getAmount()
                    .stripTrailingZeros()
                    .toPlainString();
        } catch (IllegalArgumentException e) {
            result = String.valueOf(e.getMessage());
        }
        assertTrue(result.contains(read), result);
    }

    private static final CurrencyUnit USD = CurrencyUnit.USD;
    private static final long MOST = 999_999_999_999_999L;
    private static final ServerSpecifications SMALL = new ServerSpecifications("1GB", "1 CPU", "SSD", "Unlimited");

    @ParameterizedTest
    @ValueSource(strings = {"0", "25000", "25000.00", "2.5E+4", "999999999999999"})
    void rupiahAreWhole(String amount) {
        assertEquals(
                0,
                new BigDecimal(amount)
                        .compareTo(
                                Amounts.of(Samples.IDR, new BigDecimal(amount)).getAmount()));
    }

    @ParameterizedTest
    @CsvSource({
        "IDR, 25000.5, an amount in IDR has at most 0 decimals",
        "IDR, 0.01, an amount in IDR has at most 0 decimals",
        "USD, 0.001, an amount in USD has at most 2 decimals",
        "JPY, 0.1, an amount in JPY has at most 0 decimals",
        "IDR, -1, an amount is never negative",
        "IDR, 1000000000000000, an amount has at most 15 digits",
        "IDR, 1E+1000000000, an amount has at most 15 digits",
        "IDR, 1E+2147483647, an amount has at most 15 digits",
        "USD, 1E-2147483647, an amount in USD has at most 2 decimals"
    })
    void anyOtherAmountIsRefused(String currency, BigDecimal amount, String why) {
        assertEquals(
                why,
                assertThrows(IllegalArgumentException.class, () -> Amounts.of(CurrencyUnit.of(currency), amount))
                        .getMessage());
    }

    @Test
    void aDollarHasCents() {
        assertEquals(Money.of(USD, new BigDecimal("9.99")), Amounts.of(USD, new BigDecimal("9.990")));
        assertEquals(2, Amounts.decimals(USD));
        assertEquals(0, Amounts.decimals(Samples.IDR));
    }

    @Test
    void aFractionOfARupiahIsNoPrice() {
        Money fraction = Money.of(Samples.IDR, new BigDecimal("25000.50"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PackageInfo(PackageType.GOLD, "GOLD", SMALL, fraction, "", true));
        assertThrows(IllegalArgumentException.class, () -> new OrderItem(PackageType.GOLD, "GOLD", 1, fraction, SMALL));
    }

    @Property
    void aTotalIsPriceTimesDurationExactly(
            @ForAll @LongRange(min = 0, max = MOST) long cents, @ForAll @IntRange(min = 1, max = 12) int months) {
        Money price = Money.ofMinor(USD, cents);
        OrderItem item = new OrderItem(PackageType.GOLD, "GOLD", months, price, SMALL);
        assertEquals(
                BigDecimal.valueOf(cents, 2).multiply(BigDecimal.valueOf(months)),
                item.totalAmount().getAmount());
    }

    @ParameterizedTest
    @CsvSource({"100, 3, 33", "200, 3, 67", "5, 2, 3", "0, 7, 0", "25000, 1, 25000"})
    void anAverageIsRoundedHalfUpToWholeRupiah(long total, long count, long average) {
        assertEquals(Samples.rupiah(average), Amounts.average(Samples.rupiah(total), count));
    }

    @Test
    void anAverageOfDollarsIsRoundedHalfUpToCents() {
        assertEquals(Money.ofMinor(USD, 334), Amounts.average(Money.ofMinor(USD, 1001), 3));
        assertEquals(Money.ofMinor(USD, 1), Amounts.average(Money.ofMinor(USD, 1), 2));
        assertThrows(ArithmeticException.class, () -> Amounts.average(Money.ofMinor(USD, 1), 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 13, Integer.MAX_VALUE})
    void aDurationIsOneToTwelveMonths(int months) {
        assertEquals(
                "duration is 1 to 12 months, was " + months,
                assertThrows(IllegalArgumentException.class, () -> Samples.item(PackageType.BRONZE, months))
                        .getMessage());
    }
}
