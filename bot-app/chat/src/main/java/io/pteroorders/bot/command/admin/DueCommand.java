package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.renewal.RenewalApp;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists the servers that are paid for only a few days more, or not any more. */
public final class DueCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("due", "jatuh-tempo").forAdmins().showingOrders();

    private static final int A_WEEK = 7;
    private static final int MOST_DAYS = 366;
    private static final int MOST = 20;

    private final OrderService service;
    private final RenewalApp renewals;
    private final Replies replies;
    private final Clock clock;

    public DueCommand(OrderService service, RenewalApp renewals, Replies replies, Clock clock) {
        this.service = service;
        this.renewals = renewals;
        this.replies = replies;
        this.clock = clock;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        Optional<Integer> days = call.line().word(0).isEmpty()
                ? Optional.of(A_WEEK)
                : call.line().word(0).map(Ints::tryParse).filter(typed -> typed >= 0 && typed <= MOST_DAYS);
        return Outcome.done(days.map(within -> list(within, call))
                .orElseGet(() -> replies.refuse(
                        ReplyText.INVALID_DAYS,
                        call.language(),
                        Variables.builder()
                                .put("typed", Replies.quoted(call.line().rest(0)))
                                .put("max", MOST_DAYS))));
    }

    private Reply list(int days, Call call) {
        LocalDate last = replies.formats().dayOf(clock.instant()).plusDays(days);
        ImmutableList<OrderId> all = renewals.endingBy(last);
        return replies.say(
                ReplyText.DUE,
                call.language(),
                Variables.builder()
                        .put("count", all.size())
                        .put("days", days)
                        .flag("any", !all.isEmpty())
                        .put("more", Math.max(0, all.size() - MOST))
                        .flag("anyMore", all.size() > MOST)
                        .list(
                                "rows",
                                all.stream()
                                        .limit(MOST)
                                        .flatMap(id -> row(id, call))
                                        .collect(ImmutableList.toImmutableList())));
    }

    private Stream<Variables> row(OrderId id, Call call) {
        return service.get(call.actor(), id).fold(Optional::of, refusal -> Optional.<Order>empty()).stream()
                .map(order -> Variables.builder()
                        .putAll(replies.orders().forAdmin(order, call.language()))
                        .put("state", state(order, call))
                        .build());
    }

    private String state(Order order, Call call) {
        Function<Subscription, Subscription.State> now = subscription ->
                subscription.state(service.subscriptions().reader().rules(), clock.instant());
        return service.subscriptions()
                .reader()
                .of(order)
                .map(now)
                .map(state -> replies.word(
                        "subscription." + state.name().toLowerCase(Locale.ROOT).replace('_', '-'), call.language()))
                .orElse("");
    }
}
