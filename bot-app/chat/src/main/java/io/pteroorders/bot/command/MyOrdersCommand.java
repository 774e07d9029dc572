package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderQuery;

/** Lists a person's own orders, newest first. */
public final class MyOrdersCommand implements Command {

    private final OrderListing listing;

    public MyOrdersCommand(OrderListing listing) {
        this.listing = listing;
    }

    @Override
    public String name() {
        return "my-orders";
    }

    @Override
    public ImmutableList<String> synonyms() {
        return ImmutableList.of("pesanan", "pesanan-saya");
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
