package io.pteroorders.core.subscription;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.RenewalStep.Kind;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.core.subscription.Timeline.Due;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What is to be done about a subscription now. Of several steps that are due only the newest is taken; the others are passed
 * over. Nothing is suspended before a warning reached the customer, as long as that can be waited for. Immutable and
 * thread-safe.
 *
 * @param step what is to be done
 * @param skipped what is passed over with it, oldest first
 */
public record NextStep(RenewalStep step, ImmutableList<RenewalStep> skipped) {

    private static final Set<Kind> WARNINGS = EnumSet.of(Kind.REMINDER, Kind.OVERDUE, Kind.LAST_WARNING);

    /**
     * The step that is due.
     *
     * @param taken what was done before for the same last day
     * @param warned whether a reminder of the last days or a warning reached the customer, or enough was tried; asked only
     *     if it matters
     * @return empty if nothing is due
     */
    public static Optional<NextStep> of(
            Subscription subscription,
            RenewalRules rules,
            Collection<TakenStep> taken,
            BooleanSupplier warned,
            Instant now) {
        ImmutableList<TakenStep> done = done(subscription, taken);
        ImmutableList<RenewalStep> due = open(subscription, rules, done).stream()
                .filter(step -> !step.at().isAfter(now))
                .map(Due::step)
                .collect(ImmutableList.toImmutableList());
        if (due.isEmpty()) {
            return Optional.empty();
        }
        RenewalStep newest = Iterables.getLast(due);
        if (newest.kind() != Kind.SUSPENSION
                || putOffs(done).size() >= Timeline.MOST_PUT_OFFS
                || warned.getAsBoolean()) {
            return Optional.of(new NextStep(newest, due.subList(0, due.size() - 1)));
        }
        return Optional.of(warnedFirst(due.subList(0, due.size() - 1), done));
    }

    /** The newest warning that was not given, or else a day more. */
    private static NextStep warnedFirst(ImmutableList<RenewalStep> due, ImmutableList<TakenStep> done) {
        return due.isEmpty() || !WARNINGS.contains(Iterables.getLast(due).kind())
                ? new NextStep(new RenewalStep(Kind.PUT_OFF, putOffs(done).size() + 1), due)
                : new NextStep(Iterables.getLast(due), due.subList(0, due.size() - 1));
    }

    /**
     * When the next step is due, in the past if it is already.
     *
     * @return empty if there is none before something else happens
     */
    public static Optional<Instant> at(Subscription subscription, RenewalRules rules, Collection<TakenStep> taken) {
        return open(subscription, rules, done(subscription, taken)).stream()
                .map(Due::at)
                .findFirst();
    }

    private static ImmutableList<TakenStep> done(Subscription subscription, Collection<TakenStep> taken) {
        return taken.stream()
                .filter(step -> step.paidUntil().equals(subscription.paidUntil()))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<Due> open(
            Subscription subscription, RenewalRules rules, ImmutableList<TakenStep> done) {
        return Timeline.of(subscription, rules, putOffs(done)).stream()
                .filter(due -> done.stream().noneMatch(taken -> taken.step().equals(due.step())))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<Instant> putOffs(ImmutableList<TakenStep> done) {
        return done.stream()
                .filter(taken -> taken.step().kind() == Kind.PUT_OFF)
                .map(TakenStep::at)
                .collect(ImmutableList.toImmutableList());
    }
}
