package io.pteroorders.bot.command;

import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.AddNote;
import io.pteroorders.core.service.OrderService;

/** Appends a note: a customer's for the seller, to their own pending order; an admin's for admins. */
public final class OrderNoteCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("order-note").changingOrders();

    private final OrderService service;
    private final Replies replies;
    private final OneOrder orders;

    public OrderNoteCommand(OrderService service, Replies replies, OneOrder orders) {
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
        return orders.replyWithWords(this, call, Own.UNPAID, (order, text) -> add(order, text, call)
                .map(noted -> replies.tell(ReplyText.NOTE_ADDED, noted, call.language())));
    }

    private Outcome<Order> add(Order order, String text, Call call) {
        return service.addNote(call.actor(), new AddNote(order.id(), text, call.requestId()));
    }
}
