package io.pteroorders.bot.command;

import io.pteroorders.core.order.Notes.Note;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;

/** Shows an order in a customer's words: its state, its history and what happens next. */
public final class OrderStatusCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order-status", "status", "cek").showingOrders();

    private final OrderService service;
    private final Replies replies;

    public OrderStatusCommand(OrderService service, Replies replies) {
        this.service = service;
        this.replies = replies;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return OneOrder.reply(this, call, service, replies, order -> Outcome.done(status(order, call.language())));
    }

    private Reply status(Order found, Language language) {
        Order order = found.asSeenByCustomer();
        return replies.say(
                        ReplyText.ORDER_STATUS,
                        language,
                        Variables.builder()
                                .putAll(replies.orders().forCustomer(order, language))
                                .list(
                                        "history",
                                        order.statusHistory().stream()
                                                .map(c -> change(c, language))
                                                .toList())
                                .list(
                                        "notes",
                                        OrderLists.lastNotes(order.notes())
                                                .map(OrderStatusCommand::note)
                                                .toList())
                                .put("earlierNotes", OrderLists.earlierNotes(order.notes()))
                                .put(
                                        "next",
                                        replies.word("next." + order.status().word(), language)))
                .about(order);
    }

    private Variables change(StatusChange change, Language language) {
        return Variables.builder()
                .put("icon", Formats.icon(change.status()))
                .put("status", replies.formats().status(change.status(), language))
                .put("time", replies.formats().time(change.timestamp(), language))
                .build();
    }

    private static Variables note(Note note) {
        return Variables.builder()
                .typed("note", OrderLists.shortened(note.text()))
                .build();
    }
}
