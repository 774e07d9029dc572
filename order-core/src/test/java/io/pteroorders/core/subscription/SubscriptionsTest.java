package io.pteroorders.core.subscription;

import static io.pteroorders.core.subscription.Story.at;
import static io.pteroorders.core.subscription.Story.live;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.subscription.Subscription.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Until when a server is paid, by the orders that tell of it. */
class SubscriptionsTest {

    private static final String NOVEMBER_22 = "2026-11-22T10:00";

    private static void assertUntil(String day, Story story) {
        assertEquals(LocalDate.parse(day), story.now().paidUntil());
    }

    @Test
    @DisplayName("B76 the first term begins when the server is there, by the day of the shop")
    void theFirstTermBeginsWhenTheServerIsThereByTheDayOfTheShop() {
        Story night = live("2027-02-01T00:10", 1);
        assertEquals(
                Instant.parse("2027-01-31T17:10:00Z"),
                night.first().lastChange().timestamp());
        assertUntil("2027-03-01", night);
        assertUntil("2027-02-28", live("2027-01-31T00:00", 1));
    }

    @Test
    void whatIsNotThereIsNoSubscription() {
        assertEquals(
                Optional.empty(),
                Subscriptions.of(Samples.in(OrderStatus.PROCESSING), ImmutableList.of(), Story.RULES));
        Story story = live(NOVEMBER_22, 1).pays("2026-12-10T08:00", 1);
        assertEquals(Optional.empty(), Subscriptions.of(story.sequels().get(0), ImmutableList.of(), Story.RULES));
    }

    @ParameterizedTest
    @DisplayName("B148 B149 a renewal follows on what is paid, however early, also in the days of grace")
    @CsvSource({
        "2026-12-10T08:00, 1, 2027-01-22",
        "2026-12-10T08:00, 12, 2027-12-22",
        "2026-12-22T23:59, 1, 2027-01-22",
        "2026-12-23T00:00, 1, 2027-01-22",
        "2026-12-24T12:00, 1, 2027-01-22"
    })
    void aRenewalFollowsOnWhatIsPaidAlsoInTheDaysOfGrace(String paid, int months, String until) {
        assertUntil(until, live(NOVEMBER_22, 1).pays(paid, months));
    }

    @Test
    @DisplayName("B98 after a suspension only the grace that was used is charged")
    void afterASuspensionOnlyTheGraceThatWasUsedIsCharged() {
        Story story = live(NOVEMBER_22, 1)
                .suspended("2026-12-26T09:00", SuspensionReason.BILLING)
                .pays("2027-01-05T20:00", 1);
        assertUntil("2027-02-02", story);
        assertEquals(ImmutableSet.of(), story.now().reasons().keySet());
        assertEquals(
                new Term(2, LocalDate.of(2027, 1, 2), LocalDate.of(2027, 2, 2)),
                story.now().last().term());
        assertUntil("2027-03-02", story.pays("2027-01-06T08:00", 1));
    }

    @Test
    void aSuspensionThatCameWeeksLateDoesNotEatWhatIsPaidForThen() {
        Story story = live(NOVEMBER_22, 1)
                .suspended("2027-01-25T09:00", SuspensionReason.BILLING)
                .pays("2027-01-25T20:00", 1);
        assertUntil("2027-02-22", story);
    }

    @Test
    void aGenerousSellerBeginsWithThePayment() {
        RenewalRules rules = new RenewalRules(
                Story.RULES.zone(),
                Story.RULES.remindDays(),
                Story.RULES.remindAt(),
                Story.RULES.graceDays(),
                Story.RULES.deleteAfter(),
                Story.RULES.quiet(),
                true,
                Instant.EPOCH);
        Story story = live(NOVEMBER_22, 1)
                .suspended("2026-12-26T09:00", SuspensionReason.BILLING)
                .pays("2027-01-05T20:00", 1);
        assertEquals(LocalDate.of(2027, 2, 5), story.now(rules).paidUntil());
    }

    @Test
    @DisplayName("B163 money that came before the suspension lifts it, whenever that is known")
    void moneyThatCameBeforeTheSuspensionLiftsItWheneverThatIsKnown() {
        Story story = live(NOVEMBER_22, 1)
                .suspended("2026-12-26T09:00", SuspensionReason.BILLING)
                .pays("2026-12-26T08:59", 1);
        assertUntil("2027-01-22", story);
        assertEquals(State.ACTIVE, story.now().state(Story.RULES, at("2026-12-26T10:00")));
    }

    @Test
    @DisplayName("B173 who pays long after the end does not pay for what is over")
    void whereAMonthWouldNotReachThePaymentTheNewTermBeginsWithTheGraceDaysGranted() {
        assertUntil("2027-03-02", live(NOVEMBER_22, 1).pays("2027-02-05T20:00", 1));
    }

    @Test
    void aPaymentEndsOnlyTheReasonThatItWasMissing() {
        Story story = live(NOVEMBER_22, 1)
                .suspended("2026-12-24T09:00", SuspensionReason.ABUSE)
                .suspended("2026-12-26T09:00", SuspensionReason.BILLING)
                .pays("2027-01-05T20:00", 1);
        assertEquals(
                ImmutableSet.of(SuspensionReason.ABUSE), story.now().reasons().keySet());
        assertUntil("2027-02-02", story);
        assertTrue(story.lifted("2027-01-06T08:00", SuspensionReason.ABUSE)
                .now()
                .reasons()
                .isEmpty());
    }

    @Test
    void aPauseIsGivenBackAndCountsFromTheNewDay() {
        Story story = live(NOVEMBER_22, 1)
                .suspended("2026-12-01T10:00", SuspensionReason.PAUSE)
                .lifted("2026-12-10T10:00", SuspensionReason.PAUSE);
        assertUntil("2026-12-31", story);
        assertUntil("2027-02-28", story.pays("2026-12-11T08:00", 2));
    }

    @Test
    void noMoreThanThirtyDaysOfAPauseAreGivenBack() {
        assertUntil(
                "2027-01-21",
                live(NOVEMBER_22, 1)
                        .suspended("2026-12-01T10:00", SuspensionReason.PAUSE)
                        .lifted("2027-02-10T10:00", SuspensionReason.PAUSE));
    }

    @Test
    void daysThatAreGivenMoveTheDayAndMayEndASuspension() {
        assertUntil("2026-12-25", live(NOVEMBER_22, 1).given("2026-12-01T10:00", 3));
        Story few = live(NOVEMBER_22, 1)
                .suspended("2026-12-26T09:00", SuspensionReason.BILLING)
                .given("2026-12-27T10:00", 2);
        assertFalse(few.now().reasons().isEmpty());
        assertTrue(few.given("2026-12-27T11:00", 3).now().reasons().isEmpty());
        assertUntil("2026-12-27", few);
    }

    @Test
    void whatSomebodySaysIsTheTruthAndCountsFromThatDay() {
        Story story = live(NOVEMBER_22, 3).saidPaidUntil("2026-12-01T10:00", "2026-12-15");
        assertUntil("2026-12-15", story);
        assertUntil("2027-01-15", story.pays("2026-12-02T10:00", 1));
    }

    @Test
    void whatSomebodySaysTakesAwayTermsThatWouldBeginLater() {
        Story story = live(NOVEMBER_22, 1).pays("2026-11-30T10:00", 1).saidPaidUntil("2026-12-01T10:00", "2026-12-02");
        assertEquals(1, story.now().terms().size());
        assertUntil("2026-12-02", story);
    }

    @Test
    void whatOlderVersionsCompletedHasADayForShowOnly() {
        RenewalRules rules = Story.RULES.trackingFrom(at("2026-12-01T00:00"));
        Story old = live(NOVEMBER_22, 1);
        assertUntil("2026-12-22", old);
        assertFalse(old.now(rules).tracked());
        assertTrue(
                old.saidPaidUntil("2026-12-01T10:00", "2026-12-22").now(rules).tracked());
        assertTrue(live(NOVEMBER_22, 1).pays("2026-12-02T10:00", 1).now(rules).tracked());
        assertTrue(live("2026-12-01T00:00", 1).now(rules).tracked());
    }

    @Test
    void moneyOfTheSameDayThatGoesBackTakesItsDaysWithIt() {
        assertUntil(
                "2026-12-22", live(NOVEMBER_22, 1).pays("2026-12-10T08:00", 1).refunds("2026-12-10T17:00"));
    }

    @ParameterizedTest
    @CsvSource({"2026-12-10T08:00, 2026-12-11T08:00", "2026-12-23T08:00, 2026-12-23T09:00"})
    void daysThatHaveBegunOrAreOfAnotherDayStay(String paid, String back) {
        assertUntil("2027-01-22", live(NOVEMBER_22, 1).pays(paid, 1).refunds(back));
    }

    @Test
    void whatWasChangedSinceStays() {
        Story story = live(NOVEMBER_22, 1)
                .pays("2026-12-10T08:00", 1)
                .given("2026-12-10T09:00", 2)
                .refunds("2026-12-10T17:00");
        assertUntil("2027-01-24", story);
    }

    @Test
    void whatIsOverIsNotRenewed() {
        Story story = live(NOVEMBER_22, 1).ends("2026-12-01T10:00").pays("2026-12-10T08:00", 1);
        assertUntil("2026-12-22", story);
        assertEquals(State.ENDED, story.now().state(Story.RULES, at("2026-12-10T09:00")));
        assertEquals(State.ACTIVE, story.now().state(Story.RULES, at("2026-11-30T09:00")));
    }

    @Test
    void whatSomebodySaysIsOverIsNotRenewed() {
        Story story = live(NOVEMBER_22, 1)
                .saidEnded("2026-12-01T10:00")
                .given("2026-12-02T10:00", 7)
                .pays("2026-12-10T08:00", 1);
        assertUntil("2026-12-22", story);
        assertEquals(Optional.of(at("2026-12-01T10:00")), story.now().ended());
        assertEquals(State.ENDED, story.now().state(Story.RULES, at("2026-12-01T10:00")));
        assertEquals(State.ACTIVE, story.now().state(Story.RULES, at("2026-12-01T09:59")));
    }

    @Test
    void whatIsOverIsOverSinceTheFirstTime() {
        Story story = live(NOVEMBER_22, 1).saidEnded("2026-12-01T10:00").saidEnded("2026-12-02T10:00");
        Optional<Instant> first = Optional.of(at("2026-12-01T10:00"));
        assertEquals(first, story.now().ended());
        assertEquals(first, story.ends("2026-12-03T10:00").now().ended());
        assertEquals(first, live(NOVEMBER_22, 1).ends("2026-12-01T10:00").now().ended());
    }

    @Test
    void itIsRenewedWithAnotherPackageUntilItWasOrSomebodySaysOtherwise() {
        Optional<PackageType> silver = Optional.of(PackageType.SILVER);
        Story story = live(NOVEMBER_22, 1).changing("2026-12-01T10:00", silver);
        assertEquals(silver, story.now().changing());
        assertEquals(PackageType.BRONZE, story.now().last().sold().packageType());
        assertEquals(silver, story.pays("2026-12-02T08:00", 1).now().changing());
        story.pays("2026-12-03T08:00", Samples.item(PackageType.SILVER, 1));
        assertEquals(Optional.empty(), story.now().changing());
        assertEquals(PackageType.SILVER, story.now().last().sold().packageType());
        story.changing("2026-12-04T10:00", Optional.of(PackageType.GOLD));
        assertEquals(Optional.of(PackageType.GOLD), story.now().changing());
        assertEquals(
                Optional.empty(),
                story.changing("2026-12-05T10:00", Optional.empty()).now().changing());
    }

    @Test
    void thePackageThatRunsIsNoneToChangeTo() {
        Story story = live(NOVEMBER_22, 1).changing("2026-12-01T10:00", Optional.of(PackageType.BRONZE));
        assertEquals(Optional.empty(), story.now().changing());
        story.changing("2026-12-02T10:00", Optional.of(PackageType.GOLD));
        assertEquals(
                Optional.empty(),
                story.upgrades("2026-12-11T08:00", Samples.item(PackageType.GOLD, 1), 85_000)
                        .now()
                        .changing());
    }

    @Test
    void aRenewalWithAnotherPackageThatGoesBackIsStillToCome() {
        Optional<PackageType> silver = Optional.of(PackageType.SILVER);
        Story story = live(NOVEMBER_22, 1)
                .changing("2026-12-01T10:00", silver)
                .pays("2026-12-10T08:00", Samples.item(PackageType.SILVER, 1))
                .refunds("2026-12-10T17:00");
        assertUntil("2026-12-22", story);
        assertEquals(silver, story.now().changing());
        Optional<PackageType> gold = Optional.of(PackageType.GOLD);
        assertEquals(gold, story.changing("2026-12-10T12:00", gold).now().changing());
    }

    @Test
    void aCreditChangesNothing() {
        Story story = live(NOVEMBER_22, 1);
        RenewalRules rules = Story.RULES.trackingFrom(at("2026-12-01T00:00"));
        Subscription before = story.now(rules);
        assertFalse(before.tracked());
        assertEquals(before, story.credited("2026-12-02T10:00", 4_838).now(rules));
    }

    @Test
    void payingUndoesThatItWasNotToBeRenewed() {
        Story story = live(NOVEMBER_22, 1).renewing("2026-12-01T10:00", false);
        assertFalse(story.now().renewing());
        assertTrue(story.pays("2026-12-10T08:00", 1).now().renewing());
    }

    @Test
    void whatSomebodySaysWhenTheMoneyComesIsSaidAfterIt() {
        Story story = live(NOVEMBER_22, 1).pays("2026-12-10T08:00", 1).renewing("2026-12-10T08:00", false);
        assertFalse(story.now().renewing());
    }

    @Test
    @DisplayName("R8 an upgrade changes all that is paid for, and what the next term costs")
    void anUpgradeChangesAllThatIsPaidForAndWhatTheNextTermCosts() {
        Story story = live(NOVEMBER_22, 1)
                .pays("2026-12-10T08:00", 1)
                .upgrades("2026-12-11T08:00", Samples.item(PackageType.GOLD, 1), 85_000);
        assertUntil("2027-01-22", story);
        Sold gold = new Sold(PackageType.GOLD, "GOLD", Samples.rupiah(85_000));
        assertEquals(List.of(gold, gold), Lists.transform(story.now().terms(), PaidTerm::sold));
        assertEquals(gold, story.now().last().sold());
    }

    @Test
    void aTermThatCostsLessBeginsWhenTheOneBeforeIsOver() {
        Story story = live(NOVEMBER_22, 1).pays("2026-12-10T08:00", Samples.item(PackageType.SILVER, 1));
        assertEquals(
                PackageType.BRONZE, story.now().sold(LocalDate.of(2026, 12, 22)).packageType());
        assertEquals(
                PackageType.SILVER, story.now().sold(LocalDate.of(2026, 12, 23)).packageType());
        assertEquals(
                PackageType.SILVER, story.now().sold(LocalDate.of(2028, 1, 1)).packageType());
    }

    @ParameterizedTest
    @DisplayName("B166 it is paid until the end of the day, in the zone of the shop")
    @CsvSource({"2026-12-22T23:59, ACTIVE", "2026-12-23T00:00, OVERDUE", "2026-12-26T08:59, OVERDUE"})
    void itIsPaidUntilTheEndOfTheDay(String time, State state) {
        assertEquals(state, live(NOVEMBER_22, 1).now().state(Story.RULES, at(time)));
    }

    @Test
    void aSuspendedServerMayBeDeletedAfterAWeek() {
        Subscription suspended = live(NOVEMBER_22, 1)
                .suspended("2026-12-26T09:00", SuspensionReason.BILLING)
                .now();
        assertEquals(State.SUSPENDED, suspended.state(Story.RULES, at("2027-01-02T08:59")));
        assertEquals(State.DELETION_DUE, suspended.state(Story.RULES, at("2027-01-02T09:00")));
        Subscription abuse = live(NOVEMBER_22, 1)
                .suspended("2026-12-01T09:00", SuspensionReason.ABUSE)
                .now();
        assertEquals(State.SUSPENDED, abuse.state(Story.RULES, at("2027-05-02T09:00")));
    }

    @Property
    void everyMonthThatIsPaidForIsGivenWhateverTheOrderInWhichItIsKnown(
            @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 3) Integer> renewals,
            @ForAll @IntRange(max = 364) int day) {
        Instant live = at(LocalDate.of(2026, 1, 1).plusDays(day) + "T10:00");
        Story story = live(live.atZone(Samples.JAKARTA).toLocalDateTime().toString(), 1);
        int months = 1;
        for (int number = 0; number < renewals.size(); number++) {
            months += renewals.get(number);
            String paid = live.plusSeconds(3_600L * (number + 1))
                            .atZone(Samples.JAKARTA)
                            .toLocalDateTime() + "";
            story.pays(paid, renewals.get(number));
        }
        Subscription all = story.now();
        assertEquals(Term.beginning(Story.RULES.day(live), months).last(), all.paidUntil());
        assertEquals(months, all.terms().stream().mapToInt(PaidTerm::months).sum());
        assertEquals(Optional.of(all), Subscriptions.of(story.first(), Lists.reverse(story.sequels()), Story.RULES));
    }

    @Test
    @DisplayName("B196 B197 days are days of the shop, also where clocks are set forward and back")
    void clocksThatAreSetMoveNoDay() {
        ZoneId newYork = ZoneId.of("America/New_York");
        RenewalRules rules = RenewalRules.defaults(newYork);
        Instant live = LocalDateTime.parse("2026-02-28T22:47").atZone(newYork).toInstant();
        Story story = Story.live(LocalDateTime.ofInstant(live, Samples.JAKARTA).toString(), 1);
        Subscription year =
                Subscriptions.of(story.first(), story.sequels(), rules).orElseThrow();
        assertEquals(LocalDate.parse("2026-03-28"), year.paidUntil());
        assertEquals(
                LocalDateTime.parse("2026-03-29T00:00").atZone(newYork).toInstant(), rules.endOf(year.paidUntil()));
        for (int month = 0; month < 24; month++) {
            LocalDate before = year.paidUntil();
            year = year.renewed(
                    1, year.last().sold(), rules, rules.endOf(before).minusSeconds(1));
            assertEquals(before.plusMonths(1).getMonth(), year.paidUntil().getMonth());
            assertEquals(28, year.paidUntil().getDayOfMonth());
        }
    }
}
