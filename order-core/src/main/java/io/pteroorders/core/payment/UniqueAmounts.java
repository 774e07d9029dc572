package io.pteroorders.core.payment;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.Amounts;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.joda.money.Money;

/**
 * Amounts that tell an order's money from others' when nothing but the amount does: the total less a few rupiah, which
 * are the customer's to keep.
 */
public final class UniqueAmounts {

    /** The greatest discount. */
    public static final int MOST = 199;

    private static final int MOST_OF_LITTLE = 49;
    private static final long LITTLE = 2_000;
    private static final long FLOOR = 1_000;

    private UniqueAmounts() {}

    /**
     * Which amounts may stand for a total: all of them, in random order, so that the first that is free is a good one. A
     * total of {@value #FLOOR} or less stands for itself alone.
     *
     * @param total in a currency without decimals
     */
    public static ImmutableList<Money> of(Money total, Random random) {
        long units = total.getAmount().longValueExact();
        long most = Math.min(units < LITTLE ? MOST_OF_LITTLE : MOST, units - FLOOR);
        if (most <= 0) {
            return ImmutableList.of(total);
        }
        List<Money> amounts = LongStream.rangeClosed(1, most)
                .mapToObj(less -> Amounts.of(total.getCurrencyUnit(), units - less))
                .collect(Collectors.toList());
        Collections.shuffle(amounts, random);
        return ImmutableList.copyOf(amounts);
    }
}
