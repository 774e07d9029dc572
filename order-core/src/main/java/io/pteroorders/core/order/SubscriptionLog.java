package io.pteroorders.core.order;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an order remembers of the subscription that it began, beside the orders that renewed it. Entries are only added; of
 * steps those are kept that were taken for the newest last day. Immutable and thread-safe.
 */
public final class SubscriptionLog {

    /** The most entries, and the most steps. */
    public static final int MAX_ENTRIES = 200;

    /** Nothing to remember. */
    public static final SubscriptionLog NONE = new SubscriptionLog(ImmutableList.of(), ImmutableList.of());

    private final ImmutableList<SubscriptionEntry> entries;
    private final ImmutableList<TakenStep> steps;

    private SubscriptionLog(ImmutableList<SubscriptionEntry> entries, ImmutableList<TakenStep> steps) {
        this.entries = entries;
        this.steps = steps;
    }

    /**
     * What is remembered, in the order in which it happened.
     *
     * @throws IllegalArgumentException if there is too much of it, times go backwards, or steps are of several last days or
     *     taken twice
     */
    public static SubscriptionLog of(Iterable<SubscriptionEntry> entries, Iterable<TakenStep> steps) {
        ImmutableList<SubscriptionEntry> all = ImmutableList.copyOf(entries);
        ImmutableList<TakenStep> taken = ImmutableList.copyOf(steps);
        if (all.isEmpty() && taken.isEmpty()) {
            return NONE;
        }
        if (all.size() > MAX_ENTRIES || taken.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("a subscription remembers at most " + MAX_ENTRIES + " entries");
        }
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).at().isBefore(all.get(i - 1).at())) {
                throw new IllegalArgumentException("the times of a subscription go backwards");
            }
        }
        if (taken.stream().map(TakenStep::paidUntil).distinct().count() > 1) {
            throw new IllegalArgumentException("the steps of a subscription are of several last days");
        }
        if (taken.stream().map(TakenStep::step).distinct().count() < taken.size()) {
            throw new IllegalArgumentException("a step of a subscription is taken twice");
        }
        return new SubscriptionLog(all, taken);
    }

    /** What happened, oldest first. */
    public ImmutableList<SubscriptionEntry> entries() {
        return entries;
    }

    /** What was done about the end of what is paid for, oldest first, all for one last day. */
    public ImmutableList<TakenStep> steps() {
        return steps;
    }

    /** What was done about one last day. */
    public Stream<TakenStep> steps(LocalDate paidUntil) {
        return steps.stream().filter(step -> step.paidUntil().equals(paidUntil));
    }

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return entries.isEmpty() && steps.isEmpty();
    }

    /** Whether nothing more can be remembered. */
    public boolean isFull() {
        return entries.size() >= MAX_ENTRIES || steps.size() >= MAX_ENTRIES;
    }

    /** A time, or that of the newest entry if that is later: entries keep the order in which they were made. */
    public Instant notBefore(Instant time) {
        Instant cut = Times.cut(time);
        return entries.stream()
                .map(SubscriptionEntry::at)
                .reduce((before, after) -> after)
                .filter(cut::isBefore)
                .orElse(cut);
    }

    /**
     * With an entry more.
     *
     * @throws IllegalArgumentException if it {@linkplain #isFull is full}, or the entry is older than the newest
     */
    public SubscriptionLog with(SubscriptionEntry entry) {
        return of(Stream.concat(entries.stream(), Stream.of(entry)).toList(), steps);
    }

    /**
     * With a step more; those for another last day are forgotten.
     *
     * @throws IllegalArgumentException if it {@linkplain #isFull is full}, or the step was taken before
     */
    public SubscriptionLog with(TakenStep step) {
        return of(
                entries, Stream.concat(steps(step.paidUntil()), Stream.of(step)).toList());
    }

    /** Whether this can have become of an earlier state of itself. */
    boolean continues(SubscriptionLog earlier) {
        return begins(entries, earlier.entries)
                && (begins(steps, earlier.steps)
                        || (!steps.isEmpty() && !Objects.equals(lastDay(), earlier.lastDay())));
    }

    private static <T> boolean begins(ImmutableList<T> all, ImmutableList<T> first) {
        return all.size() >= first.size() && all.subList(0, first.size()).equals(first);
    }

    private Optional<LocalDate> lastDay() {
        return steps.stream().map(TakenStep::paidUntil).findFirst();
    }

    /** Without steps, and without who did something and why. */
    SubscriptionLog asSeenByCustomer() {
        return entries.isEmpty()
                ? NONE
                : new SubscriptionLog(
                        entries.stream()
                                .map(entry -> unsaid(entry, StatusChange.SYSTEM))
                                .collect(ImmutableList.toImmutableList()),
                        ImmutableList.of());
    }

    /** After an {@link Erasure}, without what somebody wrote. */
    SubscriptionLog erased(Erasure erasure) {
        return of(
                entries.stream()
                        .map(entry -> unsaid(entry, erasure.by(entry.by())))
                        .toList(),
                steps);
    }

    /** An entry by somebody, without why. */
    private static SubscriptionEntry unsaid(SubscriptionEntry entry, String by) {
        if (entry instanceof SubscriptionEntry.PaidUntil it) {
            return new SubscriptionEntry.PaidUntil(it.at(), by, it.day(), "");
        } else if (entry instanceof SubscriptionEntry.Given it) {
            return new SubscriptionEntry.Given(it.at(), by, it.days(), "");
        } else if (entry instanceof SubscriptionEntry.Held it) {
            return new SubscriptionEntry.Held(it.at(), by, it.until(), "");
        } else if (entry instanceof SubscriptionEntry.Suspended it) {
            return new SubscriptionEntry.Suspended(it.at(), by, it.reason(), "");
        } else if (entry instanceof SubscriptionEntry.Lifted it) {
            return new SubscriptionEntry.Lifted(it.at(), by, it.reason(), "");
        } else if (entry instanceof SubscriptionEntry.Renewing it) {
            return new SubscriptionEntry.Renewing(it.at(), by, it.wanted());
        } else if (entry instanceof SubscriptionEntry.Changing it) {
            return new SubscriptionEntry.Changing(it.at(), by, it.to());
        } else if (entry instanceof SubscriptionEntry.Credited it) {
            return new SubscriptionEntry.Credited(it.at(), by, it.amount(), "");
        }
        return new SubscriptionEntry.Ended(entry.at(), by, "");
    }

    /** Whether entries and steps are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SubscriptionLog that && entries.equals(that.entries) && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(entries, steps);
    }

    /** How much there is; nothing that somebody wrote. */
    @Override
    public String toString() {
        return entries.size() + " entries, " + steps.size() + " steps";
    }
}
