package io.pteroorders.core.subscription;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * How a {@link Subscription} follows from the order that began it and the orders that name that one: the only place that
 * knows. What happened counts in the order in which it happened, not in that in which it became known: a renewal when its
 * money came, equal times by id, and before what somebody said at that time.
 */
public final class Subscriptions {

    private final RenewalRules rules;
    private Subscription now;
    /** What the newest change of the last day was, if that can be taken back. */
    private Optional<Renewed> newest = Optional.empty();

    /** A renewal, and how the subscription stood before it. */
    private record Renewed(OrderId order, LocalDate paidOn, Subscription before) {}

    /** Something that happened. */
    private record Event(Instant at, int rank, String name, Runnable effect) {}

    private Subscriptions(Subscription beginning, RenewalRules rules) {
        this.now = beginning;
        this.rules = rules;
    }

    /**
     * The subscription that an order began.
     *
     * @param sequels the orders that name it as their first, in any order; others are passed over
     * @return empty if the customer has not got the server, or the order is a sequel itself
     */
    public static Optional<Subscription> of(Order first, Iterable<Order> sequels, RenewalRules rules) {
        return begun(first).map(since -> {
            PaidTerm term = new PaidTerm(
                    Term.beginning(rules.day(since), first.item().durationMonths()),
                    first.item().durationMonths(),
                    Sold.of(first.item()));
            boolean tracked = !since.isBefore(rules.trackedFrom());
            Subscription beginning = Subscription.beginning(first.id(), first.customer(), term, tracked);
            return new Subscriptions(beginning, rules).lived(first, sequels);
        });
    }

    /** When the customer got the server: what they pay for begins then, not when they paid; empty if they have not. */
    public static Optional<Instant> begun(Order first) {
        return first.sequel().isPresent() ? Optional.empty() : reached(first, OrderStatus.COMPLETED);
    }

    private static Optional<Instant> reached(Order order, OrderStatus status) {
        return order.statusHistory().stream()
                .filter(change -> change.status() == status)
                .map(StatusChange::timestamp)
                .findFirst();
    }

    /**
     * When an order was paid: when all of its money had come, whenever that became known, or when somebody said that it had;
     * not before the order was made.
     *
     * @return empty if it never was confirmed
     */
    public static Optional<Instant> paidAt(Order order) {
        return reached(order, OrderStatus.CONFIRMED).map(confirmed -> order.payments()
                .paid()
                .flatMap(Subscriptions::complete)
                .filter(confirmed::isAfter)
                .map(at -> at.isBefore(order.createdAt()) ? order.createdAt() : at)
                .orElse(confirmed));
    }

    /** When all of the money of an attempt had come; empty if it has not. */
    private static Optional<Instant> complete(Payment payment) {
        Money missing = payment.amountDue();
        Instant latest = Instant.MIN;
        for (PaymentArrival arrival : payment.arrivals()) {
            missing = missing.minus(arrival.amount());
            latest = arrival.at().isAfter(latest) ? arrival.at() : latest;
            if (!missing.isPositive()) {
                return Optional.of(latest);
            }
        }
        return Optional.empty();
    }

    private Subscription lived(Order first, Iterable<Order> sequels) {
        List<Event> events = new ArrayList<>();
        for (SubscriptionEntry entry : first.subscription().entries()) {
            events.add(new Event(entry.at(), 1, "", () -> happened(entry)));
        }
        for (Order order : sequels) {
            order.sequel()
                    .filter(sequel -> sequel.first().equals(first.id()) && !isVoid(order, sequel))
                    .ifPresent(sequel -> events.addAll(events(order, sequel)));
        }
        end(first).ifPresent(at -> events.add(new Event(at, 3, "", () -> now = now.ended(at))));
        events.sort(Comparator.comparing(Event::at).thenComparing(Event::rank).thenComparing(Event::name));
        for (Event event : events) {
            if (now.ended().isEmpty()) {
                event.effect().run();
            }
        }
        return now;
    }

    private List<Event> events(Order order, Sequel sequel) {
        String id = order.id().toString();
        Stream<Event> paid = paidAt(order).map(at -> new Event(at, 0, id, () -> paid(order, sequel, at))).stream();
        Stream<Event> reversed = order.wasPaid()
                ? Stream.of(OrderStatus.CANCELLED, OrderStatus.REFUNDED)
                        .flatMap(status -> reached(order, status).stream())
                        .limit(1)
                        .map(at -> new Event(at, 2, id, () -> reversed(order, at)))
                : Stream.empty();
        return Stream.concat(paid, reversed).toList();
    }

    /** When the subscription was over, unless somebody says so: the first order was taken back, or the server deleted. */
    private static Optional<Instant> end(Order first) {
        Optional<Instant> takenBack =
                reached(first, OrderStatus.REFUNDED).or(() -> reached(first, OrderStatus.CANCELLED));
        Optional<Instant> deleted = first.server()
                .filter(server -> server.state() == ServerState.DELETED)
                .map(Server::since);
        return Stream.of(takenBack, deleted).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** An upgrade that was taken back, whenever, counts nothing: what was paid for it went back. */
    private static boolean isVoid(Order order, Sequel sequel) {
        return sequel instanceof Sequel.Upgrade
                && (order.status() == OrderStatus.CANCELLED || order.status() == OrderStatus.REFUNDED);
    }

    private void paid(Order order, Sequel sequel, Instant at) {
        if (sequel instanceof Sequel.Upgrade upgrade) {
            now = now.upgraded(Sold.of(order.item(), upgrade), rules, at);
            newest = Optional.empty();
        } else {
            newest = Optional.of(new Renewed(order.id(), rules.day(at), now));
            now = now.renewed(order.item().durationMonths(), Sold.of(order.item()), rules, at);
        }
    }

    private void happened(SubscriptionEntry entry) {
        LocalDate before = now.paidUntil();
        now = now.after(entry, rules);
        if (!now.paidUntil().equals(before)) {
            newest = Optional.empty();
        }
    }

    /** Days that were paid back go only if they were the newest, and had not begun, on the day of the payment. */
    private void reversed(Order order, Instant at) {
        LocalDate today = rules.day(at);
        newest.filter(renewed -> renewed.order().equals(order.id()))
                .filter(renewed -> renewed.paidOn().equals(today))
                .filter(renewed -> now.last().term().first().isAfter(today))
                .ifPresent(renewed -> {
                    now = now.reversed(renewed.before());
                    newest = Optional.empty();
                });
    }
}
