package io.pteroorders.core.testkit;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.testkit.ReferenceShop.Asked;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

/** Makes of a {@link Step} what somebody asks to know. */
record Enquiries(ReferenceShop reference, Instant now) {

    Operation operation(Step step, Actor actor, OrderId target) {
        Asked asked = new Asked(actor, now, "");
        return switch (step.kind()) {
            case LOOK -> look(step, asked, target);
            case LIST -> list(step, asked, target);
            case STATISTICS -> statistics(step, actor);
            default -> throw new IllegalArgumentException(step.kind() + " is no question");
        };
    }

    private static Operation look(Step step, Asked asked, OrderId id) {
        String text = id.toString();
        int half = text.lastIndexOf('-') + 1;
        return switch (step.choice() % 6) {
            case 0 ->
                new Operation(
                        People.name(asked.by()) + " looks at " + id,
                        shop -> Answer.of(shop.get(asked.by(), id)),
                        (shop, none) -> shop.get(asked, id));
            case 1 -> find(asked, text);
            case 2 -> find(asked, Ascii.toLowerCase(text).replace("-", ""));
            case 3 -> find(asked, Ascii.toLowerCase(text.substring(half)));
            case 4 -> find(asked, text.substring(text.length() - 4));
            default ->
                find(
                        asked,
                        text.substring(0, half)
                                + text.substring(half).replace('0', 'O').replace('1', 'l'));
        };
    }

    private static Operation find(Asked asked, String typed) {
        return new Operation(
                People.name(asked.by()) + " looks for " + typed,
                shop -> Answer.of(shop.find(asked.by(), typed)),
                (shop, none) -> shop.find(asked, typed));
    }

    private Operation list(Step step, Asked asked, OrderId target) {
        return search(step, asked, target)
                .walk(asked, step.order() % 2 == 0, 1 + step.order() % 3, cursor(step.request(), target));
    }

    /** Where a list goes on: mostly at the beginning; or after an order, which may be somebody else's, or gone. */
    private Optional<OrderId> cursor(int request, OrderId target) {
        return switch (request) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(reference.known(target).isPresent() ? target : ReferenceShop.NOBODYS);
            default -> reference.gone();
        };
    }

    private Search search(Step step, Asked asked, OrderId target) {
        Instant made = reference.known(target).map(order -> order.created).orElse(now);
        String id = target.toString();
        Search search =
                switch (step.choice()) {
                    case 1 -> Search.of(People.A);
                    case 2 -> Search.of(People.B);
                    case 3 -> Search.in(OrderStatus.PENDING);
                    case 4 -> Search.in(OrderStatus.COMPLETED, OrderStatus.CONFIRMED, OrderStatus.CANCELLED);
                    case 5 -> Search.ofPackage("gold");
                    case 6 -> Search.withPhone("1234");
                    case 7 -> Search.withPhone("6281");
                    case 8 -> Search.withIdPart(id.substring(id.length() - 3));
                    case 9 -> Search.madeFrom(made);
                    case 10 -> Search.madeBefore(made);
                    case 11 ->
                        Search.in(OrderStatus.PENDING)
                                .and(Search.ofPackage("gold"))
                                .and(Search.madeFrom(made));
                    default -> Search.ALL;
                };
        return asked.isCustomer() && step.choice() > 2 ? search.and(Search.of(People.customer(asked.by()))) : search;
    }

    private static Operation statistics(Step step, Actor actor) {
        Unit unit = Iterables.get(EnumSet.allOf(Unit.class), step.choice() % 4);
        return new Operation(
                People.name(actor) + " asks for statistics",
                shop -> shop.statistics(actor, unit)
                        .fold(figures -> new Answer(Answer.DONE, ImmutableList.of()), Answer::of),
                (shop, none) ->
                        actor.isAdmin() ? new Answer(Answer.DONE, ImmutableList.of()) : Answer.refused("not allowed"));
    }
}
