package io.pteroorders.core.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import io.pteroorders.core.catalog.Amounts;
import java.util.Collections;
import java.util.Random;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniqueAmountsTest {

    private static Money rupiah(long amount) {
        return Amounts.of(CurrencyUnit.of("IDR"), amount);
    }

    @ParameterizedTest
    @CsvSource({
        "25000, 24801, 24999, 199",
        "2000, 1801, 1999, 199",
        "1999, 1950, 1998, 49",
        "1049, 1000, 1048, 49",
        "1010, 1000, 1009, 10",
        "1001, 1000, 1000, 1",
        "1000, 1000, 1000, 1",
        "1, 1, 1, 1",
    })
    void theDiscountIsSmallAndLeavesAThousand(long total, long least, long most, int count) {
        ImmutableSet<Money> amounts = ImmutableSet.copyOf(UniqueAmounts.of(rupiah(total), new Random(1)));
        assertEquals(count, amounts.size());
        assertEquals(
                Range.closed(rupiah(least), rupiah(most)),
                Range.closed(Collections.min(amounts), Collections.max(amounts)));
    }

    @Test
    void theOrderIsThatOfTheDie() {
        assertEquals(UniqueAmounts.of(rupiah(25_000), new Random(1)), UniqueAmounts.of(rupiah(25_000), new Random(1)));
        assertNotEquals(
                UniqueAmounts.of(rupiah(25_000), new Random(1)), UniqueAmounts.of(rupiah(25_000), new Random(2)));
    }
}
