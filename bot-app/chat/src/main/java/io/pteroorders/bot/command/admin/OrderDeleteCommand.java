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
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.DeleteOrder;
import io.pteroorders.core.service.OrderService;

/** Lets an owner remove a cancelled order for good, after asking back. */
public final class OrderDeleteCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order-delete").forOwners().changingOrdersForGood();

    private final OrderService service;
    private final Replies replies;
    private final OneOrder orders;

    public OrderDeleteCommand(OrderService service, Replies replies, OneOrder orders) {
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
        return orders.reply(this, call, Own.NONE, order -> call.confirmed() ? delete(order, call) : ask(order, call));
    }

    private Outcome<Reply> ask(Order order, Call call) {
        if (order.status() != OrderStatus.CANCELLED) {
            return Outcome.refused(new Refusal.WrongStatus(order.id(), order.status(), OrderStatus.CANCELLED));
        }
        return Outcome.done(replies.tellAdmin(ReplyText.CONFIRM_DELETE, order, call.language())
                .asking(INFO.name() + " " + order.id(), replies.yesAndNo(call.language())));
    }

    private Outcome<Reply> delete(Order order, Call call) {
        return service.delete(call.actor(), new DeleteOrder(order.id(), call.requestId()))
                .map(gone -> replies.tellAdmin(ReplyText.ORDER_DELETED, gone, call.language()));
    }
}
