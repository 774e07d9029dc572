package io.pteroorders.core.service;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PriceChange;
import io.pteroorders.core.subscription.PaidTerm;
import java.time.LocalDate;
import org.joda.money.Money;

/**
 * What the months of a renewal cost that is ordered on a day. A month costs what the package does on that day, unless a change
 * was announced by then and the month begins {@link PriceChange#lockMonths} months after the first day of the new price or
 * later: then it costs that. Immutable and thread-safe.
 */
final class RenewalPrice {

    private final Money before;
    private final ImmutableList<PriceChange> changes;
    private final LocalDate ordered;

    private RenewalPrice(Money before, ImmutableList<PriceChange> changes, LocalDate ordered) {
        this.before = before;
        this.changes = changes;
        this.ordered = ordered;
    }

    /** For whoever changes to a package. */
    static RenewalPrice changingTo(PackageInfo sold, LocalDate ordered) {
        return new RenewalPrice(sold.pricePerMonth(), sold.changes(), ordered);
    }

    /**
     * For whoever has a package: later changes that let customers keep their price are not theirs.
     *
     * @param last what they paid for last
     */
    static RenewalPrice keeping(PackageInfo sold, PaidTerm last, LocalDate ordered) {
        PackageInfo theirs = sold.on(pricedOn(sold, last, ordered));
        return new RenewalPrice(
                theirs.pricePerMonth(),
                theirs.changes().stream()
                        .filter(change -> !change.grandfather())
                        .collect(ImmutableList.toImmutableList()),
                ordered);
    }

    /** A day on which the package had the price that they paid; if it never had, the day on which their term began. */
    private static LocalDate pricedOn(PackageInfo sold, PaidTerm last, LocalDate ordered) {
        Money paid = last.sold().pricePerMonth();
        return Streams.findLast(sold.changes().stream()
                        .filter(change -> !change.from().isAfter(ordered))
                        .filter(change -> change.price().equals(paid))
                        .map(PriceChange::from))
                .orElseGet(() -> sold.pricePerMonth().equals(paid)
                        ? LocalDate.MIN
                        : last.term().first());
    }

    /** The price of a month that begins on a day. */
    Money ofMonth(LocalDate begins) {
        return Streams.findLast(changes.stream().filter(change -> isDue(change, begins)))
                .map(PriceChange::price)
                .orElse(before);
    }

    private boolean isDue(PriceChange change, LocalDate begins) {
        boolean kept = begins.isBefore(change.from().plusMonths(change.lockMonths()));
        return !change.from().isAfter(ordered) || (!change.announced().isAfter(ordered) && !kept);
    }
}
