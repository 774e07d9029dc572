package io.pteroorders.core.subscription;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.TakenStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What an index keeps of a subscription. Immutable and thread-safe.
 *
 * @param place where it stands among others
 * @param tracked whether anything is done about its end
 * @param states how it stands when
 * @param sold what the customer has until when, in order; never empty
 */
record Indexed(Place place, boolean tracked, StateTimes states, ImmutableList<SoldUntil> sold) {

    /**
     * Where a subscription stands among others.
     *
     * @param due when the next step is due; {@link Instant#MAX} if there is none
     */
    record Place(PersonId customer, LocalDate paidUntil, Instant due, OrderId first) {

        static final Comparator<Place> BY_DUE = Comparator.comparing(Place::due).thenComparing(Place::first);
        static final Comparator<Place> BY_PAID_UNTIL =
                Comparator.comparing(Place::paidUntil).thenComparing(Place::first);

        /** The same among those of one customer. */
        static Comparator<Place> ofCustomer(Comparator<Place> order) {
            return Comparator.comparing(Place::customer).thenComparing(order);
        }
    }

    /** What a customer has until the end of a day. */
    record SoldUntil(PackageType packageType, LocalDate last) {}

    /**
     * What is to be kept of a subscription.
     *
     * @param taken the steps that its first order remembers
     * @param shared the one package among equal ones that is kept
     */
    static Indexed of(
            Subscription subscription,
            RenewalRules rules,
            Collection<TakenStep> taken,
            UnaryOperator<PackageType> shared) {
        Place place = new Place(
                subscription.customer().id(),
                subscription.paidUntil(),
                NextStep.at(subscription, rules, taken).orElse(Instant.MAX),
                subscription.first());
        boolean tracked = subscription.tracked() && subscription.ended().isEmpty();
        return new Indexed(place, tracked, subscription.states(rules), sold(subscription.terms(), shared));
    }

    /** Terms that follow on one another with the same package are one. */
    private static ImmutableList<SoldUntil> sold(List<PaidTerm> terms, UnaryOperator<PackageType> shared) {
        List<SoldUntil> sold = new ArrayList<>();
        for (PaidTerm paid : terms) {
            PackageType type = shared.apply(paid.sold().packageType());
            LocalDate last = paid.term().last();
            SoldUntil before = Iterables.getLast(sold, new SoldUntil(type, last));
            if (before.packageType().equals(type) && !sold.isEmpty()) {
                last = last.isBefore(before.last()) ? before.last() : last;
                sold.remove(sold.size() - 1);
            }
            sold.add(new SoldUntil(type, last));
        }
        return ImmutableList.copyOf(sold);
    }

    private PackageType sold(LocalDate day) {
        return sold.stream()
                .filter(some -> !some.last().isBefore(day))
                .findFirst()
                .orElseGet(() -> Iterables.getLast(sold))
                .packageType();
    }

    private Optional<Instant> due() {
        return Optional.of(place.due()).filter(Instant.MAX::isAfter);
    }

    /** Whether it passes every filter of a query; its page is not looked at. */
    boolean passes(SubscriptionQuery query, RenewalRules rules) {
        return (query.states().isEmpty() || query.states().contains(states.at(query.now())))
                && query.packageType()
                        .map(type -> type.equals(sold(rules.day(query.now()))))
                        .orElse(true)
                && query.customer().map(place.customer()::equals).orElse(true)
                && query.dueFrom()
                        .map(from -> due().filter(at -> !at.isBefore(from)).isPresent())
                        .orElse(true)
                && query.dueBefore().map(place.due()::isBefore).orElse(true)
                && query.endingBy()
                        .map(last -> !place.paidUntil().isAfter(last))
                        .orElse(true)
                && (!query.tracked() || tracked);
    }

    /** How it stands at a time. */
    Standing at(Instant now, RenewalRules rules) {
        return new Standing(
                place.first(), place.customer(), sold(rules.day(now)), place.paidUntil(), states.at(now), due());
    }
}
