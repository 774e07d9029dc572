package io.pteroorders.core.order;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * The attempts to pay one order, by number: at most {@value #MAX_COUNT}, of which one at most is open. Immutable and
 * thread-safe.
 */
public final class Payments {

    /** The most attempts to pay one order. */
    public static final int MAX_COUNT = 20;

    /** How long the amount of an attempt stays its own after it ended, for money that comes late. */
    public static final Duration AMOUNT_RESERVED = Duration.ofHours(24);

    /** No attempts. */
    public static final Payments NONE = new Payments(ImmutableList.of());

    private final ImmutableList<Payment> all;

    private Payments(ImmutableList<Payment> all) {
        this.all = all;
    }

    /**
     * These attempts.
     *
     * @param attempts by number, from 1 without a gap
     * @throws IllegalArgumentException if a rule is broken; the message says which
     */
    public static Payments of(Iterable<Payment> attempts) {
        ImmutableList<Payment> all = ImmutableList.copyOf(attempts);
        if (all.isEmpty()) {
            return NONE;
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().number() != i + 1) {
                throw new IllegalArgumentException("attempts to pay are numbered from 1");
            }
        }
        if (all.stream().filter(Payment::isOpen).count() > 1) {
            throw new IllegalArgumentException("two attempts to pay are open at once");
        }
        return new Payments(all);
    }

    /** All attempts, by number. */
    public ImmutableList<Payment> all() {
        return all;
    }

    /** The attempt with this number. */
    public Optional<Payment> get(int number) {
        return number >= 1 && number <= all.size() ? Optional.of(all.get(number - 1)) : Optional.empty();
    }

    /** The newest attempt. */
    public Optional<Payment> last() {
        return all.reverse().stream().findFirst();
    }

    /** The attempt that is open. */
    public Optional<Payment> open() {
        return all.stream().filter(Payment::isOpen).findFirst();
    }

    /**
     * The attempt that paid for the order: of those that are counted as paid, the first that brought all of its money, or
     * else the first.
     */
    public Optional<Payment> paid() {
        return all.stream()
                .filter(Payment::isCountedAsPaid)
                .min(Comparator.comparing(
                                (Payment payment) -> payment.amountMissing().isPositive())
                        .thenComparing(payment -> payment.paidAt().orElseThrow()));
    }

    /** Whether the shop has money of any of them that neither goes back nor pays for another order. */
    public boolean hasMoney() {
        return all.stream().anyMatch(Payment::hasMoney);
    }

    /** These after an {@link Erasure}. */
    Payments erased(Erasure erasure) {
        return of(all.stream().map(payment -> payment.erased(erasure)).toList());
    }

    /** Whether no further attempt fits. */
    public boolean isFull() {
        return all.size() == MAX_COUNT;
    }

    /**
     * These and one more, or with one of them changed. If that becomes paid, the others {@linkplain #ended end}.
     *
     * @throws IllegalArgumentException if a rule is broken; the message says which
     */
    Payments with(Payment changed, Instant now) {
        boolean becomesPaid = changed.isCountedAsPaid()
                && get(changed.id().number()).filter(Payment::isCountedAsPaid).isEmpty();
        return (becomesPaid ? ended(now) : this).with(changed);
    }

    /** These without one that is open: none goes on, and what came for one that was not paid waits for somebody to decide. */
    private Payments ended(Instant now) {
        return of(all.stream()
                .map(payment -> payment.isOpen() || payment.isPartlyPaid() ? payment.givenUp(now) : payment)
                .collect(ImmutableList.toImmutableList()));
    }

    private Payments with(Payment changed) {
        int at = changed.id().number() - 1;
        ImmutableList.Builder<Payment> next = ImmutableList.builder();
        for (int i = 0; i < all.size(); i++) {
            next.add(i == at ? changed : all.get(i));
        }
        return of(at >= all.size() ? next.add(changed).build() : next.build());
    }

    /**
     * What becomes of them when the status of their order changes. Whoever confirms says that the money is there, so the
     * open attempt is paid by hand; one of an order that is cancelled is cancelled too, and keeps what arrived.
     */
    Payments after(StatusChange change) {
        return switch (change.status()) {
            case CONFIRMED ->
                open().map(open -> with(paidByHand(open, change), change.timestamp()))
                        .orElseGet(() -> ended(change.timestamp()));
            case CANCELLED -> ended(change.timestamp());
            case REFUNDED -> givenBackByHand(change);
            case PENDING, PROCESSING, COMPLETED -> this;
        };
    }

    private static Payment paidByHand(Payment open, StatusChange change) {
        Payment whole = open.amountMissing().isZero()
                ? open
                : open.with(new PaymentArrival(
                        open.amountMissing(), change.timestamp(), change.updatedBy(), Optional.empty()));
        return whole.moved(PaymentState.PAID, change.timestamp());
    }

    /** What nobody has given back yet, whoever moved the order has given back. */
    private Payments givenBackByHand(StatusChange change) {
        Payments next = this;
        for (Payment payment : all) {
            next = next.givenBackByHand(payment, change);
        }
        return next;
    }

    /** These, where somebody has given back what nobody had given back yet of one of them. */
    Payments givenBackByHand(Payment payment, StatusChange change) {
        return payment.mayGiveBack(payment.amountHeld())
                ? with(payment.withRefund(payment.amountHeld(), change.timestamp(), change.updatedBy(), change.notes())
                        .refundEnded(payment.refunds().size() + 1, PaymentRefund.State.DONE, change.timestamp()))
                : this;
    }

    /**
     * The claims of their order when they have come to this: what was held for an attempt that is no longer open ends a
     * while after that.
     */
    ImmutableList<Claim> released(ImmutableList<Claim> claims, Instant now) {
        if (claims.isEmpty() || all.isEmpty()) {
            return claims;
        }
        Optional<Claim> kept = open().map(Payment::claim);
        ImmutableSet<Claim> known = all.stream().map(Payment::claim).collect(ImmutableSet.toImmutableSet());
        Instant end = Comparators.min(now.plus(AMOUNT_RESERVED), Claim.OPEN_ENDED);
        return claims.stream()
                .map(claim -> known.contains(claim) && !kept.equals(Optional.of(claim))
                        ? new Claim(claim.space(), claim.key(), end)
                        : claim)
                .collect(ImmutableList.toImmutableList());
    }

    /** Whether these can have become of earlier ones: attempts are added, and each goes on. */
    boolean continues(Payments earlier) {
        return all.size() >= earlier.all.size()
                && earlier.all.stream()
                        .allMatch(before -> all.get(before.id().number() - 1).continues(before));
    }

    Payments asSeenByCustomer() {
        return all.isEmpty()
                ? NONE
                : new Payments(all.stream().map(Payment::asSeenByCustomer).collect(ImmutableList.toImmutableList()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payments that && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
