package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.OrderStatusCommand;
import io.pteroorders.bot.command.OwnOrders;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** The order that somebody most likely speaks of, and where it stands. Thread-safe. */
final class StandingOrder {

    private static final int LOOKED_AT = 20;

    private final OrderService service;
    private final Replies replies;
    private final Clock clock;

    StandingOrder(OrderService service, Replies replies, Clock clock) {
        this.service = service;
        this.replies = replies;
        this.clock = clock;
    }

    /** The newest that is not paid; else the newest that is worked on; else the newest whose server runs. */
    Optional<Order> of(Person person) {
        ImmutableList<Order> newest = newest(person);
        return first(newest, OrderStatus.PENDING)
                .or(() -> first(newest, OrderStatus.CONFIRMED, OrderStatus.PROCESSING))
                .or(() -> newest.stream().filter(this::runs).findFirst());
    }

    /** The last orders of a person, the newest first. */
    ImmutableList<Order> newest(Person person) {
        return OwnOrders.of(service, person, OrderQuery.newestFirst().limit(LOOKED_AT));
    }

    private static Optional<Order> first(ImmutableList<Order> orders, OrderStatus... statuses) {
        ImmutableList<OrderStatus> wanted = ImmutableList.copyOf(statuses);
        return orders.stream().filter(order -> wanted.contains(order.status())).findFirst();
    }

    private boolean runs(Order order) {
        LocalDate today = replies.formats().dayOf(clock.instant());
        return replies.orders()
                .lastDay(order)
                .filter(day -> !day.isBefore(today))
                .isPresent();
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
                        .put("next", replies.word(OrderStatusCommand.next(order), person.language())));
    }
}
