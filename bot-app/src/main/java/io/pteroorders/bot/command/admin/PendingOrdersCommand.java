package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.ListArguments;
import io.pteroorders.bot.command.OrderLists;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;

/** Lists unpaid orders, the one that waits longest first. */
public final class PendingOrdersCommand implements Command {

    private final OrderService service;
    private final OrderLists lists;

    public PendingOrdersCommand(OrderService service, OrderLists lists) {
        this.service = service;
        this.lists = lists;
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
    public Outcome<Reply> run(Call call) {
        OrderQuery.Builder query = OrderQuery.oldestFirst().status(OrderStatus.PENDING);
        ListArguments.of(call.line()).after().ifPresent(query::after);
        return service.list(call.actor(), query.build()).map(page -> lists.list(page, "pending", name(), call));
    }
}
