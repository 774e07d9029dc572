package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.OrderListing;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderQuery;

/** Lists orders, newest first: by status, since a day, a few at a time. */
public final class OrdersCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("orders").forAdmins().showingOrders();

    private final OrderListing listing;

    public OrdersCommand(OrderListing listing) {
        this.listing = listing;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return listing.list(call, this, "all", OrderQuery.newestFirst());
    }
}
