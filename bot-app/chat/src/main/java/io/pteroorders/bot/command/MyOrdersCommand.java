package io.pteroorders.bot.command;

import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderQuery;

/** Lists a person's own orders, newest first. */
public final class MyOrdersCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("my-orders", "pesanan", "pesanan-saya");

    private final OrderListing listing;

    public MyOrdersCommand(OrderListing listing) {
        this.listing = listing;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return listing.list(
                call,
                this,
                "mine",
                OrderQuery.newestFirst().customer(call.person().id()));
    }
}
