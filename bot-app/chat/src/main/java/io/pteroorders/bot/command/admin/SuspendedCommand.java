package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;

/** Says that a server was stopped because nobody paid for it, and tells its customer. */
public final class SuspendedCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("suspended", "dimatikan").forAdmins().changingOrders();

    private final OrderService service;
    private final Replies replies;
    private final OneOrder orders;
    private final CustomerNews news;

    public SuspendedCommand(OrderService service, Replies replies, OneOrder orders, CustomerNews news) {
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
        return orders.reply(this, call, Own.NONE, order -> service.subscriptions()
                .suspendUnpaid(call.actor(), order.id(), call.requestId())
                .flatMap(subscription -> service.get(call.actor(), subscription.first()))
                .map(first -> {
                    news.suspended(first, call);
                    return replies.tellAdmin(ReplyText.SUSPENDED, first, call.language())
                            .about(first);
                }));
    }
}
