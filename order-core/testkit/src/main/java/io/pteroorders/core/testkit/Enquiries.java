package io.pteroorders.core.testkit;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.testkit.ReferenceShop.Asked;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

/** Makes of a {@link Step} what somebody asks to know. */
record Enquiries(Instant now) {

    Operation operation(Step step, Actor actor, OrderId target) {
        return switch (step.kind()) {
            case LOOK -> look(step, actor, target);
            case LIST -> list(step, actor);
            case STATISTICS -> statistics(step, actor);
            default -> throw new IllegalArgumentException(step.kind() + " is no question");
        };
    }

    private Operation look(Step step, Actor actor, OrderId id) {
        Asked asked = new Asked(actor, now, "");
        String text = id.toString();
        String typed =
                switch (step.choice() % 4) {
                    case 2 -> Ascii.toLowerCase(text).replace("-", "");
                    case 3 -> text.substring(text.lastIndexOf('-') + 1);
                    default -> text;
                };
        return new Operation(
                People.name(actor) + " looks at " + id,
                shop -> Answer.of(step.choice() % 4 == 0 ? shop.get(actor, id) : shop.find(actor, typed)),
                (shop, none) -> shop.get(asked, id));
    }

    private Operation list(Step step, Actor actor) {
        Asked asked = new Asked(actor, now, "");
        Optional<Customer> of =
                Optional.of(step.choice() % 2 == 0 ? People.A : People.B).filter(customer -> step.choice() < 8);
        Optional<OrderStatus> in =
                EnumSet.allOf(OrderStatus.class).stream().skip(step.order()).findFirst();
        boolean newestFirst = step.choice() % 4 < 2;
        int limit = 1 + step.choice();
        OrderQuery.Builder query = (newestFirst ? OrderQuery.newestFirst() : OrderQuery.oldestFirst()).limit(limit);
        of.ifPresent(customer -> query.customer(customer.id()));
        in.ifPresent(query::status);
        OrderQuery page = query.build();
        return new Operation(
                People.name(actor) + " lists the " + limit + (newestFirst ? " newest" : " oldest")
                        + in.map(status -> " " + status.word()).orElse("") + " orders"
                        + of.map(customer -> " of " + People.name(customer)).orElse(""),
                shop -> Answer.ofPage(shop.list(actor, page)),
                (shop, none) -> shop.list(asked, of, in, newestFirst, limit));
    }

    private static Operation statistics(Step step, Actor actor) {
        Unit unit = step.choice() % 2 == 0 ? Unit.ALL : Unit.DAY;
        return new Operation(
                People.name(actor) + " asks for statistics",
                shop -> shop.statistics(actor, unit)
                        .fold(
                                figures -> new Answer(Answer.DONE, ImmutableList.of()),
                                refusal -> Answer.refused(Answer.words(refusal.code()))),
                (shop, none) ->
                        actor.isAdmin() ? new Answer(Answer.DONE, ImmutableList.of()) : Answer.refused("not allowed"));
    }
}
