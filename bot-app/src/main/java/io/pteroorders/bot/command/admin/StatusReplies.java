package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.RefusalReplies;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;

/** What an admin is told after moving an order: its new status and the next commands. */
final class StatusReplies {

    private StatusReplies() {}

    static Reply changed(Order order, OrderFlow flow, Replies replies, Language language) {
        return replies.say(
                ReplyText.STATUS_CHANGED,
                language,
                Variables.builder()
                        .putAll(replies.orders().forAdmin(order, language))
                        .list(
                                "commands",
                                RefusalReplies.nextCommands(order.id(), flow.next(order.status()), replies, language)));
    }
}
