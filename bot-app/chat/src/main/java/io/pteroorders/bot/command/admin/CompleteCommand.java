package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.OrderReferences;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.OrderService;
import java.util.Optional;

/** Hands a server over: the order, the id of the server, and notes. */
public final class CompleteCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order-complete").forAdmins().changingOrders();

    private final OrderService service;
    private final Replies replies;

    public CompleteCommand(OrderService service, Replies replies) {
        this.service = service;
        this.replies = replies;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        OrderReferences orders = call.references();
        Optional<String> server = call.line().word(orders.wordsUsed());
        if (orders.typed().size() != 1
                || server.filter(id -> !replies.isPlaceholder(id)).isEmpty()) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        return service.find(call.actor(), orders.typed().get(0))
                .flatMap(order -> complete(order, orders.wordsUsed(), call))
                .map(order -> StatusReplies.changed(order, service.flow(), replies, call.language())
                        .tellingOf(order));
    }

    private Outcome<Order> complete(Order order, int place, Call call) {
        return service.complete(
                call.actor(),
                new CompleteOrder(
                        order.id(), call.line().word(place), call.line().rest(place + 1), call.requestId()));
    }
}
