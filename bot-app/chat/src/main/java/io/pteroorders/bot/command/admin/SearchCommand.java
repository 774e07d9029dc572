package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.OrderLists;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.text.Variables;

/** Finds orders by what an admin types. */
public final class SearchCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order-search", "cari").forAdmins().showingOrders();

    private static final OrderQuery AMONG_ALL = OrderQuery.newestFirst().build();

    private final OrderSearch search;
    private final Replies replies;
    private final OrderLists lists;

    public SearchCommand(OrderSearch search, Replies replies, OrderLists lists) {
        this.search = search;
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
        SearchWords words = search.words(call.line(), AMONG_ALL);
        return search.find(call.person(), words).map(found -> found.trouble()
                .map(why -> refused(why, words, call))
                .orElseGet(() -> lists.list(found.page(), "found", INFO.name() + " " + words.again(), call)));
    }

    private Reply refused(OrderSearch.Trouble why, SearchWords words, Call call) {
        return switch (why) {
            case TOO_MANY_PARTS -> replies.refuse(ReplyText.TOO_MANY_SEARCHES, call.language(), Variables.builder());
            case NOT_UNDERSTOOD ->
                replies.refuse(
                        ReplyText.INVALID_QUERY,
                        call.language(),
                        Variables.builder().put("typed", Replies.quoted(words.again())));
        };
    }
}
