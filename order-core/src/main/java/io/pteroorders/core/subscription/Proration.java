package io.pteroorders.core.subscription;

import io.pteroorders.core.catalog.Amounts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.joda.money.Money;

/**
 * What the rest of what is paid for is worth, in the package that runs and in another. Today belongs to the package that
 * runs. Immutable and thread-safe.
 *
 * @param credit what is left of the package that runs, rounded down to what the currency has
 * @param charge what the same days of the other package cost, rounded up
 */
public record Proration(Money credit, Money charge) {

    /** Less than this in rupiah is not worth asking for; see {@link #due}. */
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(1_000);

    /** Numerator and denominator of an amount. */
    private record Fraction(BigInteger over, BigInteger under) {

        static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

        Fraction plus(Fraction other) {
            return new Fraction(
                    over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
        }
    }

    /**
     * Works it out. Terms are added up before anything is rounded.
     *
     * @param terms what is paid for; those that are over count nothing
     * @param pricePerMonth of the other package
     */
    public static Proration of(Iterable<PaidTerm> terms, Money pricePerMonth, LocalDate today) {
        Fraction credit = Fraction.ZERO;
        Fraction charge = Fraction.ZERO;
        for (PaidTerm paid : terms) {
            credit = credit.plus(rest(paid, paid.sold().pricePerMonth(), today));
            charge = charge.plus(rest(paid, pricePerMonth, today));
        }
        return new Proration(
                rounded(credit, pricePerMonth, RoundingMode.FLOOR),
                rounded(charge, pricePerMonth, RoundingMode.CEILING));
    }

    /** Price of the term, times its days after today, by its days: in the smallest unit that the currency has. */
    private static Fraction rest(PaidTerm paid, Money pricePerMonth, LocalDate today) {
        BigInteger price = pricePerMonth
                .multipliedBy(paid.months())
                .getAmount()
                .movePointRight(Amounts.decimals(pricePerMonth.getCurrencyUnit()))
                .toBigIntegerExact();
        BigInteger left = BigInteger.valueOf(paid.term().daysAfter(today));
        return new Fraction(price.multiply(left), BigInteger.valueOf(paid.term().days()));
    }

    private static Money rounded(Fraction units, Money like, RoundingMode mode) {
        BigDecimal whole = new BigDecimal(units.over).divide(new BigDecimal(units.under), 0, mode);
        return Amounts.of(like.getCurrencyUnit(), whole.movePointLeft(Amounts.decimals(like.getCurrencyUnit())));
    }

    /** What a customer pays who changes to the other package now; nothing if that is the cheaper one. */
    public Money due() {
        Money due = charge.minus(credit);
        return due.isNegative() ? Money.zero(due.getCurrencyUnit()) : due;
    }

    /** Whether what is due is so little that nobody asks for it: less than 1.000 rupiah. */
    public boolean isWaived() {
        return due().getCurrencyUnit().getCode().equals("IDR")
                ? due().getAmount().compareTo(SMALLEST) < 0
                : due().isZero();
    }

    /** What is left over for a customer who changes to the other package now; nothing if that is the dearer one. */
    public static Money left(Iterable<PaidTerm> terms, Money pricePerMonth, LocalDate today) {
        Fraction less = Fraction.ZERO;
        for (PaidTerm paid : terms) {
            Money saved = paid.sold().pricePerMonth().minus(pricePerMonth);
            less = saved.isPositive() ? less.plus(rest(paid, saved, today)) : less;
        }
        return rounded(less, pricePerMonth, RoundingMode.FLOOR);
    }
}
