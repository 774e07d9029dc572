package io.pteroorders.bot.command;

import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SetUsername;
import java.util.Locale;

/** Sets the panel user name that the customer wants. */
public final class UsernameCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("username").changingOrders();

    private final OrderService service;
    private final Replies replies;
    private final OneOrder orders;

    public UsernameCommand(OrderService service, Replies replies, OneOrder orders) {
        this.service = service;
        this.replies = replies;
        this.orders = orders;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return call.line().words().isEmpty()
                ? CommandNames.missingArgument(this, replies, call.language())
                : orders.replyWithWords(this, call, Own.UNPAID, (order, name) -> set(order, name, call));
    }

    private Outcome<Reply> set(Order order, String name, Call call) {
        String username = name.toLowerCase(Locale.ROOT);
        return username.isEmpty()
                ? CommandNames.missingArgument(this, replies, call.language())
                : service.setUsername(call.actor(), new SetUsername(order.id(), username, call.requestId()))
                        .map(named -> replies.tell(ReplyText.USERNAME_SET, named, call.language()));
    }
}
