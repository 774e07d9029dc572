package io.pteroorders.bot.command.admin;

import com.google.common.primitives.Ints;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.ListArguments;
import io.pteroorders.bot.command.OrderLists;
import io.pteroorders.bot.command.RefusalReplies;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.text.Variables;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Lists orders, newest first: by status, since a day, a few at a time. */
public final class OrdersCommand implements Command {

    private static final int DEFAULT_ROWS = 10;

    private final OrderService service;
    private final Replies replies;
    private final OrderLists lists;

    public OrdersCommand(OrderService service, Replies replies, OrderLists lists) {
        this.service = service;
        this.replies = replies;
        this.lists = lists;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Actor.Role role() {
        return Actor.Role.ADMIN;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        ListArguments arguments = ListArguments.of(call.line());
        Optional<Integer> limit = arguments.limit().map(OrdersCommand::rows).orElse(Optional.of(DEFAULT_ROWS));
        Optional<LocalDate> since = arguments.since().flatMap(OrdersCommand::day);
        if (arguments.unknown().isPresent()) {
            return Outcome.done(RefusalReplies.unknownStatus(arguments.unknown().get(), replies, call.language()));
        }
        if (limit.isEmpty()) {
            return Outcome.done(
                    invalid(ReplyText.INVALID_LIMIT, arguments.limit().orElseThrow(), call));
        }
        if (arguments.since().isPresent() && since.isEmpty()) {
            return Outcome.done(
                    invalid(ReplyText.INVALID_DATE, arguments.since().get(), call));
        }
        OrderQuery.Builder query = OrderQuery.newestFirst().limit(limit.get());
        arguments.status().ifPresent(query::status);
        arguments.after().ifPresent(query::after);
        since.ifPresent(day -> query.createdFrom(replies.formats().start(day)));
        return service.list(call.actor(), query.build())
                .map(page -> lists.list(page, "all", name() + arguments.again(), call));
    }

    private static Optional<Integer> rows(String typed) {
        return Optional.ofNullable(Ints.tryParse(typed)).filter(n -> n >= 1 && n <= OrderLists.MAX_ROWS);
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Reply invalid(ReplyText text, String typed, Call call) {
        return replies.say(
                text,
                call.language(),
                Variables.builder()
                        .put("typed", Replies.quoted(typed))
                        .put("max", OrderLists.MAX_ROWS)
                        .build());
    }
}
