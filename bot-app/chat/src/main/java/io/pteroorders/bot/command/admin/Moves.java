package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.OrderService;

/** Moves orders for admins. Money of a cancelled order goes back without a step, because that status is final. Thread-safe. */
public final class Moves {

    private final OrderService service;
    private final Replies replies;
    private final CustomerNews news;

    public Moves(OrderService service, Replies replies, CustomerNews news) {
        this.service = service;
        this.replies = replies;
        this.news = news;
    }

    /** Whether an order can become this. */
    boolean canMove(Order order, OrderStatus to) {
        return service.flow().allows(order.status(), to) || isReturn(order, to);
    }

    /** Whether a yes is wanted first: it ends an order that money was paid for. */
    static boolean isFinal(Order order, OrderStatus to) {
        return to == OrderStatus.REFUNDED || (to == OrderStatus.CANCELLED && order.wasPaid());
    }

    private static boolean isReturn(Order order, OrderStatus to) {
        return to == OrderStatus.REFUNDED && order.owed().isPresent();
    }

    /**
     * Moves an order; its reply tells how it went on.
     *
     * @param place tells the orders of one command apart
     */
    Outcome<Reply> move(Order order, OrderStatus to, String note, Call call, int place) {
        ChangeStatus request = new ChangeStatus(order.id(), note, call.requestId(place));
        return isReturn(order, to)
                ? service.returnMoney(call.actor(), request).map(returned -> returned(returned, note, call))
                : service.move(call.actor(), to, request)
                        .map(moved -> StatusReplies.changed(moved, service.flow(), replies, call.language())
                                .tellingOf(moved));
    }

    private Reply returned(Order order, String note, Call call) {
        news.moneyReturned(order, note, call);
        return replies.tellAdmin(ReplyText.MONEY_RETURNED, order, call.language());
    }
}
