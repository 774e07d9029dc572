package io.pteroorders.core.subscription;

import com.google.common.base.Ascii;
import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionEntry.Changing;
import io.pteroorders.core.order.SubscriptionEntry.Credited;
import io.pteroorders.core.order.SubscriptionEntry.Ended;
import io.pteroorders.core.order.SubscriptionEntry.Given;
import io.pteroorders.core.order.SubscriptionEntry.Held;
import io.pteroorders.core.order.SubscriptionEntry.Lifted;
import io.pteroorders.core.order.SubscriptionEntry.PaidUntil;
import io.pteroorders.core.order.SubscriptionEntry.Renewing;
import io.pteroorders.core.order.SubscriptionEntry.Suspended;
import io.pteroorders.core.order.SuspensionReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;

/**
 * What a completed order gives its customer: a server, paid until a day. It follows from orders alone ({@link Subscriptions})
 * and is kept nowhere. Immutable and thread-safe.
 *
 * @param first the order that began it, by which it is named
 * @param customer whose it is
 * @param terms what was paid for, in the order in which it runs; never empty
 * @param reasons why the server is suspended, each with the time since when; empty if it is not
 * @param heldUntil the day before whose end it is not suspended for want of money, if somebody said one
 * @param renewing whether the customer wants it renewed
 * @param changing the package that it is renewed with, if that is another
 * @param tracked whether anything is done about its end; not so of what older versions completed, before somebody says
 *     until when it is paid
 * @param ended when it ended for good; empty while it has not
 */
public record Subscription(
        OrderId first,
        Customer customer,
        ImmutableList<PaidTerm> terms,
        ImmutableMap<SuspensionReason, Instant> reasons,
        Optional<LocalDate> heldUntil,
        boolean renewing,
        Optional<PackageType> changing,
        boolean tracked,
        Optional<Instant> ended) {

    /** The longest pause whose days are given back. */
    public static final int LONGEST_PAUSE = 30;

    /** How a subscription stands. */
    public enum State {
        /** It is paid for, and the server runs. */
        ACTIVE,
        /** It is not paid for any more, and the server runs on for a few days. */
        OVERDUE,
        /** The server is kept, and cannot run. */
        SUSPENDED,
        /** The same, and its data may be deleted. */
        DELETION_DUE,
        /** It is over for good. */
        ENDED;

        private static final ImmutableMap<String, State> WORDS =
                Maps.uniqueIndex(EnumSet.allOf(State.class), State::word);

        /** The lower-case word used in commands. */
        public String word() {
            return Ascii.toLowerCase(name()).replace('_', '-');
        }

        /** The state with this word, in any case. */
        public static Optional<State> parse(String word) {
            return Optional.ofNullable(WORDS.get(Ascii.toLowerCase(word)));
        }
    }

    /** @throws IllegalArgumentException if it has no term */
    public Subscription {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(reasons, "reasons");
        Objects.requireNonNull(heldUntil, "heldUntil");
        Objects.requireNonNull(ended, "ended");
        Preconditions.checkArgument(!terms.isEmpty(), "a subscription has a term");
        PackageType running = Iterables.getLast(terms).sold().packageType();
        changing = changing.filter(type -> !type.equals(running));
    }

    /** One that begins. */
    static Subscription beginning(OrderId first, Customer customer, PaidTerm term, boolean tracked) {
        return new Subscription(
                first,
                customer,
                ImmutableList.of(term),
                ImmutableMap.of(),
                Optional.empty(),
                true,
                Optional.empty(),
                tracked,
                Optional.empty());
    }

    /** The last day that is paid for. */
    public LocalDate paidUntil() {
        return last().term().last();
    }

    /** What runs last of all that is paid for. */
    public PaidTerm last() {
        return Iterables.getLast(terms);
    }

    /** What the customer has on a day: what was sold for the term that the day lies in, or for the nearest. */
    public Sold sold(LocalDate day) {
        return paidOn(day).sold();
    }

    /** The term that a day lies in, or the nearest. */
    public Term termOn(LocalDate day) {
        return paidOn(day).term();
    }

    private PaidTerm paidOn(LocalDate day) {
        return terms.stream()
                .filter(paid -> !paid.term().last().isBefore(day))
                .findFirst()
                .orElseGet(this::last);
    }

    /** Since when the server is suspended because it is not paid for; empty if it is not. */
    public Optional<Instant> unpaidSince() {
        return Optional.ofNullable(reasons.get(SuspensionReason.BILLING));
    }

    /** How it stands at a time. */
    public State state(RenewalRules rules, Instant now) {
        return states(rules).at(now);
    }

    /** How it stands at any time. */
    StateTimes states(RenewalRules rules) {
        return new StateTimes(
                !reasons.isEmpty(),
                rules.endOf(paidUntil()),
                unpaidSince().map(since -> Timeline.deletion(rules, since)).orElse(Instant.MAX),
                ended.orElse(Instant.MAX));
    }

    /** Whether it is paid for at a time. */
    public boolean isPaid(RenewalRules rules, Instant now) {
        return now.isBefore(rules.endOf(paidUntil()));
    }

    /**
     * The same, paid for further months. Up to the suspension they follow on what was paid for, so that days of grace lie in
     * the new term; after it only the days of grace that were used do, and those of the suspension are free. A term that would
     * be over already begins as if the suspension had come in time.
     *
     * @param months 1 or more
     * @param at when the money came, whenever that was known
     */
    public Subscription renewed(int months, Sold sold, RenewalRules rules, Instant at) {
        LocalDate today = rules.day(at);
        Term next = unpaidSince()
                .map(since -> restarted(months, rules, today, graceUsed(rules, since)))
                .orElseGet(() -> last().term().next(months));
        if (!next.last().isAfter(today)) {
            next = restarted(months, rules, today, rules.graceDays());
        }
        return withTerms(plus(new PaidTerm(next, months, sold)))
                .withReasons(without(SuspensionReason.BILLING))
                .withWish(true)
                .tracking();
    }

    private static Term restarted(int months, RenewalRules rules, LocalDate today, long graceDays) {
        return Term.beginning(rules.restartFromPayment() ? today : today.minusDays(graceDays), months);
    }

    private long graceUsed(RenewalRules rules, Instant suspended) {
        return Math.max(0, ChronoUnit.DAYS.between(paidUntil(), rules.day(suspended)) - 1);
    }

    /** The same with another package for all of what is paid for that is not over. */
    Subscription upgraded(Sold sold, RenewalRules rules, Instant at) {
        LocalDate today = rules.day(at);
        ImmutableList<PaidTerm> changed = terms.stream()
                .map(paid -> paid.term().last().isBefore(today) ? paid : paid.with(sold))
                .collect(ImmutableList.toImmutableList());
        return withTerms(changed);
    }

    /**
     * The same as if the newest renewal had not been paid.
     *
     * @param before how it stood before that
     */
    Subscription reversed(Subscription before) {
        return withTerms(before.terms).withChange(changing.or(before::changing));
    }

    /** The same, over, unless it was before. */
    Subscription ended(Instant at) {
        Optional<Instant> end = ended.or(() -> Optional.of(at));
        return new Subscription(first, customer, terms, reasons, heldUntil, renewing, changing, tracked, end);
    }

    /** The same after something that its first order remembers. */
    Subscription after(SubscriptionEntry entry, RenewalRules rules) {
        Subscription next = this;
        if (entry instanceof PaidUntil said) {
            next = withTerms(endingOn(said.day())).paidAgain(rules, said.at());
        } else if (entry instanceof Given given) {
            next = withTerms(extended(given.days())).paidAgain(rules, given.at());
        } else if (entry instanceof Held held) {
            next = withHold(held.until());
        } else if (entry instanceof Suspended suspended) {
            next = suspended(suspended, rules);
        } else if (entry instanceof Lifted lifted) {
            next = lifted(lifted, rules);
        } else if (entry instanceof Renewing wish) {
            next = withWish(wish.wanted());
        } else if (entry instanceof Changing change) {
            next = withChange(change.to());
        } else if (entry instanceof Ended end) {
            next = ended(end.at());
        }
        return entry instanceof Credited ? this : next.tracking();
    }

    /** Suspending for want of money what was paid for meanwhile changes nothing. */
    private Subscription suspended(Suspended entry, RenewalRules rules) {
        boolean paid = entry.reason() == SuspensionReason.BILLING && isPaid(rules, entry.at());
        if (paid || reasons.containsKey(entry.reason())) {
            return this;
        }
        ImmutableMap<SuspensionReason, Instant> more = ImmutableMap.<SuspensionReason, Instant>builder()
                .putAll(reasons)
                .put(entry.reason(), entry.at())
                .build();
        return withReasons(more);
    }

    private Subscription lifted(Lifted entry, RenewalRules rules) {
        Instant since = reasons.get(entry.reason());
        if (since == null) {
            return this;
        }
        Subscription lifted = withReasons(without(entry.reason()));
        return entry.reason() == SuspensionReason.PAUSE
                ? lifted.withTerms(extended(paused(rules.day(since), rules.day(entry.at()))))
                : lifted;
    }

    private static int paused(LocalDate from, LocalDate to) {
        return (int) Math.min(LONGEST_PAUSE, Math.max(0, ChronoUnit.DAYS.between(from, to)));
    }

    private Subscription paidAgain(RenewalRules rules, Instant now) {
        return isPaid(rules, now) ? withReasons(without(SuspensionReason.BILLING)) : this;
    }

    private Subscription withTerms(ImmutableList<PaidTerm> others) {
        return new Subscription(first, customer, others, reasons, heldUntil, renewing, changing, tracked, ended);
    }

    private Subscription withReasons(ImmutableMap<SuspensionReason, Instant> others) {
        return new Subscription(first, customer, terms, others, heldUntil, renewing, changing, tracked, ended);
    }

    private Subscription withHold(LocalDate until) {
        return new Subscription(
                first, customer, terms, reasons, Optional.of(until), renewing, changing, tracked, ended);
    }

    private Subscription withWish(boolean wanted) {
        return new Subscription(first, customer, terms, reasons, heldUntil, wanted, changing, tracked, ended);
    }

    private Subscription withChange(Optional<PackageType> to) {
        return new Subscription(first, customer, terms, reasons, heldUntil, renewing, to, tracked, ended);
    }

    private Subscription tracking() {
        return new Subscription(first, customer, terms, reasons, heldUntil, renewing, changing, true, ended);
    }

    private ImmutableMap<SuspensionReason, Instant> without(SuspensionReason gone) {
        return ImmutableMap.copyOf(Maps.filterKeys(reasons, reason -> reason != gone));
    }

    private ImmutableList<PaidTerm> plus(PaidTerm term) {
        return ImmutableList.<PaidTerm>builder().addAll(terms).add(term).build();
    }

    private ImmutableList<PaidTerm> extended(int days) {
        return changed(terms, last().term().extended(days));
    }

    /** Terms that would begin after the day are gone. */
    private ImmutableList<PaidTerm> endingOn(LocalDate day) {
        ImmutableList<PaidTerm> begun = terms.stream()
                .filter(paid -> !paid.term().first().isAfter(day))
                .collect(ImmutableList.toImmutableList());
        ImmutableList<PaidTerm> kept = begun.isEmpty() ? terms.subList(0, 1) : begun;
        return changed(kept, Iterables.getLast(kept).term().endingOn(day));
    }

    private static ImmutableList<PaidTerm> changed(ImmutableList<PaidTerm> terms, Term last) {
        return ImmutableList.<PaidTerm>builder()
                .addAll(terms.subList(0, terms.size() - 1))
                .add(Iterables.getLast(terms).with(last))
                .build();
    }

    /** Its name and last day; nothing personal. */
    @Override
    public String toString() {
        return first + " until " + paidUntil() + (reasons.isEmpty() ? "" : ", suspended: " + reasons.keySet());
    }
}
