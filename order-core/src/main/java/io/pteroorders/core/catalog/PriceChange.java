package io.pteroorders.core.catalog;

import com.google.common.base.Preconditions;
import java.time.LocalDate;
import java.util.Objects;
import org.joda.money.Money;

/**
 * A price that a package has from a day on. Days are days of the shop. Immutable and thread-safe.
 *
 * @param price the new price of one month; see {@link Amounts}
 * @param from the first day of the new price
 * @param announced the day on which customers were told, {@value #LEAST_NOTICE} days before {@code from} or earlier; orders
 *     of before know nothing of the change
 * @param lockMonths so many months from that first day on can still be renewed at the old price, 0 to
 *     {@value #MOST_LOCK_MONTHS}, by orders that are made before it
 * @param grandfather whether customers who have the package keep their older price until they change to another package
 */
public record PriceChange(Money price, LocalDate from, LocalDate announced, int lockMonths, boolean grandfather) {

    /** How many days before a new price it is announced at the latest. */
    public static final int LEAST_NOTICE = 14;

    /** The longest that an old price can be kept by renewing, in months. */
    public static final int MOST_LOCK_MONTHS = 12;

    /** @throws IllegalArgumentException if a rule is broken; the message says which */
    public PriceChange {
        price = Amounts.of(price.getCurrencyUnit(), price.getAmount());
        Objects.requireNonNull(from, "from");
        Preconditions.checkArgument(
                !announced.isAfter(from.minusDays(LEAST_NOTICE)),
                "a price is announced %s days before it begins or earlier: for a price from %s by %s",
                LEAST_NOTICE,
                from,
                from.minusDays(LEAST_NOTICE));
        Preconditions.checkArgument(
                lockMonths >= 0 && lockMonths <= MOST_LOCK_MONTHS,
                "an old price is kept for 0 to %s months",
                MOST_LOCK_MONTHS);
    }
}
