package io.pteroorders.bot.command;

import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.subscription.Subscription;

/** Says, after asking back, that a server is not to be renewed; paying undoes it. */
public final class StopRenewingCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("berhenti", "stop-renewing").changingOrdersForGood();

    private final OrderService service;
    private final Replies replies;
    private final OneOrder orders;

    public StopRenewingCommand(OrderService service, Replies replies, OneOrder orders) {
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
        return orders.reply(this, call, Own.SERVERS, order -> call.confirmed() ? stop(order, call) : ask(order, call));
    }

    private Outcome<Reply> ask(Order order, Call call) {
        return service.subscriptions()
                .get(call.actor(), order.id())
                .flatMap(subscription -> about(subscription, ReplyText.CONFIRM_STOP_RENEWING, call))
                .map(reply -> reply.asking(INFO.name() + " " + order.id(), replies.yesAndNo(call.language())));
    }

    private Outcome<Reply> stop(Order order, Call call) {
        return service.subscriptions()
                .setRenewing(call.actor(), order.id(), false, call.requestId())
                .flatMap(subscription -> about(subscription, ReplyText.RENEWING_STOPPED, call));
    }

    private Outcome<Reply> about(Subscription subscription, ReplyText text, Call call) {
        return service.get(call.actor(), subscription.first())
                .map(first -> replies.tell(text, first, call.language()).about(first));
    }
}
