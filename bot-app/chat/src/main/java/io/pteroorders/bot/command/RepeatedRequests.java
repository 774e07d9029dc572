package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.text.Language;

/**
 * The orders that renewed or upgraded a server before a request: the reply to a request is that to its order, and not sent
 * again, so whoever asks for one that was there reads how it is paid.
 *
 * @param before their ids
 */
record RepeatedRequests(ImmutableSet<OrderId> before) {

    /** Those of the server of an order, as they are now. */
    static RepeatedRequests of(Order order, OrderService service) {
        return new RepeatedRequests(service.subscriptions().reader().sequels(order.first()).stream()
                .map(Order::id)
                .collect(ImmutableSet.toImmutableSet()));
    }

    /** @param fresh what is told of a new order */
    Reply tell(NotificationText fresh, Order sequel, PaymentReplies payments, Language language) {
        return before.contains(sequel.id())
                ? payments.tell(ReplyText.PAY, sequel, language).about(sequel)
                : payments.tell(fresh, sequel, language).tellingOf(sequel);
    }
}
