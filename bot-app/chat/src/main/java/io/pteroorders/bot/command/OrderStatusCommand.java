package io.pteroorders.bot.command;

import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.core.order.Notes.Note;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;

/** Shows an order in a customer's words: its state, its history and what happens next. */
public final class OrderStatusCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order-status", "status", "cek").showingOrders();

    private final Replies replies;
    private final OneOrder orders;

    public OrderStatusCommand(Replies replies, OneOrder orders) {
        this.replies = replies;
        this.orders = orders;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.reply(this, call, Own.ALL, order -> Outcome.done(status(order, call.person())));
    }

    private Reply status(Order found, Person reader) {
        Language language = reader.language();
        Order order = found.asSeenByCustomer();
        boolean own = order.customer().id().equals(reader.id());
        return replies.say(
                        ReplyText.ORDER_STATUS,
                        language,
                        Variables.builder()
                                .putAll(
                                        own
                                                ? replies.orders().forCustomer(order, language)
                                                : replies.orders().forAdmin(order, language))
                                .list(
                                        "history",
                                        order.statusHistory().stream()
                                                .map(c -> change(c, language))
                                                .toList())
                                .list(
                                        "notes",
                                        OrderLists.lastNotes(order.notes())
                                                .map(note -> note(note, own))
                                                .toList())
                                .put("earlierNotes", OrderLists.earlierNotes(order.notes()))
                                .put("next", replies.word(next(order), language)))
                .about(order);
    }

    /** The name of the word for what happens next. */
    public static String next(Order order) {
        boolean checked =
                order.status() == OrderStatus.PENDING && order.paymentProof().isPresent();
        return "next." + (checked ? "proof" : order.status().word());
    }

    private Variables change(StatusChange change, Language language) {
        return Variables.builder()
                .put("icon", Formats.icon(change.status()))
                .put("status", replies.formats().status(change.status(), language))
                .put("time", replies.formats().time(change.timestamp(), language))
                .build();
    }

    private static Variables note(Note note, boolean own) {
        String text = own ? OrderLists.shortened(note.text()) : OrderLists.forAdmin(note.text());
        return Variables.builder().typed("note", text).build();
    }
}
