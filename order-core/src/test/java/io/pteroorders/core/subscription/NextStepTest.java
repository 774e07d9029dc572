package io.pteroorders.core.subscription;

import static io.pteroorders.core.subscription.Story.at;
import static io.pteroorders.core.subscription.Story.live;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Lists;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.RenewalStep.Kind;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.order.TakenStep;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is done about the end of a subscription, and when. */
class NextStepTest {

    private static final String NOVEMBER_22 = "2026-11-22T10:00";
    private static final LocalDate DECEMBER_22 = LocalDate.of(2026, 12, 22);

    private static List<String> timeline(Story story, RenewalRules rules) {
        return Timeline.of(story.now(rules), rules, ImmutableList.of()).stream()
                .map(due -> due.step() + " " + due.at().atZone(Samples.JAKARTA).toLocalDateTime())
                .toList();
    }

    private static Optional<NextStep> next(Story story, String time, boolean warned, TakenStep... taken) {
        return NextStep.of(story.now(), Story.RULES, List.of(taken), () -> warned, at(time));
    }

    private static TakenStep taken(Kind kind, int number) {
        return new TakenStep(DECEMBER_22, new RenewalStep(kind, number), at("2026-12-20T10:00"), false);
    }

    private static Optional<NextStep> only(Kind kind, int number) {
        return Optional.of(new NextStep(new RenewalStep(kind, number), ImmutableList.of()));
    }

    @Test
    @DisplayName("B164 the defaults remind four times, leave days of grace, warn and suspend")
    void theDefaultsRemindFourTimesThenWarnAndSuspend() {
        assertEquals(
                List.of(
                        "reminder-7 2026-12-15T09:00",
                        "reminder-3 2026-12-19T09:00",
                        "reminder-1 2026-12-21T09:00",
                        "reminder-0 2026-12-22T09:00",
                        "overdue-0 2026-12-23T08:00",
                        "last-warning-0 2026-12-25T09:00",
                        "suspension-0 2026-12-26T09:00"),
                timeline(live(NOVEMBER_22, 1), Story.RULES));
    }

    @Test
    void aSuspendedServerIsWarnedOfTwiceAndThenToBeDeleted() {
        assertEquals(
                List.of(
                        "deletion-warning-3 2026-12-30T09:00",
                        "deletion-warning-1 2027-01-01T09:00",
                        "deletion-due-0 2027-01-02T09:00"),
                timeline(live(NOVEMBER_22, 1).suspended("2026-12-26T09:00", SuspensionReason.BILLING), Story.RULES));
    }

    @Test
    @DisplayName("B175 no grace and no reminders are settings, and 0 days before is the day itself")
    void withoutGraceThereIsNoLastWarningAndWithoutRemindersItIsStillToldThatItIsOver() {
        RenewalRules strict = new RenewalRules(
                Samples.JAKARTA,
                ImmutableSortedSet.of(),
                LocalTime.of(9, 0),
                0,
                2,
                QuietHours.NONE,
                false,
                Instant.EPOCH);
        assertEquals(
                List.of("overdue-0 2026-12-23T00:00", "suspension-0 2026-12-23T09:00"),
                timeline(live(NOVEMBER_22, 1), strict));
        assertEquals(
                List.of("deletion-warning-1 2026-12-24T09:00", "deletion-due-0 2026-12-25T09:00"),
                timeline(live(NOVEMBER_22, 1).suspended("2026-12-23T09:00", SuspensionReason.BILLING), strict));
    }

    @Test
    void whoWantsNoRenewalIsRemindedOnceAndSuspendedAtTheEnd() {
        assertEquals(
                List.of("reminder-1 2026-12-21T09:00", "suspension-0 2026-12-23T08:00"),
                timeline(live(NOVEMBER_22, 1).renewing("2026-12-01T10:00", false), Story.RULES));
    }

    @Test
    void moreGraceMovesOnlyTheSuspension() {
        Story held = live(NOVEMBER_22, 1).held("2026-12-24T10:00", "2026-12-28");
        assertEquals(
                "suspension-0 2026-12-29T09:00",
                Lists.reverse(timeline(held, Story.RULES)).get(0));
        Story tooLong = live(NOVEMBER_22, 1).held("2026-12-24T10:00", "2027-03-01");
        assertEquals(
                "suspension-0 2027-01-06T09:00",
                Lists.reverse(timeline(tooLong, Story.RULES)).get(0));
        Story sooner = live(NOVEMBER_22, 1).held("2026-12-24T10:00", "2026-12-23");
        assertEquals(
                "suspension-0 2026-12-26T09:00",
                Lists.reverse(timeline(sooner, Story.RULES)).get(0));
    }

    @Test
    void nothingIsDoneAboutWhatIsOverOrNotTracked() {
        RenewalRules later = Story.RULES.trackingFrom(at("2026-12-01T00:00"));
        assertEquals(List.of(), timeline(live(NOVEMBER_22, 1), later));
        assertEquals(List.of(), timeline(live(NOVEMBER_22, 1).ends("2026-12-01T10:00"), Story.RULES));
    }

    @Test
    @DisplayName("R11 of what is paused only the end of the pause is due, after thirty days")
    void aPauseStopsAllOtherSteps() {
        assertEquals(
                List.of("pause-over-0 2026-12-31T09:00"),
                timeline(live(NOVEMBER_22, 1).suspended("2026-12-01T10:00", SuspensionReason.PAUSE), Story.RULES));
    }

    @Test
    void nothingIsDueBeforeItsTimeAndAStepOnlyOnce() {
        Story story = live(NOVEMBER_22, 1);
        assertEquals(Optional.empty(), next(story, "2026-12-15T08:59", false));
        assertEquals(only(Kind.REMINDER, 7), next(story, "2026-12-15T09:00", false));
        assertEquals(Optional.empty(), next(story, "2026-12-15T09:00", false, taken(Kind.REMINDER, 7)));
        assertEquals(
                Optional.of(at("2026-12-19T09:00")),
                NextStep.at(story.now(), Story.RULES, List.of(taken(Kind.REMINDER, 7))));
    }

    @Test
    void aNewLastDayMakesAllStepsOfTheOldOneVoid() {
        Story story = live(NOVEMBER_22, 1).pays("2026-12-20T10:00", 1);
        assertEquals(only(Kind.REMINDER, 7), next(story, "2027-01-15T09:00", false, taken(Kind.REMINDER, 7)));
    }

    @Test
    @DisplayName("B169 after days of downtime only the newest is done")
    void afterDaysOfDowntimeOnlyTheNewestIsDone() {
        NextStep next = next(live(NOVEMBER_22, 1), "2026-12-22T10:00", false, taken(Kind.REMINDER, 7))
                .orElseThrow();
        assertEquals(new RenewalStep(Kind.REMINDER, 0), next.step());
        assertEquals(List.of(new RenewalStep(Kind.REMINDER, 3), new RenewalStep(Kind.REMINDER, 1)), next.skipped());
    }

    @Test
    @DisplayName("B74 nobody is suspended whom no warning reached")
    void nobodyIsSuspendedWhomNoWarningReached() {
        NextStep next = next(live(NOVEMBER_22, 1), "2027-01-10T10:00", false).orElseThrow();
        assertEquals(RenewalStep.of(Kind.LAST_WARNING), next.step());
        assertEquals(5, next.skipped().size());
        NextStep warned = next(live(NOVEMBER_22, 1), "2027-01-10T10:00", true).orElseThrow();
        assertEquals(RenewalStep.of(Kind.SUSPENSION), warned.step());
    }

    @Test
    void aSuspensionIsPutOffByADayThreeTimesAtMost() {
        Story story = live(NOVEMBER_22, 1);
        List<TakenStep> taken = new ArrayList<>(List.of(
                taken(Kind.REMINDER, 7),
                taken(Kind.REMINDER, 3),
                taken(Kind.REMINDER, 1),
                taken(Kind.REMINDER, 0),
                taken(Kind.OVERDUE, 0),
                taken(Kind.LAST_WARNING, 0)));
        Instant due = at("2026-12-26T09:00");
        for (int time = 1; time <= 3; time++) {
            assertEquals(Optional.of(due), NextStep.at(story.now(), Story.RULES, taken));
            assertEquals(only(Kind.PUT_OFF, time), NextStep.of(story.now(), Story.RULES, taken, () -> false, due));
            taken.add(taken(Kind.PUT_OFF, time));
            assertEquals(Optional.empty(), NextStep.of(story.now(), Story.RULES, taken, () -> false, due));
            due = due.plusSeconds(86_400);
        }
        assertEquals(only(Kind.SUSPENSION, 0), NextStep.of(story.now(), Story.RULES, taken, () -> false, due));
    }

    @Test
    void theNightIsQuiet() {
        QuietHours night = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));
        assertEquals("2026-12-23T08:00", awake(night, "2026-12-22T21:00"));
        assertEquals("2026-12-23T08:00", awake(night, "2026-12-23T07:59"));
        assertEquals("2026-12-23T08:00", awake(night, "2026-12-23T08:00"));
        assertEquals("2026-12-22T20:59", awake(night, "2026-12-22T20:59"));
        QuietHours siesta = new QuietHours(LocalTime.of(12, 0), LocalTime.of(14, 0));
        assertEquals("2026-12-22T14:00", awake(siesta, "2026-12-22T12:30"));
        assertEquals("2026-12-22T11:00", awake(siesta, "2026-12-22T11:00"));
        assertEquals("2026-12-22T00:00", awake(QuietHours.NONE, "2026-12-22T00:00"));
    }

    private static String awake(QuietHours quiet, String local) {
        return quiet.after(at(local).atZone(Samples.JAKARTA)).toLocalDateTime().toString();
    }

    @Test
    void rulesOutOfRangeAreRefused() {
        Throwable refused = assertThrows(
                IllegalArgumentException.class,
                () -> new RenewalRules(
                        Samples.JAKARTA,
                        ImmutableSortedSet.of(),
                        LocalTime.NOON,
                        15,
                        7,
                        QuietHours.NONE,
                        false,
                        Instant.EPOCH));
        assertEquals("there are 0 to 14 days of grace", refused.getMessage());
    }
}
