package io.pteroorders.core.subscription;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.RenewalStep.Kind;
import io.pteroorders.core.order.SuspensionReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** When which step about the end of a subscription is due, by the {@link RenewalRules} alone. Pure functions. */
public final class Timeline {

    /** How often a suspension is put off because no warning reached the customer. */
    static final int MOST_PUT_OFFS = 3;

    private static final int LONGEST_HOLD = 14;
    private static final int BEFORE_THE_END = 1;
    private static final ImmutableList<Integer> DELETION_WARNINGS = ImmutableList.of(3, 1);

    /**
     * A step and its time.
     *
     * @param step what is to be done
     * @param at from when on
     */
    public record Due(RenewalStep step, Instant at) {}

    private Timeline() {}

    /**
     * All steps of a subscription for its last day, in the order in which they are due.
     *
     * @param putOffs when its suspension was put off, the first first
     * @return the end of the pause alone if it is paused; empty if it has ended, or is not tracked
     */
    public static ImmutableList<Due> of(Subscription subscription, RenewalRules rules, ImmutableList<Instant> putOffs) {
        if (subscription.ended().isPresent() || !subscription.tracked()) {
            return ImmutableList.of();
        }
        Instant paused = subscription.reasons().get(SuspensionReason.PAUSE);
        if (paused != null) {
            LocalDate longest = rules.day(paused).plusDays(Subscription.LONGEST_PAUSE);
            return ImmutableList.of(new Due(RenewalStep.of(Kind.PAUSE_OVER), at(rules, longest)));
        }
        Stream<Due> steps = subscription
                .unpaidSince()
                .map(since -> untilDeleted(rules, since))
                .orElseGet(() -> untilSuspended(subscription, rules, putOffs));
        return steps.sorted(Comparator.comparing(Due::at)
                        .thenComparing(due -> due.step().kind()))
                .collect(ImmutableList.toImmutableList());
    }

    private static Stream<Due> untilSuspended(
            Subscription subscription, RenewalRules rules, ImmutableList<Instant> putOffs) {
        LocalDate last = subscription.paidUntil();
        Due suspension = new Due(RenewalStep.of(Kind.SUSPENSION), suspension(subscription, rules, putOffs));
        Stream<Due> reminders = rules.remindDays().stream()
                .filter(days -> subscription.renewing() || days == BEFORE_THE_END)
                .map(days -> new Due(new RenewalStep(Kind.REMINDER, days), at(rules, last.minusDays(days))));
        if (!subscription.renewing()) {
            return Stream.concat(reminders, Stream.of(suspension));
        }
        Due overdue = new Due(
                RenewalStep.of(Kind.OVERDUE), awake(rules, last.plusDays(1).atStartOfDay(rules.zone())));
        Stream<Due> warning = rules.graceDays() == 0
                ? Stream.empty()
                : Stream.of(new Due(RenewalStep.of(Kind.LAST_WARNING), at(rules, last.plusDays(rules.graceDays()))));
        return Stream.of(reminders, Stream.of(overdue), warning, Stream.of(suspension))
                .flatMap(steps -> steps);
    }

    /**
     * When a server is suspended if nobody pays, and a warning reached its customer in time.
     *
     * @return empty if it is, or nothing is done about it
     */
    public static Optional<Instant> suspension(Subscription subscription, RenewalRules rules) {
        return of(subscription, rules, ImmutableList.of()).stream()
                .filter(due -> due.step().kind() == Kind.SUSPENSION)
                .map(Due::at)
                .findFirst();
    }

    /** The time of the suspension, when nobody pays: each time that it was put off it is so for a day, whenever that was. */
    private static Instant suspension(Subscription subscription, RenewalRules rules, ImmutableList<Instant> putOffs) {
        LocalDate last = subscription.paidUntil();
        ZonedDateTime planned = subscription.renewing()
                ? last.plusDays(rules.graceDays() + 1L).atTime(rules.remindAt()).atZone(rules.zone())
                : last.plusDays(1).atStartOfDay(rules.zone());
        ZonedDateTime held = subscription
                .heldUntil()
                .map(day -> day.isAfter(last.plusDays(LONGEST_HOLD)) ? last.plusDays(LONGEST_HOLD) : day)
                .map(day -> day.plusDays(1).atTime(rules.remindAt()).atZone(rules.zone()))
                .filter(planned::isBefore)
                .orElse(planned)
                .plusDays(putOffs.size());
        ZonedDateTime waited = putOffs.isEmpty()
                ? held
                : rules.day(Iterables.getLast(putOffs))
                        .plusDays(1)
                        .atTime(held.toLocalTime())
                        .atZone(rules.zone());
        return awake(rules, waited.isAfter(held) ? waited : held);
    }

    private static Stream<Due> untilDeleted(RenewalRules rules, Instant suspended) {
        Stream<Due> warnings = DELETION_WARNINGS.stream()
                .filter(days -> days < rules.deleteAfter())
                .map(days -> new Due(
                        new RenewalStep(Kind.DELETION_WARNING, days),
                        at(rules, rules.day(suspended).plusDays(rules.deleteAfter() - (long) days))));
        return Stream.concat(
                warnings, Stream.of(new Due(RenewalStep.of(Kind.DELETION_DUE), deletion(rules, suspended))));
    }

    /** When a server may be deleted that is suspended since a time, for want of money. */
    public static Instant deletion(RenewalRules rules, Instant suspended) {
        return at(rules, rules.day(suspended).plusDays(rules.deleteAfter()));
    }

    private static Instant at(RenewalRules rules, LocalDate day) {
        return awake(rules, day.atTime(rules.remindAt()).atZone(rules.zone()));
    }

    private static Instant awake(RenewalRules rules, ZonedDateTime time) {
        return rules.quiet().after(time).toInstant();
    }
}
