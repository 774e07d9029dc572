package io.pteroorders.core.order;

import static io.pteroorders.core.order.OrderStatus.COMPLETED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class SubscriptionLogTest {

    private static final Instant NOON = Samples.NOON;
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final LocalDate DAY = LocalDate.of(2026, 2, 15);
    private static final LocalDate NEXT_DAY = LocalDate.of(2026, 3, 15);
    private static final Given GIVEN = new Given(NOON, "owner", 7, "it was down");
    private static final Renewing RENEWING = new Renewing(LATER, "6281234567890", false);
    private static final TakenStep REMINDER = step(DAY, 7);
    private static final SubscriptionLog LOG =
            SubscriptionLog.NONE.with(GIVEN).with(RENEWING).with(REMINDER);

    private static TakenStep step(LocalDate paidUntil, int days) {
        return new TakenStep(paidUntil, new RenewalStep(RenewalStep.Kind.REMINDER, days), NOON, false);
    }

    private static void assertRefused(String why, Runnable wrong) {
        assertEquals(
                why, assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }

    @Test
    void anEmptyLogRemembersNothing() {
        assertSame(SubscriptionLog.NONE, SubscriptionLog.of(List.of(), List.of()));
        assertTrue(SubscriptionLog.NONE.isEmpty());
        assertFalse(SubscriptionLog.NONE.with(GIVEN).isEmpty());
        assertFalse(SubscriptionLog.NONE.with(REMINDER).isEmpty());
    }

    @Test
    void anEntryIsAddedAtTheEnd() {
        assertEquals(List.of(GIVEN, RENEWING), LOG.entries());
        assertEquals(
                List.of(GIVEN, GIVEN),
                SubscriptionLog.NONE.with(GIVEN).with(GIVEN).entries());
        assertEquals(List.of(REMINDER), LOG.steps());
    }

    @Test
    void noEntryIsOlderThanTheNewest() {
        assertRefused("the times of a subscription go backwards", () -> LOG.with(GIVEN));
        assertRefused(
                "the times of a subscription go backwards",
                () -> SubscriptionLog.of(List.of(RENEWING, GIVEN), List.of()));
    }

    @Test
    void aStepForAnotherLastDayTakesThePlaceOfThoseBefore() {
        TakenStep second = step(DAY, 3);
        assertEquals(List.of(REMINDER, second), LOG.with(second).steps());
        TakenStep next = step(NEXT_DAY, 7);
        assertEquals(List.of(next), LOG.with(second).with(next).steps());
        assertEquals(LOG.entries(), LOG.with(next).entries());
        assertEquals(List.of(REMINDER), LOG.with(next).with(REMINDER).steps());
    }

    @Test
    void stepsAreThoseOfOneLastDay() {
        assertEquals(List.of(REMINDER), LOG.steps(DAY).toList());
        assertEquals(List.of(), LOG.steps(NEXT_DAY).toList());
        assertRefused(
                "the steps of a subscription are of several last days",
                () -> SubscriptionLog.of(List.of(), List.of(REMINDER, step(NEXT_DAY, 3))));
    }

    @Test
    void aStepIsTakenOnce() {
        TakenStep again = new TakenStep(DAY, REMINDER.step(), LATER, true);
        assertRefused("a step of a subscription is taken twice", () -> LOG.with(again));
    }

    @Test
    void aLogHasAtMostFiveHundredEntriesAndSteps() {
        String why = "a subscription remembers at most 200 entries";
        SubscriptionLog full = SubscriptionLog.of(Collections.nCopies(200, GIVEN), List.of());
        assertTrue(full.isFull());
        assertRefused(why, () -> full.with(GIVEN));
        SubscriptionLog busy = SubscriptionLog.of(
                List.of(),
                IntStream.range(0, 200).mapToObj(days -> step(DAY, days)).toList());
        assertTrue(busy.isFull());
        assertRefused(why, () -> busy.with(step(DAY, 200)));
        assertEquals(1, busy.with(step(NEXT_DAY, 200)).steps().size());
        assertFalse(LOG.isFull());
    }

    @Test
    void logsAreEqualIfTheirEntriesAndStepsAre() {
        SubscriptionLog same = SubscriptionLog.of(LOG.entries(), LOG.steps());
        assertEquals(LOG, same);
        assertEquals(LOG.hashCode(), same.hashCode());
        assertNotEquals(LOG, SubscriptionLog.of(LOG.entries(), List.of()));
        assertNotEquals(LOG, SubscriptionLog.of(List.of(), LOG.steps()));
    }

    @Test
    void whatIsLoggedOfALogHasNothingThatSomebodyWrote() {
        assertEquals("2 entries, 1 steps", LOG.toString());
    }

    // In an order.

    private static Order remembering(SubscriptionLog log) {
        return Samples.in(COMPLETED).withSubscription(NOON, log);
    }

    @Test
    void anOrderRemembersAtTheTimeOfTheChange() {
        Order order = Samples.in(COMPLETED);
        Instant now = order.updatedAt().plusSeconds(1);
        Order next = order.withSubscription(now, LOG);
        assertEquals(LOG, next.subscription());
        assertEquals(now, next.updatedAt());
        assertEquals(SubscriptionLog.NONE, order.subscription());
        assertNotEquals(order, remembering(LOG));
    }

    @Test
    void whatIsOwedIsInTheCurrencyOfTheOrder() {
        SubscriptionLog inDollars =
                SubscriptionLog.NONE.with(new Credited(NOON, "owner", Money.of(CurrencyUnit.USD, 5), ""));
        assertRefused("a credit is in another currency than the order", () -> remembering(inDollars));
        SubscriptionLog inRupiah = SubscriptionLog.NONE.with(new Credited(NOON, "owner", Samples.rupiah(4_838), ""));
        assertEquals(inRupiah, remembering(inRupiah).subscription());
    }

    @Test
    void whatHappenedIsNeverTakenBack() {
        Order order = remembering(LOG);
        assertTrue(order.continues(remembering(SubscriptionLog.NONE)));
        assertTrue(remembering(LOG.with(RENEWING)).continues(order));
        for (SubscriptionLog other : List.of(
                SubscriptionLog.NONE,
                SubscriptionLog.of(List.of(GIVEN), LOG.steps()),
                SubscriptionLog.of(List.of(GIVEN, GIVEN), LOG.steps()),
                SubscriptionLog.of(List.of(GIVEN, new Renewing(LATER, "6281234567890", true)), LOG.steps()),
                SubscriptionLog.of(List.of(RENEWING), LOG.steps()))) {
            assertFalse(remembering(other).continues(order), other::toString);
        }
    }

    @Test
    void stepsAreForgottenOnlyForAnotherLastDay() {
        Order order = remembering(LOG);
        assertTrue(remembering(LOG.with(step(DAY, 3))).continues(order));
        assertTrue(remembering(LOG.with(step(NEXT_DAY, 3))).continues(order));
        assertFalse(remembering(SubscriptionLog.of(LOG.entries(), List.of(step(DAY, 3))))
                .continues(order));
        assertFalse(remembering(SubscriptionLog.of(
                        LOG.entries(), List.of(new TakenStep(DAY, REMINDER.step(), REMINDER.at(), true))))
                .continues(order));
    }

    @Test
    void aCustomerSeesWhatHappenedAndNotWhoDidItNorWhy() {
        SubscriptionLog all = SubscriptionLog.of(
                List.of(
                        new PaidUntil(NOON, "owner", DAY, "secret"),
                        GIVEN,
                        new Held(NOON, "owner", DAY, "secret"),
                        new Suspended(NOON, "owner", SuspensionReason.ABUSE, "secret"),
                        new Lifted(NOON, "owner", SuspensionReason.ABUSE, "secret"),
                        new Changing(NOON, "owner", Optional.of(PackageType.SILVER)),
                        new Credited(NOON, "owner", Samples.rupiah(4_838), "secret"),
                        new Ended(NOON, "owner", "secret"),
                        RENEWING),
                List.of(REMINDER));
        ImmutableList<SubscriptionEntry> seen = ImmutableList.of(
                new PaidUntil(NOON, "system", DAY, ""),
                new Given(NOON, "system", 7, ""),
                new Held(NOON, "system", DAY, ""),
                new Suspended(NOON, "system", SuspensionReason.ABUSE, ""),
                new Lifted(NOON, "system", SuspensionReason.ABUSE, ""),
                new Changing(NOON, "system", Optional.of(PackageType.SILVER)),
                new Credited(NOON, "system", Samples.rupiah(4_838), ""),
                new Ended(NOON, "system", ""),
                new Renewing(LATER, "system", false));
        assertEquals(
                SubscriptionLog.of(seen, List.of()),
                remembering(all).asSeenByCustomer().subscription());
        assertSame(
                SubscriptionLog.NONE,
                remembering(SubscriptionLog.NONE.with(REMINDER))
                        .asSeenByCustomer()
                        .subscription());
    }
}
