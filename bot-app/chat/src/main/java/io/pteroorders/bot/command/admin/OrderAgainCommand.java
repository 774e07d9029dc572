package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.payment.PaymentDesk;
import io.pteroorders.core.order.Outcome;

/** Makes an order anew that was cancelled although its money came, paid by that money. */
public final class OrderAgainCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order-again", "pesan-ulang").forAdmins().changingOrders();

    private final PaymentDesk desk;
    private final Replies replies;
    private final OneOrder orders;

    public OrderAgainCommand(PaymentDesk desk, Replies replies, OneOrder orders) {
        this.desk = desk;
        this.replies = replies;
        this.orders = orders;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.reply(this, call, Own.NONE, order -> desk.service()
                .orderAgain(call.actor(), order.id(), call.requestId())
                .map(again -> replies.tellAdmin(ReplyText.ORDER_AGAIN, again, call.language())
                        .tellingOf(again)));
    }
}
