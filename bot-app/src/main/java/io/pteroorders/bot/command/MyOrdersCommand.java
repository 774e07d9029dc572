package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;

/** Lists a person's own orders, newest first. */
final class MyOrdersCommand implements Command {

    private final OrderService service;
    private final Replies replies;
    private final OrderLists lists;

    MyOrdersCommand(OrderService service, Replies replies, OrderLists lists) {
        this.service = service;
        this.replies = replies;
        this.lists = lists;
    }

    @Override
    public String name() {
        return "my-orders";
    }

    @Override
    public ImmutableList<String> synonyms() {
        return ImmutableList.of("pesanan", "pesanan-saya");
    }

    @Override
    public Outcome<Reply> run(Call call) {
        ListArguments arguments = ListArguments.of(call.line());
        if (arguments.unknown().isPresent()) {
            return Outcome.done(RefusalReplies.unknownStatus(arguments.unknown().get(), replies, call.language()));
        }
        OrderQuery.Builder query =
                OrderQuery.newestFirst().customer(call.person().id());
        arguments.status().ifPresent(query::status);
        arguments.after().ifPresent(query::after);
        return service.list(call.actor(), query.build())
                .map(page -> lists.list(page, "mine", name() + arguments.again(), call));
    }
}
