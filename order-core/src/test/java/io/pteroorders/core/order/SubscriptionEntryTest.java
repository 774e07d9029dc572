package io.pteroorders.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.SubscriptionEntry.Changing;
import io.pteroorders.core.order.SubscriptionEntry.Credited;
import io.pteroorders.core.order.SubscriptionEntry.Ended;
import io.pteroorders.core.order.SubscriptionEntry.Given;
import io.pteroorders.core.order.SubscriptionEntry.Held;
import io.pteroorders.core.order.SubscriptionEntry.Lifted;
import io.pteroorders.core.order.SubscriptionEntry.PaidUntil;
import io.pteroorders.core.order.SubscriptionEntry.Renewing;
import io.pteroorders.core.order.SubscriptionEntry.Suspended;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionEntryTest {

    private static final Instant NOON = Samples.NOON;
    private static final LocalDate DAY = LocalDate.of(2026, 2, 15);
    private static final LocalDate TOO_EARLY = LocalDate.of(1969, 12, 31);
    private static final LocalDate TOO_LATE = LocalDate.of(10_000, 1, 1);

    /** What makes an entry of a time, an author and a reason. */
    @FunctionalInterface
    private interface Kind {
        SubscriptionEntry made(Instant at, String by, String why);
    }

    private static final List<Kind> WITHOUT_A_REASON = List.of(
            (at, by, why) -> new Renewing(at, by, true), (at, by, why) -> new Changing(at, by, Optional.empty()));

    private static final List<Kind> WITH_A_REASON = List.of(
            (at, by, why) -> new PaidUntil(at, by, DAY, why),
            (at, by, why) -> new Given(at, by, 7, why),
            (at, by, why) -> new Held(at, by, DAY, why),
            (at, by, why) -> new Suspended(at, by, SuspensionReason.BILLING, why),
            (at, by, why) -> new Lifted(at, by, SuspensionReason.BILLING, why),
            (at, by, why) -> new Credited(at, by, Samples.rupiah(4_838), why),
            (at, by, why) -> new Ended(at, by, why));

    private static final List<Kind> ALL =
            Stream.of(WITHOUT_A_REASON, WITH_A_REASON).flatMap(List::stream).toList();

    private static void assertRefused(String why, Runnable wrong) {
        assertEquals(
                why, assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }

    @Test
    void timesAreCutToMilliseconds() {
        ALL.forEach(kind -> assertEquals(
                NOON, kind.made(NOON.plusNanos(999_999), "owner", "").at()));
    }

    @Test
    void timesLieBetweenTheYears1970And9999() {
        String why = "at lies outside the years 1970 to 9999";
        Instant tooEarly = Instant.EPOCH.minusMillis(1);
        ALL.forEach(kind -> assertRefused(why, () -> kind.made(tooEarly, "owner", "")));
    }

    @Test
    void anEntrySaysWhoMadeIt() {
        String why = "an entry of a subscription needs to say who made it";
        for (String nobody : List.of("", " ", "\u200b", "\n")) {
            ALL.forEach(kind -> assertRefused(why, () -> kind.made(NOON, nobody, "")));
        }
        ALL.forEach(kind ->
                assertEquals("owner", kind.made(NOON, " owner\u200b", "").by()));
    }

    @Test
    void aReasonIsCleanedAndMayBeEmpty() {
        assertEquals("it was down", new Given(NOON, "owner", 7, " it\n was down ").why());
        assertEquals("", new Held(NOON, "owner", DAY, " \u200b").why());
    }

    @Test
    void aReasonHasAtMostFiveHundredCharacters() {
        String longest = "🎮".repeat(500);
        WITH_A_REASON.forEach(kind -> {
            kind.made(NOON, "owner", longest);
            assertRefused("a reason has at most 500 characters", () -> kind.made(NOON, "owner", longest + "x"));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 367, Integer.MAX_VALUE})
    void aYearOfDaysCanBeGivenAtOnce(int days) {
        assertRefused("1 to 366 days can be given, not " + days, () -> new Given(NOON, "owner", days, ""));
        assertEquals(1, new Given(NOON, "owner", 1, "").days());
        assertEquals(366, new Given(NOON, "owner", 366, "").days());
    }

    @Test
    void daysLieBetweenTheYears1970And9999() {
        for (LocalDate day : List.of(TOO_EARLY, TOO_LATE)) {
            assertRefused("day lies outside the years 1970 to 9999", () -> new PaidUntil(NOON, "owner", day, ""));
            assertRefused("until lies outside the years 1970 to 9999", () -> new Held(NOON, "owner", day, ""));
        }
        assertEquals(LocalDate.EPOCH, new PaidUntil(NOON, "owner", LocalDate.EPOCH, "").day());
        LocalDate last = TOO_LATE.minusDays(1);
        assertEquals(last, new Held(NOON, "owner", last, "").until());
    }

    @Test
    void aCreditIsAnAmountAndMoreThanNothing() {
        assertRefused("what is credited is more than nothing", () -> credited("0"));
        assertRefused("an amount is never negative", () -> credited("-1"));
        assertRefused("an amount in IDR has at most 0 decimals", () -> credited("0.5"));
        assertEquals(new Credited(NOON, "owner", Samples.rupiah(4_838), ""), credited("4838.00"));
    }

    private static Credited credited(String amount) {
        return new Credited(NOON, "owner", Money.of(Samples.IDR, new BigDecimal(amount)), "");
    }

    @Test
    void whatIsLoggedOfAnEntryHasNothingThatSomebodyWrote() {
        String by = "6281****";
        String at = " at 2026-01-15T05:00:00Z by ";
        assertEquals("changing to silver" + at + by, changing(Optional.of(PackageType.SILVER)));
        assertEquals("not changing" + at + by, changing(Optional.empty()));
        assertEquals(
                "IDR 4838.00 credited" + at + by,
                new Credited(NOON, "6281234567890", Samples.rupiah(4_838), "secret").toString());
        assertEquals("ended" + at + by, new Ended(NOON, "6281234567890", "secret").toString());
    }

    private static String changing(Optional<PackageType> to) {
        return new Changing(NOON, "6281234567890", to).toString();
    }

    @ParameterizedTest
    @EnumSource
    void aReasonToSuspendIsFoundByItsWordInAnyCase(SuspensionReason reason) {
        assertEquals(Optional.of(reason), SuspensionReason.parse(reason.word()));
        assertEquals(Optional.of(reason), SuspensionReason.parse(reason.name()));
        assertEquals(Optional.empty(), SuspensionReason.parse(reason.word() + " "));
    }
}
