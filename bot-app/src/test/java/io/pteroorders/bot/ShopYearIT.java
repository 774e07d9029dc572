package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Months of a shop through the built jar, which is killed at any moment and away for days: the books of the shop and those kept
 * beside it agree to the rupiah and to the day, nobody is to be stopped who paid or was not warned, and nothing is told twice.
 * {@code -Dyear.seed} repeats a run.
 */
class ShopYearIT {

    private static final boolean ALL = System.getProperty("faults", "").equals("all");
    private static final LocalDate BEGIN = LocalDate.parse("2027-11-10");

    @TempDir
    Path directory;

    private void lives(int customers, int months, int killedOneOf) throws Exception {
        long seed = Long.getLong("year.seed", 20);
        LocalDate end = BEGIN.plusMonths(months);
        try (ShopYear shop = new ShopYear(directory, customers, BEGIN, end, killedOneOf, seed)) {
            shop.run(end);
            System.out.printf("%d customers, %d months, seed %d: %s%n", customers, months, seed, shop.summary());
            assertTrue(shop.renewals() > customers / 2, shop.summary());
        }
    }

    @Test
    void aQuarterOfASmallShopBalances() throws Exception {
        lives(20, 3, 100);
    }

    @Test
    @Tag("hunt")
    void aYearOfALargeShopBalances() throws Exception {
        lives(ALL ? 500 : 60, ALL ? 12 : 6, 200);
    }
}
