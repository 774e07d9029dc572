package io.pteroorders.bot.command;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import java.util.function.Function;

/** Commands about the one order that their line names first. */
public final class OneOrder {

    private OneOrder() {}

    /** What is answered about the order, which the person may see; or that the command lacks it. */
    public static Outcome<Reply> reply(
            Command command, Call call, OrderService service, Replies replies, Function<Order, Outcome<Reply>> about) {
        return call.references().typed().stream()
                .findFirst()
                .map(typed -> service.find(call.actor(), typed).flatMap(about))
                .orElseGet(() -> CommandNames.missingArgument(command, replies, call.language()));
    }
}
