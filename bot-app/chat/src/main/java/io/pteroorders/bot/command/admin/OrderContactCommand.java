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
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;

/** Tells an owner how to reach an order's customer: the only reply with a full phone number. */
public final class OrderContactCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order-contact").forOwners().showingOrders();

    private final Replies replies;
    private final OneOrder orders;

    public OrderContactCommand(Replies replies, OneOrder orders) {
        this.replies = replies;
        this.orders = orders;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.reply(this, call, Own.NONE, order -> Outcome.done(contact(order, call.language())));
    }

    private Reply contact(Order order, Language language) {
        PersonId customer = order.customer().id();
        return replies.say(
                        ReplyText.ORDER_CONTACT,
                        language,
                        Variables.builder()
                                .putAll(replies.orders().forAdmin(order, language))
                                .put("digits", customer.phoneDigits())
                                .put("identity", customer.text()))
                .about(order);
    }
}
