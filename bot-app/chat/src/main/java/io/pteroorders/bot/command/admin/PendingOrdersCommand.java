package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.OrderListing;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderQuery;

/** Lists unpaid orders, the one that waits longest first. */
public final class PendingOrdersCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("pending-orders", "antrian", "antrean", "pending")
            .forAdmins()
            .showingOrders();

    private final OrderListing listing;

    public PendingOrdersCommand(OrderListing listing) {
        this.listing = listing;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return listing.list(call, this, "pending", OrderQuery.oldestFirst().status(OrderStatus.PENDING));
    }
}
