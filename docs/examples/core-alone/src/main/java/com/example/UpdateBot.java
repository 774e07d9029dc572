package com.example;

import com.google.common.primitives.Ints;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderQuery;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.Collectors;

/** Answers a chat service whose updates are the number of a chat and what was typed there. */
public final class UpdateBot {

    private final OrderService orders;
    private final String seller;

    /** @param seller the chat of whoever sells */
    UpdateBot(OrderService orders, String seller) {
        this.orders = orders;
        this.seller = seller;
    }

    // region main
    public static void main(String[] arguments) {
        var storage = InMemoryOrderStorage.create(ZoneId.of("Asia/Jakarta"));
        var orders = OrderService.builder(storage, Clock.systemUTC(), new SecureRandom())
                .build();
        var bot = new UpdateBot(orders, "1");
        try (Scanner updates = new Scanner(System.in)) {
            while (updates.hasNext()) {
                String chat = updates.next();
                System.out.println(chat + " < " + bot.reply(chat, updates.nextLine()));
            }
        }
    }
    // endregion

    // region reply
    String reply(String chat, String text) {
        List<String> typed = List.of((text.strip() + " ? ?").split("\\s+")); // a question mark for what was left out
        PersonId person = PersonId.of(chat);
        Actor actor = chat.equals(seller) ? Actor.admin(person) : Actor.customer(person);
        return switch (typed.get(0)) {
            case "/packages" ->
                orders.catalog().forSale().stream()
                        .map(sold -> sold.name() + " " + sold.pricePerMonth().getAmountMajorLong())
                        .collect(Collectors.joining(", "));
            case "/order" -> {
                Customer customer = new Customer(person, "Chat " + chat, chat);
                int months = Optional.ofNullable(Ints.tryParse(typed.get(2))).orElse(0);
                yield said(orders.create(actor, new CreateOrder(customer, typed.get(1), months)));
            }
            case "/orders" ->
                orders.list(actor, OrderQuery.newestFirst().customer(person).build())
                        .map(page -> page.orders().stream().map(UpdateBot::line).collect(Collectors.joining(", ")))
                        .fold(list -> list, UpdateBot::why);
            case "/paid" ->
                said(orders.find(actor, typed.get(1))
                        .flatMap(order -> orders.confirm(actor, new ChangeStatus(order.id(), ""))));
            case "/setup" ->
                said(orders.find(actor, typed.get(1))
                        .flatMap(order -> orders.process(actor, new ChangeStatus(order.id(), ""))));
            case "/done" ->
                said(orders.find(actor, typed.get(1))
                        .flatMap(order -> orders.complete(actor, new CompleteOrder(order.id(), typed.get(2), ""))));
            default -> "/packages, /order gold 3, /orders";
        };
    }
    // endregion

    // region outcome
    private static String said(Outcome<Order> outcome) {
        return outcome.fold(UpdateBot::line, UpdateBot::why);
    }

    private static String line(Order order) {
        return order.id() + " " + order.item().packageName() + " "
                + order.totalAmount().getAmountMajorLong() + ": "
                + order.status().word();
    }

    private static String why(Refusal refusal) {
        if (refusal instanceof Refusal.IllegalTransition illegal) {
            return "it is " + illegal.from().word() + ", and can become " + illegal.allowed();
        } else if (refusal instanceof Refusal.InvalidInput wrong) {
            return "no: " + wrong.violations().get(0).code();
        }
        return "no: " + refusal.code();
    }
    // endregion
}
