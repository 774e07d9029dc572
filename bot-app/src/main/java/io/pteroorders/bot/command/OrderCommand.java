package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.NotificationText;
import java.util.Optional;

/** Makes an order. */
final class OrderCommand implements Command {

    private final OrderService service;
    private final Replies replies;

    OrderCommand(OrderService service, Replies replies) {
        this.service = service;
        this.replies = replies;
    }

    @Override
    public String name() {
        return "order";
    }

    @Override
    public ImmutableList<String> synonyms() {
        return ImmutableList.of("pesan", "beli");
    }

    @Override
    public Outcome<Reply> run(Call call) {
        if (call.line().words().isEmpty()) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        Duration duration = Duration.at(1, call.line());
        CreateOrder request = new CreateOrder(
                call.person().asCustomer(),
                call.line().word(0),
                duration.months(),
                call.line().rest(1 + duration.wordsUsed()),
                Optional.empty(),
                call.requestId("create"));
        return service.create(call.actor(), request)
                .map(order -> replies.tell(NotificationText.ORDER_CREATED_CUSTOMER, order, call.language()));
    }
}
