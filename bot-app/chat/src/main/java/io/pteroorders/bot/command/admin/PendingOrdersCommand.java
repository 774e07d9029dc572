package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.OrderListing;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.OrderQuery;

/** Lists unpaid orders, the one that waits longest first. */
public final class PendingOrdersCommand implements Command {

    private final OrderListing listing;

    public PendingOrdersCommand(OrderListing listing) {
        this.listing = listing;
    }

    @Override
    public String name() {
        return "pending-orders";
    }

    @Override
    public ImmutableList<String> synonyms() {
        return ImmutableList.of("antrian");
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
        return listing.list(call, this, "pending", OrderQuery.oldestFirst().status(OrderStatus.PENDING));
    }
}
