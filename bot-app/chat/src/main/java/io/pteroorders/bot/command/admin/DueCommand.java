package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Days;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.core.subscription.SubscriptionQuery;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the servers that are paid for only a few days more, or not any more. */
public final class DueCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("due", "jatuh-tempo").forAdmins().showingOrders();

    private static final int A_WEEK = 7;
    private static final int MOST_DAYS = 366;
    private static final int MOST = 20;

    private final OrderService service;
    private final SubscriptionIndex subscriptions;
    private final Replies replies;
    private final Clock clock;
    private final Days days;

    public DueCommand(OrderService service, SubscriptionIndex subscriptions, Replies replies, Clock clock) {
        this.service = service;
        this.subscriptions = subscriptions;
        this.replies = replies;
        this.clock = clock;
        this.days = new Days(replies);
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return Outcome.done(within(call.line().rest(0))
                .map(within -> list(within, call))
                .orElseGet(() -> replies.refuse(
                        ReplyText.INVALID_DAYS,
                        call.language(),
                        Variables.builder()
                                .put("typed", Replies.quoted(call.line().rest(0)))
                                .put("max", MOST_DAYS))));
    }

    /** A number of days, or the day itself. */
    private Optional<Integer> within(String typed) {
        LocalDate today = replies.formats().dayOf(clock.instant());
        Optional<Integer> within = typed.isEmpty() ? Optional.of(A_WEEK) : Optional.ofNullable(Ints.tryParse(typed));
        return within.or(() ->
                        days.ahead(typed, today).map(day -> Ints.saturatedCast(ChronoUnit.DAYS.between(today, day))))
                .filter(number -> number >= 0 && number <= MOST_DAYS);
    }

    private Reply list(int days, Call call) {
        Instant now = clock.instant();
        SubscriptionQuery ending = SubscriptionQuery.byPaidUntil(now)
                .endingBy(replies.formats().dayOf(now).plusDays(days))
                .tracked()
                .limit(MOST)
                .build();
        long count = subscriptions.count(ending);
        return replies.say(
                ReplyText.DUE,
                call.language(),
                Variables.builder()
                        .put("count", count)
                        .put("days", days)
                        .flag("any", count > 0)
                        .put("more", Math.max(0, count - MOST))
                        .flag("anyMore", count > MOST)
                        .list(
                                "rows",
                                subscriptions.query(ending).found().stream()
                                        .flatMap(standing -> row(standing, call))
                                        .collect(ImmutableList.toImmutableList())));
    }

    private Stream<Variables> row(Standing standing, Call call) {
        return service
                .get(call.actor(), standing.first())
                .fold(Optional::of, refusal -> Optional.<Order>empty())
                .stream()
                .map(order -> Variables.builder()
                        .putAll(replies.orders().forAdmin(order, call.language()))
                        .put("state", replies.word(standing.state(), call.language()))
                        .build());
    }
}
