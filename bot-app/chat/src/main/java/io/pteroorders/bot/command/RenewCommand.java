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
import io.pteroorders.notify.text.Variables;
import java.util.Optional;

/** Makes the order that renews a server, and shows how it is paid; with a question mark behind it, it asks first. */
public final class RenewCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("perpanjang", "renew", "perpanjangan")
            .changingOrders()
            .askingOnDemand();

    private final OrderService service;
    private final PaymentReplies payments;
    private final Replies replies;
    private final OneOrder orders;

    public RenewCommand(OrderService service, PaymentReplies payments, Replies replies, OneOrder orders) {
        this.service = service;
        this.replies = replies;
        this.payments = payments;
        this.orders = orders;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.replyWithWords(
                this, call.withoutAsking(), Own.SERVERS, (order, typed) -> renew(order, typed, call));
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
        return call.line().asksFirst() ? ask(order, months, call) : renew(order, months, call);
    }

    /** Says what it would cost, and asks. */
    private Outcome<Reply> ask(Order order, Optional<Integer> months, Call call) {
        return service.subscriptions()
                .renewal(call.actor(), new RenewOrder(order.id(), months, Optional.empty()))
                .map(item -> replies.say(
                                ReplyText.CONFIRM_RENEWAL,
                                call.language(),
                                Variables.builder()
                                        .putAll(replies.orders().forCustomer(order, call.language()))
                                        .put("wanted", replies.formats().months(item.durationMonths(), call.language()))
                                        .put("amount", replies.formats().money(item.totalAmount(), call.language())))
                        .asking(
                                INFO.name() + " " + order.id() + " " + item.durationMonths(),
                                replies.yesAndNo(call.language())));
    }

    private Outcome<Reply> renew(Order order, Optional<Integer> months, Call call) {
        RepeatedRequests before = RepeatedRequests.of(order, service);
        return service.subscriptions()
                .renew(call.actor(), new RenewOrder(order.id(), months, call.requestId()))
                .map(renewal ->
                        before.tell(NotificationText.RENEWAL_CREATED_CUSTOMER, renewal, payments, call.language()));
    }
}
