package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;

/** Sends an order's customer a text, as it was typed: what an admin has to say, or how to get into the server. */
public final class MessageCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("order-message", "pesan-ke")
            .forAdmins()
            .changingOrders()
            .takingText();

    private final OrderService service;
    private final Replies replies;
    private final CustomerNews news;

    public MessageCommand(OrderService service, Replies replies, CustomerNews news) {
        this.service = service;
        this.replies = replies;
        this.news = news;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        String words = call.line().restAsTyped(call.references().wordsUsed());
        boolean one = call.references().typed().size() == 1;
        return one && !FreeText.clean(words).isEmpty()
                ? service.find(call.actor(), call.references().typed().get(0)).map(order -> send(order, words, call))
                : CommandNames.missingArgument(this, replies, call.language());
    }

    private Reply send(Order order, String words, Call call) {
        news.message(order, words, call);
        return replies.tellAdmin(ReplyText.MESSAGE_SENT, order, call.language());
    }
}
