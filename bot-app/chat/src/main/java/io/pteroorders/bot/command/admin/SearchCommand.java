package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.OrderLists;
import io.pteroorders.bot.command.Pages;
import io.pteroorders.bot.command.Phrases;
import io.pteroorders.bot.command.RecentCount;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Finds orders by id or part of it, phone number in any notation, name, package and status, also combined. */
public final class SearchCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order-search", "cari").forAdmins().showingOrders();
    private static final int ROWS = 10;

    /** Of a hundred orders each. */
    private static final int PAGES_OF_NAMES = 50;

    /** Who looks for more parts of phone numbers in an hour can find out what is hidden of one. */
    private static final int MOST_PARTS = 15;

    private static final Comparator<Order> NEWEST_FIRST =
            Comparator.comparing(Order::createdAt).thenComparing(Order::id).reversed();

    private final OrderService service;
    private final Replies replies;
    private final OrderLists lists;
    private final RecentCount parts;
    private final Phrases<OrderStatus> statuses;

    public SearchCommand(OrderService service, Replies replies, OrderLists lists, Clock clock) {
        this.service = service;
        this.replies = replies;
        this.lists = lists;
        this.statuses = Phrases.ofStatuses(replies);
        this.parts = new RecentCount(clock, Duration.ofHours(1), MOST_PARTS);
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
        SearchWords words = SearchWords.of(call.line(), service.catalog(), statuses);
        if (asksForParts(words, call) && parts.next(call.person().id()) > MOST_PARTS) {
            return Outcome.done(replies.refuse(ReplyText.TOO_MANY_SEARCHES, call.language(), Variables.builder()));
        }
        Optional<Outcome<Page>> found = words.queries().stream()
                .map(query -> service.list(call.actor(), query))
                .reduce(SearchCommand::both);
        boolean some = found.flatMap(outcome -> outcome.fold(Optional::of, refusal -> Optional.<Page>empty()))
                .filter(page -> !page.orders().isEmpty())
                .isPresent();
        return (some || !words.mayBeName() ? found : Optional.of(byName(words, call)))
                .map(outcome -> outcome.map(page -> page.orders().isEmpty() && words.isTooShort()
                        ? notUnderstood(words, call)
                        : lists.list(page, "found", INFO.name() + " " + words.again(), call)))
                .orElseGet(() -> Outcome.done(notUnderstood(words, call)));
    }

    /** Whether it may be a step on the way to what is hidden of a number; whole numbers of customers are none. */
    private boolean asksForParts(SearchWords words, Call call) {
        return words.isOfPhone()
                && !call.actor().isOwner()
                && words.person()
                        .map(person -> OrderQuery.newestFirst().customer(person).limit(1))
                        .flatMap(query -> service.list(call.actor(), query.build())
                                .fold(Optional::of, refusal -> Optional.empty()))
                        .filter(page -> !page.orders().isEmpty())
                        .isEmpty();
    }

    /** Stores know no names, so the newest orders are looked through. */
    private Outcome<Page> byName(SearchWords words, Call call) {
        return Pages.of(service, call, words.named(), words::isNamed, ROWS + 1, PAGES_OF_NAMES)
                .map(orders -> new Page(
                        orders.subList(0, Math.min(orders.size(), ROWS)), orders.size() > ROWS, OptionalLong.empty()));
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
