package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.OrderLists;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;

/** Finds orders by id or part of it, phone number in any notation, package and status, also combined. */
public final class SearchCommand implements Command {

    private final OrderService service;
    private final Replies replies;
    private final OrderLists lists;

    public SearchCommand(OrderService service, Replies replies, OrderLists lists) {
        this.service = service;
        this.replies = replies;
        this.lists = lists;
    }

    @Override
    public String name() {
        return "order-search";
    }

    @Override
    public Actor.Role role() {
        return Actor.Role.ADMIN;
    }

    @Override
    public Effect effect() {
        return Effect.SHOWS_ORDERS;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        if (call.line().words().isEmpty()) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        SearchWords words = SearchWords.of(call.line(), service.catalog());
        Optional<OrderQuery> query = words.query();
        return query.map(q -> service.list(call.actor(), q)
                        .map(page -> lists.list(page, "found", name() + " " + words.again(), call)))
                .orElseGet(() -> Outcome.done(replies.say(
                        ReplyText.INVALID_QUERY,
                        call.language(),
                        Variables.builder().put("typed", Replies.quoted(words.again())))));
    }
}
