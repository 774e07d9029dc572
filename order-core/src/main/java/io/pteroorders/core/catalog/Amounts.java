package io.pteroorders.core.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The rules for prices: exact, never negative, at most {@value #MAX_DIGITS} digits, and with no more decimals than people use.
 * Rupiah have none, although ISO 4217 lists two. Sums of prices are exact, however many digits they have.
 */
public final class Amounts {

    /** The most digits a price may have before the decimal point. */
    public static final int MAX_DIGITS = 15;

    /** Points and commas stand between groups of so many digits. */
    private static final int THOUSANDS = 3;

    private static final CurrencyUnit IDR = CurrencyUnit.of("IDR");

    private Amounts() {}

    /**
     * The number of decimals in use for a currency.
     *
     * @return 0 for IDR, otherwise what ISO 4217 says
     */
    public static int decimals(CurrencyUnit currency) {
        return currency.equals(IDR) ? 0 : currency.getDecimalPlaces();
    }

    /**
     * An amount, checked.
     *
     * @throws IllegalArgumentException if it is negative, has too many digits, or has more decimals than the currency
     */
    public static Money of(CurrencyUnit currency, BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("an amount is never negative");
        }
        if (amount.precision() - (long) amount.scale() > MAX_DIGITS) {
            throw new IllegalArgumentException("an amount has at most " + MAX_DIGITS + " digits");
        }
        BigDecimal stripped = amount.scale() == 0 ? amount : amount.stripTrailingZeros();
        if (stripped.scale() > decimals(currency)) {
            throw new IllegalArgumentException(
                    "an amount in " + currency + " has at most " + decimals(currency) + " decimals");
        }
        return Money.of(currency, stripped);
    }

    /**
     * An amount as it was written in a file. Where the currency has no such decimals, {@code 25.000} is refused and not
     * taken for 25: people group thousands with points. So is {@code 2.5e4}.
     *
     * @param amount with the decimals that it was written with
     * @throws IllegalArgumentException as {@link #of(CurrencyUnit, BigDecimal)} does, or if it was written with more
     *     decimals than the currency has, or with an exponent
     */
    public static Money written(CurrencyUnit currency, BigDecimal amount) {
        Money money = of(currency, amount);
        if (amount.scale() < 0 || amount.scale() > decimals(currency)) {
            boolean grouped = amount.scale() > 0 && amount.scale() % THOUSANDS == 0;
            String meant =
                    grouped ? amount.unscaledValue() + ", or " + plain(amount) + " if that is meant" : plain(amount);
            throw new IllegalArgumentException("an amount in " + currency + " is a plain number with at most "
                    + decimals(currency) + " decimals: write " + meant);
        }
        return money;
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    /** An amount of whole units, for example {@code of(IDR, 25_000)}. */
    public static Money of(CurrencyUnit currency, long units) {
        return of(currency, BigDecimal.valueOf(units));
    }

    /**
     * A total shared out evenly over a number of orders, rounded half-up to the decimals in use.
     *
     * @throws ArithmeticException if {@code count} is zero
     */
    public static Money average(Money total, long count) {
        BigDecimal mean = total.getAmount()
                .divide(BigDecimal.valueOf(count), decimals(total.getCurrencyUnit()), RoundingMode.HALF_UP);
        return Money.of(total.getCurrencyUnit(), mean);
    }
}
