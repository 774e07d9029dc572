package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.OrderLists;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.notify.text.Variables;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Finds orders by id or part of it, phone number in any notation, package and status, also combined. */
public final class SearchCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order-search").forAdmins().showingOrders();
    private static final int ROWS = 10;

    private static final Comparator<Order> NEWEST_FIRST =
            Comparator.comparing(Order::createdAt).thenComparing(Order::id).reversed();

    private final OrderService service;
    private final Replies replies;
    private final OrderLists lists;

    public SearchCommand(OrderService service, Replies replies, OrderLists lists) {
        this.service = service;
        this.replies = replies;
        this.lists = lists;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        if (call.line().words().isEmpty()) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        SearchWords words = SearchWords.of(call.line(), service.catalog());
        ImmutableList<OrderQuery> queries = words.queries();
        return queries.stream()
                .map(query -> service.list(call.actor(), query))
                .reduce(SearchCommand::both)
                .map(found -> found.map(page -> page.orders().isEmpty() && words.isTooShort()
                        ? notUnderstood(words, call)
                        : lists.list(page, "found", INFO.name() + " " + words.again(), call)))
                .orElseGet(() -> Outcome.done(notUnderstood(words, call)));
    }

    private Reply notUnderstood(SearchWords words, Call call) {
        return replies.refuse(
                ReplyText.INVALID_QUERY,
                call.language(),
                Variables.builder().put("typed", Replies.quoted(words.again())));
    }

    private static Outcome<Page> both(Outcome<Page> first, Outcome<Page> second) {
        return first.flatMap(one -> second.map(other -> merged(one, other)));
    }

    /** One page of two, newest first like these; what does not fit follows on the next. */
    private static Page merged(Page one, Page other) {
        ImmutableList<Order> all = Stream.concat(one.orders().stream(), other.orders().stream())
                .distinct()
                .sorted(NEWEST_FIRST)
                .collect(ImmutableList.toImmutableList());
        ImmutableList<Order> shown = all.subList(0, Math.min(all.size(), ROWS));
        return new Page(shown, one.more() || other.more() || shown.size() < all.size(), OptionalLong.empty());
    }
}
