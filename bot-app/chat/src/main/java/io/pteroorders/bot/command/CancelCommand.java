package io.pteroorders.bot.command;

import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.text.Language;

/** Lets a customer cancel their own unpaid order, after asking back. To an admin, others' orders are the shop's. */
public final class CancelCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("cancel", "batal", "batalkan").changingOrdersForGood();

    private final OrderService service;
    private final Replies replies;
    private final OneOrder orders;
    private final Command shopCancels;

    /**
     * The command.
     *
     * @param shopCancels cancels orders for the shop, with a reason
     */
    public CancelCommand(OrderService service, Replies replies, OneOrder orders, Command shopCancels) {
        this.service = service;
        this.replies = replies;
        this.orders = orders;
        this.shopCancels = shopCancels;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        boolean several = NamedOrders.of(call, service).all().size() > 1;
        return several && call.person().isAdmin()
                ? shopCancels.run(call)
                : orders.reply(this, call, Own.UNPAID, order -> cancelFor(order, call));
    }

    private Outcome<Reply> cancelFor(Order order, Call call) {
        boolean own = order.customer().id().equals(call.person().id());
        if (call.person().isAdmin() && !own) {
            return shopCancels.run(call);
        }
        return call.confirmed() ? cancel(order, call) : ask(order, call);
    }

    private Outcome<Reply> ask(Order order, Call call) {
        if (order.status() != OrderStatus.PENDING) {
            return Outcome.refused(new Refusal.WrongStatus(order.id(), order.status(), OrderStatus.PENDING));
        }
        Language language = call.language();
        return Outcome.done(replies.tell(ReplyText.CONFIRM_CANCEL, order, language)
                .asking(INFO.name() + " " + order.id(), replies.yesAndNo(language)));
    }

    private Outcome<Reply> cancel(Order order, Call call) {
        ChangeStatus request = new ChangeStatus(order.id(), "", call.requestId());
        return service.cancel(call.actor(), request)
                .map(done -> replies.tell(NotificationText.ORDER_CANCELLED_CUSTOMER, done, call.language())
                        .tellingOf(done));
    }
}
