package io.pteroorders.bot.chat;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.OrderStatusCommand;
import io.pteroorders.bot.command.OwnOrders;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.talk.Place;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The order that somebody most likely speaks of, and where it stands. Thread-safe. */
final class StandingOrder {

    private static final int LOOKED_AT = 20;

    /** So many days before its end somebody speaks of renewing a server. */
    private static final int NEARLY_OVER = 7;

    private final OrderService service;
    private final Replies replies;
    private final Clock clock;

    StandingOrder(OrderService service, Replies replies, Clock clock) {
        this.service = service;
        this.replies = replies;
        this.clock = clock;
    }

    /**
     * How somebody stands.
     *
     * @param orders their last, the newest first
     * @param order the one that they most likely speak of
     * @param server the first order of the server that ends first
     * @param place where that leaves them
     */
    record Standing(ImmutableList<Order> orders, Optional<Order> order, Optional<Order> server, Place place) {

        Optional<Order> newest() {
            return orders.stream().findFirst();
        }

        /** Whether one of their last orders has an id with this end, typed without dashes. */
        boolean hasOrder(String end) {
            return orders.stream()
                    .map(order ->
                            CharMatcher.is('-').removeFrom(order.id().toString().toLowerCase(Locale.ROOT)))
                    .anyMatch(id -> id.endsWith(end));
        }
    }

    /** A server that somebody has, by its first order. */
    private record Server(Order order, Subscription subscription) {}

    /** How somebody stands: the newest order that is not paid; else the newest that is worked on; else their server. */
    Standing look(Person person) {
        ImmutableList<Order> newest = newest(person);
        Optional<Server> running = server(newest);
        Optional<Order> server = running.map(Server::order);
        Optional<Order> unpaid = first(newest, OrderStatus.PENDING);
        Optional<Order> paid = first(newest, OrderStatus.CONFIRMED, OrderStatus.PROCESSING);
        Place place = unpaid.map(order -> Place.UNPAID)
                .or(() -> paid.map(order -> Place.PAID))
                .or(() -> running.map(found -> place(found.subscription())))
                .orElse(Place.NOTHING);
        return new Standing(newest, unpaid.or(() -> paid).or(() -> server), server, place);
    }

    /** The order that somebody most likely speaks of. */
    Optional<Order> of(Person person) {
        return look(person).order();
    }

    /** The last orders of a person, the newest first. */
    ImmutableList<Order> newest(Person person) {
        return OwnOrders.of(service, person, OrderQuery.newestFirst().limit(LOOKED_AT));
    }

    private static Optional<Order> first(ImmutableList<Order> orders, OrderStatus... statuses) {
        ImmutableList<OrderStatus> wanted = ImmutableList.copyOf(statuses);
        return orders.stream().filter(order -> wanted.contains(order.status())).findFirst();
    }

    private Optional<Server> server(ImmutableList<Order> orders) {
        return orders.stream()
                .filter(order -> order.status() == OrderStatus.COMPLETED
                        && order.sequel().isEmpty())
                .flatMap(order -> server(order).stream())
                .min(Comparator.comparing(server -> server.subscription().paidUntil()));
    }

    private Optional<Server> server(Order order) {
        return subscription(order).filter(this::isThere).map(subscription -> new Server(order, subscription));
    }

    private Optional<Subscription> subscription(Order order) {
        return service.subscriptions().reader().of(order);
    }

    /** What nobody looks after is over when its time is. */
    private boolean isThere(Subscription subscription) {
        boolean runs = !subscription.paidUntil().isBefore(rules().day(clock.instant()));
        return subscription.ended().isEmpty() && (subscription.tracked() || runs);
    }

    private RenewalRules rules() {
        return service.subscriptions().reader().rules();
    }

    private Place place(Subscription subscription) {
        Instant now = clock.instant();
        boolean nearlyOver = !subscription.paidUntil().minusDays(NEARLY_OVER).isAfter(rules().day(now));
        return switch (subscription.state(rules(), now)) {
            case SUSPENDED, DELETION_DUE, ENDED -> Place.SUSPENDED;
            case OVERDUE -> Place.DUE;
            case ACTIVE -> nearlyOver ? Place.DUE : Place.READY;
        };
    }

    /** Where an order stands, and what its customer can do. */
    Reply describe(Order order, Person person) {
        boolean unpaid =
                order.status() == OrderStatus.PENDING && order.paymentProof().isEmpty();
        return replies.say(
                ReplyText.STANDING,
                person.language(),
                Variables.builder()
                        .putAll(replies.orders().forCustomer(order, person.language()))
                        .flag("unpaid", unpaid)
                        .flag("due", isDue(order))
                        .put("next", replies.word(OrderStatusCommand.next(order), person.language())));
    }

    private boolean isDue(Order order) {
        return order.status() == OrderStatus.COMPLETED
                && place(subscription(order).orElseThrow()) != Place.READY;
    }
}
