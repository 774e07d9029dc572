package io.pteroorders.bot.talk;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageType;
import java.util.Optional;

/**
 * What a sentence names. Immutable and thread-safe.
 *
 * @param packages those that are wanted, in their order: by their names, or by what only they have or cost
 * @param months how long; not checked for its range
 * @param tooShort whether a time is named that is shorter than a month
 * @param amount an amount of money, in whole units
 * @param offer whether the amount is not what the package costs that is named beside it
 * @param order an order, as it was typed
 * @param chosen whether packages were named beside the wanted ones, and are not wanted
 */
public record Slots(
        ImmutableList<Wanted> packages,
        Optional<Integer> months,
        boolean tooShort,
        Optional<Long> amount,
        boolean offer,
        Optional<String> order,
        boolean chosen) {

    /**
     * A package with its months, if they are said right after it.
     *
     * @param type the package
     * @param months how many
     */
    public record Wanted(PackageType type, Optional<Integer> months) {}

    /** The package, if just one is named. */
    public Optional<PackageType> onePackage() {
        return packages.size() == 1 ? Optional.of(packages.get(0).type()) : Optional.empty();
    }
}
