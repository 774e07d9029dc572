package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;

/** What an admin is told after moving an order: its new status and the next commands. */
final class StatusReplies {

    private StatusReplies() {}

    static Reply changed(Order order, OrderFlow flow, Replies replies, Language language) {
        return replies.say(
                NotificationText.STATUS_CHANGED_ADMIN,
                language,
                Variables.builder()
                        .putAll(replies.orders().forAdmin(order, language))
                        .list("commands", replies.orders().commands(order, flow.next(order.status()), language)));
    }
}
