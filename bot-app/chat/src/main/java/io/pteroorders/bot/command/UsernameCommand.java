package io.pteroorders.bot.command;

import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SetUsername;
import java.util.Locale;

/** Sets the panel user name that the customer wants. */
public final class UsernameCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("username").changingOrders();

    private final OrderService service;
    private final Replies replies;

    public UsernameCommand(OrderService service, Replies replies) {
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
        String username = call.line().rest(orders.wordsUsed()).toLowerCase(Locale.ROOT);
        if (orders.typed().isEmpty() || username.isEmpty()) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        return service.find(call.actor(), orders.typed().get(0))
                .flatMap(order ->
                        service.setUsername(call.actor(), new SetUsername(order.id(), username, call.requestId())))
                .map(order -> replies.tell(ReplyText.USERNAME_SET, order, call.language()));
    }
}
