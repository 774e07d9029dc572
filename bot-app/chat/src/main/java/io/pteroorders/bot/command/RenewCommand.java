package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.RenewOrder;
import io.pteroorders.notify.NotificationText;
import java.util.Optional;

/** Makes the order that renews a server, and shows how it is paid. */
public final class RenewCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("perpanjang", "renew", "perpanjangan").changingOrders();

    private final OrderService service;
    private final PaymentReplies payments;
    private final OneOrder orders;

    public RenewCommand(OrderService service, PaymentReplies payments, OneOrder orders) {
        this.service = service;
        this.payments = payments;
        this.orders = orders;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.replyWithWords(this, call, Own.SERVERS, (order, typed) -> renew(order, typed, call));
    }

    private Outcome<Reply> renew(Order order, String typed, Call call) {
        Optional<Integer> months = Months.of(typed);
        if (months.isEmpty() && !typed.isBlank()) {
            return Outcome.refused(new Refusal.InvalidInput(ImmutableList.of(Violation.of(
                    Violation.Code.INVALID_DURATION,
                    "months",
                    typed,
                    new Violation.Range(OrderItem.MIN_MONTHS, OrderItem.MAX_MONTHS)))));
        }
        RepeatedRequests before = RepeatedRequests.of(order, service);
        return service.subscriptions()
                .renew(call.actor(), new RenewOrder(order.id(), months, call.requestId()))
                .map(renewal ->
                        before.tell(NotificationText.RENEWAL_CREATED_CUSTOMER, renewal, payments, call.language()));
    }
}
