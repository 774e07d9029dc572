package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;

/** Says, after asking back, that a server is gone for good that nobody paid for and no panel kept. */
public final class ServerDeletedCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("deleted", "dihapus").forAdmins().changingOrdersForGood();

    private final OrderService service;
    private final Replies replies;
    private final OneOrder orders;
    private final CustomerNews news;

    public ServerDeletedCommand(OrderService service, Replies replies, OneOrder orders, CustomerNews news) {
        this.service = service;
        this.replies = replies;
        this.orders = orders;
        this.news = news;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.reply(this, call, Own.NONE, order -> call.confirmed() ? end(order, call) : ask(order, call));
    }

    private Outcome<Reply> ask(Order order, Call call) {
        return first(order, call)
                .map(first -> replies.tellAdmin(ReplyText.CONFIRM_SERVER_DELETED, first, call.language())
                        .about(first)
                        .asking(INFO.name() + " " + first.id(), replies.yesAndNo(call.language())));
    }

    private Outcome<Order> first(Order order, Call call) {
        return service.subscriptions()
                .get(call.actor(), order.id())
                .flatMap(subscription -> service.get(call.actor(), subscription.first()));
    }

    private Outcome<Reply> end(Order order, Call call) {
        return service.subscriptions()
                .end(call.actor(), order.id(), "", call.requestId())
                .flatMap(subscription -> service.get(call.actor(), subscription.first()))
                .map(first -> {
                    news.deleted(first, call);
                    return replies.tellAdmin(ReplyText.SERVER_GONE, first, call.language())
                            .about(first);
                });
    }
}
