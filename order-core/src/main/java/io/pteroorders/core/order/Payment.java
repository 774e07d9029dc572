package io.pteroorders.core.order;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import io.pteroorders.core.catalog.Amounts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to pay an order. Its rules hold for every instance, wherever it was built:
 *
 * <ul>
 *   <li>all amounts are in one currency and keep the rules of {@link Amounts};
 *   <li>it says when it was paid if money is or was counted as paid, and only then;
 *   <li>refunds are numbered from 1, and never give back more than arrived;
 *   <li>its money was used by one other order at most, and only if none of it goes or went back;
 *   <li>times are cut to milliseconds.
 * </ul>
 *
 * <p>Immutable and thread-safe. Methods that change something return a new payment.
 */
public final class Payment {

    /** The rule for the name of a method, as a regular expression. */
    public static final String METHOD_PATTERN = "[a-z][a-z0-9-]{0,31}";

    /** The method of money that was paid for another order. */
    public static final String CREDIT = "credit";

    /** The most parts in which money may arrive. */
    public static final int MAX_ARRIVALS = 100;

    /** The most refunds of one payment. */
    public static final int MAX_REFUNDS = 100;

    private static final Pattern METHOD = Pattern.compile(METHOD_PATTERN);
    private static final ImmutableSet<PaymentState> COUNTED_AS_PAID = Sets.immutableEnumSet(
            PaymentState.PAID,
            PaymentState.PARTLY_REFUNDED,
            PaymentState.REFUNDED,
            PaymentState.DISPUTED,
            PaymentState.REVERSED);

    private final PaymentId id;
    private final String method;
    private final PaymentState state;
    private final Money amountDue;
    private final Instant createdAt;
    private final @Nullable Instant expiresAt;
    private final @Nullable Instant paidAt;
    private final @Nullable String reference;
    private final @Nullable Money fee;
    private final @Nullable PayBy payBy;
    private final ImmutableList<PaymentArrival> arrivals;
    private final ImmutableList<PaymentRefund> refunds;
    private final @Nullable OrderId usedBy;
    private final @Nullable PaymentId from;

    private Payment(Builder from) {
        this.id = from.id;
        this.method = from.method;
        this.state = from.state;
        this.amountDue = Amounts.of(from.amountDue.getCurrencyUnit(), from.amountDue.getAmount());
        this.createdAt = Times.checked("createdAt", from.createdAt);
        this.expiresAt = from.expiresAt == null ? null : Times.checked("expiresAt", from.expiresAt);
        this.paidAt = from.paidAt == null ? null : Times.checked("paidAt", from.paidAt);
        this.reference = from.reference;
        this.fee = from.fee == null ? null : Amounts.of(from.fee.getCurrencyUnit(), from.fee.getAmount());
        this.payBy = from.payBy;
        this.arrivals = from.arrivals;
        this.refunds = from.refunds;
        this.usedBy = from.usedBy;
        this.from = from.from;
        check();
    }

    private void check() {
        require(METHOD.matcher(method).matches(), "the method of a payment must match " + METHOD_PATTERN);
        require(!amountDue.isZero(), "there is something to pay");
        require(isCountedAsPaid() == (paidAt != null), "a payment says when it was paid if it was, and only then");
        require(arrivals.size() <= MAX_ARRIVALS, "money arrives in " + MAX_ARRIVALS + " parts at most");
        require(
                method.equals(CREDIT) == (from != null),
                "credit, and nothing else, says from which payment its money is");
        require(usedBy == null || goingBack().isZero(), "money that goes back pays for no other order");
        if (reference != null) {
            PaymentArrival.checkReference("reference", reference);
        }
        checkCurrency();
        checkRefunds();
    }

    private void checkCurrency() {
        boolean one = (fee == null || fee.isSameCurrency(amountDue))
                && arrivals.stream().allMatch(part -> part.amount().isSameCurrency(amountDue))
                && refunds.stream().allMatch(part -> part.amount().isSameCurrency(amountDue));
        require(one, "the amounts of a payment are in one currency");
    }

    private void checkRefunds() {
        for (int i = 0; i < refunds.size(); i++) {
            require(refunds.get(i).number() == i + 1, "refunds are numbered from 1");
        }
        require(!goingBack().isGreaterThan(amountPaid()), "no more goes back than arrived");
    }

    private static void require(boolean rule, String otherwise) {
        if (!rule) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * A new attempt, waiting.
     *
     * @param method matches {@link #METHOD_PATTERN}, for example {@code qris-static}
     */
    public static Builder begin(PaymentId id, String method, Money amountDue, Instant now) {
        return new Builder(id, method, PaymentState.WAITING, amountDue, now);
    }

    /** Builds a payment that exists already, from stored parts. */
    public static Builder restore(PaymentId id, String method, PaymentState state, Money amountDue, Instant createdAt) {
        return new Builder(id, method, state, amountDue, createdAt);
    }

    /**
     * The payment in another state.
     *
     * @param now when; it counts as the time of payment if there was none before
     * @throws IllegalArgumentException if {@link PaymentFlow} has no such arrow
     */
    public Payment moved(PaymentState to, Instant now) {
        require(PaymentFlow.allows(state, to), "a payment that is " + state.word() + " cannot become " + to.word());
        Builder next = toBuilder();
        next.state = to;
        if (COUNTED_AS_PAID.contains(to) && next.paidAt == null) {
            next.paidAt = now;
        }
        return next.build();
    }

    /**
     * The attempt given up by the shop or the customer: cancelled; failed if the gateway looks at it, which may still say that
     * the money is there; paid if a part of the money has come, which waits for somebody to decide what becomes of it.
     *
     * @throws IllegalArgumentException if it is neither open nor {@linkplain #isPartlyPaid partly paid}
     */
    public Payment givenUp(Instant now) {
        require(isOpen() || isPartlyPaid(), "a payment that is " + state.word() + " is not to be given up");
        if (!arrivals.isEmpty()) {
            return moved(PaymentState.PAID, now);
        }
        return moved(state == PaymentState.REVIEW ? PaymentState.FAILED : PaymentState.CANCELLED, now);
    }

    /**
     * A claim on the amount that is due, among those of its method, for as long as the attempt is open. An attempt that alone
     * holds its amount knows its money by that; see {@link Order#withPayment}.
     */
    public Claim claim() {
        return new Claim(method, claimKey(amountDue), Claim.OPEN_ENDED);
    }

    /** The payment with more money. Whether it is paid now is another question. */
    public Payment with(PaymentArrival arrival) {
        return toBuilder()
                .arrivals(Iterables.concat(arrivals, ImmutableList.of(arrival)))
                .build();
    }

    /** The payment whose money, seen by somebody, is now told of by a report; the same if a report told of all of it. */
    public Payment provenBy(String report) {
        ImmutableList.Builder<PaymentArrival> proven = ImmutableList.builder();
        boolean found = false;
        for (PaymentArrival arrival : arrivals) {
            boolean seen = !found && arrival.report().isEmpty();
            proven.add(seen ? arrival.provenBy(report) : arrival);
            found |= seen;
        }
        return toBuilder().arrivals(proven.build()).build();
    }

    /** The payment with a gateway's own name for it. */
    public Payment withReference(String newReference) {
        return toBuilder().reference(newReference).build();
    }

    /** The payment with what the gateway keeps for itself. */
    public Payment withFee(Money newFee) {
        return toBuilder().fee(newFee).build();
    }

    /** The payment with what a gateway gave for it: what the customer is shown, and until when. */
    public Payment offered(PayBy shown, Optional<Instant> until) {
        Builder next = toBuilder().payBy(shown);
        until.ifPresent(next::expiresAt);
        return next.build();
    }

    /**
     * The payment with a refund asked for.
     *
     * @throws IllegalArgumentException if that is more than is left
     */
    public Payment withRefund(Money amount, Instant now, String by, String reason) {
        return with(new PaymentRefund(
                refunds.size() + 1, amount, PaymentRefund.State.ASKED, now, by, reason, Optional.empty()));
    }

    /**
     * The payment with money that went back without the shop's doing, by a report.
     *
     * @throws IllegalArgumentException if that is more than is left
     */
    public Payment withMoneyBack(Money amount, Instant at, String by, String report) {
        Payment next = with(new PaymentRefund(
                refunds.size() + 1, amount, PaymentRefund.State.DONE, at, by, "", Optional.of(report)));
        return next.reaching(next.stateByRefunds(), at);
    }

    /**
     * The disputed payment whose payer did not get the money back, by a report.
     *
     * @throws IllegalArgumentException if it is not disputed
     */
    public Payment disputeWon(Instant at, String by, String report) {
        return with(new PaymentRefund(
                        refunds.size() + 1, amountPaid(), PaymentRefund.State.FAILED, at, by, "", Optional.of(report)))
                .moved(PaymentState.PAID, at);
    }

    private Payment with(PaymentRefund refund) {
        return toBuilder()
                .refunds(Iterables.concat(refunds, ImmutableList.of(refund)))
                .build();
    }

    /**
     * The payment with a refund done or failed. Once it is done, the state says how much went back.
     *
     * @throws IllegalArgumentException if there is no such refund, or it is not open
     */
    public Payment refundEnded(int number, PaymentRefund.State end, Instant now) {
        require(number >= 1 && number <= refunds.size(), "there is no refund " + number);
        PaymentRefund open = refunds.get(number - 1);
        require(open.state() == PaymentRefund.State.ASKED, "refund " + number + " is not open");
        ImmutableList<PaymentRefund> ended = refunds.stream()
                .map(refund -> refund.equals(open) ? refund.reaching(end, now) : refund)
                .collect(ImmutableList.toImmutableList());
        Payment next = toBuilder().refunds(ended).build();
        return end == PaymentRefund.State.DONE ? next.reaching(next.stateByRefunds(), now) : next;
    }

    /** A bank may have taken the money away in the meantime. */
    private Payment reaching(PaymentState to, Instant now) {
        return PaymentFlow.allows(state, to) ? moved(to, now) : this;
    }

    /** The key of a claim on an amount. */
    public static String claimKey(Money amount) {
        return amount.getAmount().stripTrailingZeros().toPlainString();
    }

    /** Whether this much of the money can go back now. */
    public boolean mayGiveBack(Money amount) {
        if (!isCountedAsPaid() || usedBy != null || !amount.isPositive() || amount.isGreaterThan(amountHeld())) {
            return false;
        }
        PaymentState to = amountRefunded().plus(amount).isLessThan(amountPaid())
                ? PaymentState.PARTLY_REFUNDED
                : PaymentState.REFUNDED;
        return PaymentFlow.allows(state, to) || (state == to && to == PaymentState.REFUNDED);
    }

    private PaymentState stateByRefunds() {
        return amountRefunded().isLessThan(amountPaid()) ? PaymentState.PARTLY_REFUNDED : PaymentState.REFUNDED;
    }

    /** The payment whose money pays for another order. */
    public Payment usedBy(OrderId other) {
        Builder next = toBuilder();
        next.usedBy = other;
        return next.build();
    }

    /** Whether this can have become of an earlier state of itself: no money that came or went back is forgotten. */
    boolean continues(Payment earlier) {
        return method.equals(earlier.method)
                && amountDue.equals(earlier.amountDue)
                && createdAt.equals(earlier.createdAt)
                && continues(arrivals, earlier.arrivals, PaymentArrival::continues)
                && continues(refunds, earlier.refunds, PaymentRefund::continues);
    }

    private static <T> boolean continues(List<T> now, List<T> earlier, BiPredicate<T, T> rule) {
        return now.size() >= earlier.size()
                && IntStream.range(0, earlier.size()).allMatch(i -> rule.test(now.get(i), earlier.get(i)));
    }

    /** The payment after an {@link Erasure}: amounts, times and the ids of reports stay, so that no money counts twice. */
    Payment erased(Erasure erasure) {
        Builder rest = toBuilder();
        rest.reference = null;
        rest.payBy = null;
        rest.arrivals = arrivals.stream()
                .map(part -> new PaymentArrival(part.amount(), part.at(), erasure.by(part.by()), part.report()))
                .collect(ImmutableList.toImmutableList());
        rest.refunds = refunds.stream()
                .map(part -> new PaymentRefund(
                        part.number(),
                        part.amount(),
                        part.state(),
                        part.at(),
                        erasure.by(part.by()),
                        "",
                        part.report()))
                .collect(ImmutableList.toImmutableList());
        return rest.build();
    }

    /** The payment without what only the shop may know: who saw the money, reports, fees and the gateway's name for it. */
    Payment asSeenByCustomer() {
        Builder view = toBuilder();
        view.reference = null;
        view.fee = null;
        view.arrivals = arrivals.stream()
                .map(part -> new PaymentArrival(part.amount(), part.at(), StatusChange.SYSTEM, Optional.empty()))
                .collect(ImmutableList.toImmutableList());
        view.refunds = refunds.stream()
                .map(part -> new PaymentRefund(
                        part.number(),
                        part.amount(),
                        part.state(),
                        part.at(),
                        StatusChange.SYSTEM,
                        part.reason(),
                        Optional.empty()))
                .collect(ImmutableList.toImmutableList());
        return view.build();
    }

    /** Whether a report with this id has told of money that came or went back. */
    public boolean isToldBy(String report) {
        Optional<String> told = Optional.of(report);
        return arrivals.stream().anyMatch(arrival -> arrival.report().equals(told))
                || refunds.stream().anyMatch(refund -> refund.report().equals(told));
    }

    /** Whether money is or was counted as paid. */
    public boolean isCountedAsPaid() {
        return COUNTED_AS_PAID.contains(state);
    }

    /** Whether a part of the money has come, and it is not counted as paid. */
    public boolean isPartlyPaid() {
        return !isCountedAsPaid() && !arrivals.isEmpty();
    }

    /** Whether the customer may still pay, or the gateway decides. */
    public boolean isOpen() {
        return state == PaymentState.WAITING || state == PaymentState.REVIEW;
    }

    /** Never changes. */
    public PaymentId id() {
        return id;
    }

    /** How it is paid, for example {@code manual}; never changes. */
    public String method() {
        return method;
    }

    /** What became of it. */
    public PaymentState state() {
        return state;
    }

    /** What is to be paid; never changes. */
    public Money amountDue() {
        return amountDue;
    }

    /** What has arrived. */
    public Money amountPaid() {
        return arrivals.stream().map(PaymentArrival::amount).reduce(nothing(), Money::plus);
    }

    /** What is missing; nothing once enough has arrived. */
    public Money amountMissing() {
        Money missing = amountDue.minus(amountPaid());
        return missing.isNegative() ? nothing() : missing;
    }

    /** Whether the shop has money of it that neither goes back nor pays for another order. */
    public boolean hasMoney() {
        return usedBy == null && state != PaymentState.REVERSED && amountHeld().isPositive();
    }

    /** What went back. */
    public Money amountRefunded() {
        return refunded(PaymentRefund.State.DONE);
    }

    /** What has arrived and neither goes nor went back. */
    public Money amountHeld() {
        return amountPaid().minus(goingBack());
    }

    private Money goingBack() {
        return amountRefunded().plus(refunded(PaymentRefund.State.ASKED));
    }

    private Money refunded(PaymentRefund.State which) {
        return refunds.stream()
                .filter(refund -> refund.state() == which)
                .map(PaymentRefund::amount)
                .reduce(nothing(), Money::plus);
    }

    private Money nothing() {
        return Money.zero(amountDue.getCurrencyUnit());
    }

    /** When it began, in whole milliseconds. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Until when it can be paid; empty if there is no such time. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** When it was paid first. */
    public Optional<Instant> paidAt() {
        return Optional.ofNullable(paidAt);
    }

    /** The gateway's own name for it. */
    public Optional<String> reference() {
        return Optional.ofNullable(reference);
    }

    /** What the gateway keeps for itself, if it said so. */
    public Optional<Money> fee() {
        return Optional.ofNullable(fee);
    }

    /** What the customer is shown, if the method has something to show. */
    public Optional<PayBy> payBy() {
        return Optional.ofNullable(payBy);
    }

    /** The money that came in, oldest first. */
    public ImmutableList<PaymentArrival> arrivals() {
        return arrivals;
    }

    /** What goes or went back, by number. */
    public ImmutableList<PaymentRefund> refunds() {
        return refunds;
    }

    /** The other order that its money paid for. */
    public Optional<OrderId> usedBy() {
        return Optional.ofNullable(usedBy);
    }

    /** The payment of another order that the money was paid by. */
    public Optional<PaymentId> from() {
        return Optional.ofNullable(from);
    }

    /** Whether every part is equal. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Payment that
                && id.equals(that.id)
                && method.equals(that.method)
                && state == that.state
                && amountDue.equals(that.amountDue)
                && createdAt.equals(that.createdAt)
                && Objects.equals(expiresAt, that.expiresAt)
                && Objects.equals(paidAt, that.paidAt)
                && Objects.equals(reference, that.reference)
                && Objects.equals(fee, that.fee)
                && Objects.equals(payBy, that.payBy)
                && arrivals.equals(that.arrivals)
                && refunds.equals(that.refunds)
                && Objects.equals(usedBy, that.usedBy)
                && Objects.equals(from, that.from);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, state, arrivals, refunds);
    }

    /** Id, method and state; nothing personal. */
    @Override
    public String toString() {
        return id + " " + method + " " + state.word();
    }

    private Builder toBuilder() {
        Builder same = new Builder(id, method, state, amountDue, createdAt)
                .expiresAt(expiresAt)
                .paidAt(paidAt)
                .reference(reference)
                .fee(fee)
                .payBy(payBy)
                .from(from)
                .usedBy(usedBy);
        same.arrivals = arrivals;
        same.refunds = refunds;
        return same;
    }

    /** Collects the parts of a payment. Not thread-safe. */
    public static final class Builder {

        private final PaymentId id;
        private final String method;
        private final Money amountDue;
        private final Instant createdAt;
        private PaymentState state;
        private @Nullable Instant expiresAt;
        private @Nullable Instant paidAt;
        private @Nullable String reference;
        private @Nullable Money fee;
        private @Nullable PayBy payBy;
        private ImmutableList<PaymentArrival> arrivals = ImmutableList.of();
        private ImmutableList<PaymentRefund> refunds = ImmutableList.of();
        private @Nullable OrderId usedBy;
        private @Nullable PaymentId from;

        private Builder(PaymentId id, String method, PaymentState state, Money amountDue, Instant createdAt) {
            this.id = id;
            this.method = method;
            this.state = state;
            this.amountDue = amountDue;
            this.createdAt = createdAt;
        }

        /** Until when it can be paid; null if there is no such time. */
        public Builder expiresAt(@Nullable Instant value) {
            this.expiresAt = value;
            return this;
        }

        /** When it was paid first; null if it was not. */
        public Builder paidAt(@Nullable Instant value) {
            this.paidAt = value;
            return this;
        }

        /** The gateway's own name for it; null if there is none. */
        public Builder reference(@Nullable String value) {
            this.reference = value;
            return this;
        }

        /** What the gateway keeps for itself; null if it did not say. */
        public Builder fee(@Nullable Money value) {
            this.fee = value;
            return this;
        }

        /** What the customer is shown; null if there is nothing. */
        public Builder payBy(@Nullable PayBy value) {
            this.payBy = value;
            return this;
        }

        /** The money that came in, oldest first; none if not given. */
        public Builder arrivals(Iterable<PaymentArrival> value) {
            this.arrivals = ImmutableList.copyOf(value);
            return this;
        }

        /** What goes or went back, by number; nothing if not given. */
        public Builder refunds(Iterable<PaymentRefund> value) {
            this.refunds = ImmutableList.copyOf(value);
            return this;
        }

        /** The other order that its money paid for; null if there is none. */
        public Builder usedBy(@Nullable OrderId value) {
            this.usedBy = value;
            return this;
        }

        /** The payment of another order that the money was paid by; null if there is none. */
        public Builder from(@Nullable PaymentId value) {
            this.from = value;
            return this;
        }

        /**
         * The payment.
         *
         * @throws IllegalArgumentException if a rule of {@link Payment} is broken; the message says which
         */
        public Payment build() {
            return new Payment(this);
        }
    }
}
