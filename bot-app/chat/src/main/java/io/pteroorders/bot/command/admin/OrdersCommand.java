package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.OrderListing;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.OrderQuery;

/** Lists orders, newest first: by status, since a day, a few at a time. */
public final class OrdersCommand implements Command {

    private final OrderListing listing;

    public OrdersCommand(OrderListing listing) {
        this.listing = listing;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Actor.Role role() {
        return Actor.Role.ADMIN;
    }

    @Override
    public Effect effect() {
        return Effect.SHOWS_ORDERS;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return listing.list(call, this, "all", OrderQuery.newestFirst());
    }
}
