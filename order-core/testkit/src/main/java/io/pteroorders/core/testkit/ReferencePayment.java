package io.pteroorders.core.testkit;

import static io.pteroorders.core.order.PaymentState.CANCELLED;
import static io.pteroorders.core.order.PaymentState.DISPUTED;
import static io.pteroorders.core.order.PaymentState.EXPIRED;
import static io.pteroorders.core.order.PaymentState.FAILED;
import static io.pteroorders.core.order.PaymentState.PAID;
import static io.pteroorders.core.order.PaymentState.PARTLY_REFUNDED;
import static io.pteroorders.core.order.PaymentState.REFUNDED;
import static io.pteroorders.core.order.PaymentState.REVERSED;
import static io.pteroorders.core.order.PaymentState.REVIEW;
import static io.pteroorders.core.order.PaymentState.WAITING;

import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.Money;

/** What an attempt to pay should be, as plain fields that anybody may set. Not thread-safe. */
final class ReferencePayment {

    private static final ImmutableSetMultimap<PaymentState, PaymentState> ARROWS =
            ImmutableSetMultimap.<PaymentState, PaymentState>builder()
                    .putAll(WAITING, PAID, EXPIRED, FAILED, CANCELLED, REVIEW)
                    .putAll(REVIEW, PAID, FAILED)
                    .put(EXPIRED, PAID)
                    .put(CANCELLED, PAID)
                    .put(FAILED, PAID)
                    .putAll(PAID, PARTLY_REFUNDED, REFUNDED, DISPUTED, REVERSED)
                    .putAll(PARTLY_REFUNDED, PARTLY_REFUNDED, REFUNDED, DISPUTED, REVERSED)
                    .putAll(DISPUTED, PAID, REVERSED, REFUNDED)
                    .build();
    private static final Set<PaymentState> COUNTED = EnumSet.of(PAID, PARTLY_REFUNDED, REFUNDED, DISPUTED, REVERSED);

    final PaymentId id;
    final String method;
    final Money due;
    final Instant created;
    final List<PaymentArrival> arrivals = new ArrayList<>();
    final List<PaymentRefund> refunds = new ArrayList<>();
    PaymentState state = WAITING;
    Optional<Instant> expires = Optional.empty();
    Optional<Instant> paid = Optional.empty();
    Optional<String> reference = Optional.empty();
    Optional<Money> fee = Optional.empty();
    Optional<PayBy> shown = Optional.empty();
    Optional<OrderId> usedBy = Optional.empty();
    Optional<PaymentId> from = Optional.empty();

    ReferencePayment(PaymentId id, String method, Money due, Instant created) {
        this.id = id;
        this.method = method;
        this.due = due;
        this.created = created;
    }

    ReferencePayment copy() {
        ReferencePayment copy = new ReferencePayment(id, method, due, created);
        copy.arrivals.addAll(arrivals);
        copy.refunds.addAll(refunds);
        copy.state = state;
        copy.expires = expires;
        copy.paid = paid;
        copy.reference = reference;
        copy.fee = fee;
        copy.shown = shown;
        copy.usedBy = usedBy;
        copy.from = from;
        return copy;
    }

    boolean isOpen() {
        return state == WAITING || state == REVIEW;
    }

    /** Whether its money is or was taken for the order's. */
    boolean isCounted() {
        return COUNTED.contains(state);
    }

    boolean isPartlyPaid() {
        return !isCounted() && !arrivals.isEmpty();
    }

    boolean isTold(String report) {
        return Stream.concat(
                        arrivals.stream().map(PaymentArrival::report),
                        refunds.stream().map(PaymentRefund::report))
                .anyMatch(Optional.of(report)::equals);
    }

    /** What somebody saw, and no report has told of yet. */
    Optional<PaymentArrival> unproven() {
        return arrivals.stream().filter(part -> part.report().isEmpty()).findFirst();
    }

    Money arrived() {
        return sum(arrivals.stream().map(PaymentArrival::amount));
    }

    Money missing() {
        return due.isGreaterThan(arrived()) ? due.minus(arrived()) : Fixtures.rupiah(0);
    }

    private Money back(PaymentRefund.State... states) {
        return sum(refunds.stream()
                .filter(part -> Arrays.asList(states).contains(part.state()))
                .map(PaymentRefund::amount));
    }

    private static Money sum(Stream<Money> amounts) {
        return amounts.reduce(Fixtures.rupiah(0), Money::plus);
    }

    /** What arrived and neither goes nor went back. */
    Money held() {
        return arrived().minus(back(PaymentRefund.State.ASKED, PaymentRefund.State.DONE));
    }

    /** Whether the shop has money that somebody could claim. */
    boolean hasMoney() {
        return usedBy.isEmpty() && state != REVERSED && held().isPositive();
    }

    boolean mayBecome(PaymentState to) {
        return ARROWS.containsEntry(state, to);
    }

    void become(PaymentState to, Instant now) {
        state = to;
        paid = isCounted() && paid.isEmpty() ? Optional.of(now) : paid;
    }

    /** Nobody waits for it any longer; what came is counted. */
    void giveUp(Instant now) {
        if (isOpen() || isPartlyPaid()) {
            become(!arrivals.isEmpty() ? PAID : state == REVIEW ? FAILED : CANCELLED, now);
        }
    }

    boolean mayGiveBack(Money amount) {
        boolean all = back(PaymentRefund.State.DONE).plus(amount).isEqual(arrived());
        boolean arrow = mayBecome(all ? REFUNDED : PARTLY_REFUNDED) || (all && state == REFUNDED);
        return arrow && isCounted() && usedBy.isEmpty() && amount.isPositive() && !amount.isGreaterThan(held());
    }

    void askBack(Money amount, Instant now, String by, String reason) {
        refunds.add(refund(amount, PaymentRefund.State.ASKED, now, by, reason, Optional.empty()));
    }

    /** Money that went back; nobody had written it down before. */
    void wentBack(Money amount, Instant now, String by, String reason, Optional<String> report) {
        refunds.add(refund(amount, PaymentRefund.State.DONE, now, by, reason, report));
        count(now);
    }

    /** The payer's bank decided for the shop. */
    void keep(Instant now, String by, String report) {
        refunds.add(refund(arrived(), PaymentRefund.State.FAILED, now, by, "", Optional.of(report)));
        become(PAID, now);
    }

    private PaymentRefund refund(
            Money amount, PaymentRefund.State end, Instant at, String by, String reason, Optional<String> report) {
        return new PaymentRefund(refunds.size() + 1, amount, end, at, by, reason, report);
    }

    /** What was asked for is done, or will not be. */
    void end(PaymentRefund asked, PaymentRefund.State end, Instant now) {
        refunds.set(
                asked.number() - 1,
                new PaymentRefund(
                        asked.number(), asked.amount(), end, now, asked.by(), asked.reason(), asked.report()));
        if (end == PaymentRefund.State.DONE) {
            count(now);
        }
    }

    private void count(Instant now) {
        PaymentState to = back(PaymentRefund.State.DONE).isLessThan(arrived()) ? PARTLY_REFUNDED : REFUNDED;
        if (mayBecome(to)) {
            become(to, now);
        }
    }

    /** What no other order may ask for meanwhile, if its money is told by the amount. */
    String subject() {
        return method + ":" + due.getAmountMajorLong();
    }

    ReferencePayment asSeenByCustomer() {
        ReferencePayment view = copy();
        view.reference = Optional.empty();
        view.fee = Optional.empty();
        view.arrivals.replaceAll(part -> new PaymentArrival(part.amount(), part.at(), "system", Optional.empty()));
        view.refunds.replaceAll(part -> new PaymentRefund(
                part.number(), part.amount(), part.state(), part.at(), "system", part.reason(), Optional.empty()));
        return view;
    }

    /** Every field that says something, in words. */
    @Override
    public String toString() {
        return new Words()
                .with("", Optional.of(id + " " + method + " " + state.word() + " " + due + " " + created))
                .with("until ", expires)
                .with("paid ", paid)
                .with("reference ", reference)
                .with("fee ", fee)
                .with("shows ", shown)
                .with("used by ", usedBy)
                .with("from ", from)
                .ofMoney(arrivals, refunds);
    }

    /** The same of a real payment. */
    static String words(Payment real) {
        return new Words()
                .with(
                        "",
                        Optional.of(real.id() + " " + real.method() + " "
                                + real.state().word() + " " + real.amountDue() + " " + real.createdAt()))
                .with("until ", real.expiresAt())
                .with("paid ", real.paidAt())
                .with("reference ", real.reference())
                .with("fee ", real.fee())
                .with("shows ", real.payBy())
                .with("used by ", real.usedBy())
                .with("from ", real.from())
                .ofMoney(real.arrivals(), real.refunds());
    }

    /** Puts together what there is of a payment. Not thread-safe. */
    private static final class Words {

        private final List<String> parts = new ArrayList<>();

        Words with(String name, Optional<?> value) {
            value.ifPresent(known -> parts.add(name + known));
            return this;
        }

        String ofMoney(List<PaymentArrival> arrivals, List<PaymentRefund> refunds) {
            arrivals.forEach(part ->
                    parts.add("+" + part.amount() + " " + part.at() + " by " + part.by() + told(part.report())));
            refunds.forEach(
                    part -> parts.add("-" + part.amount() + " " + part.state().word() + " " + part.number() + " "
                            + part.at() + " by " + part.by() + told(part.report()) + " '" + part.reason() + "'"));
            return String.join(", ", parts);
        }

        private static String told(Optional<String> report) {
            return report.map(id -> " (" + id + ")").orElse("");
        }
    }
}
