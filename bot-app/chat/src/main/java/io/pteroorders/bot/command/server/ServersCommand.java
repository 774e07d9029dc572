package io.pteroorders.bot.command.server;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Phrases;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.core.subscription.SubscriptionQuery;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lists a person's own servers; for admins, with a state or {@code all}, everybody's. Without a panel those are listed whose
 * ends are looked after.
 */
public final class ServersCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("servers", "server", "server-saya").showingOrders();

    private static final ImmutableSet<String> ALL = ImmutableSet.of("all", "semua");
    private static final int MOST = 20;

    private final PanelReplies panel;
    private final OrderService service;
    private final SubscriptionIndex subscriptions;
    private final Clock clock;
    private final Phrases<ServerState> states;
    private final Phrases<Subscription.State> subscriptionStates;

    /** @param subscriptions those of the shop */
    public ServersCommand(PanelReplies panel, OrderService service, SubscriptionIndex subscriptions, Clock clock) {
        this.panel = panel;
        this.service = service;
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.states = Phrases.ofServers(panel.replies());
        this.subscriptionStates = Phrases.ofSubscriptions(panel.replies());
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        Optional<String> filter =
                Optional.of(call.line().rest(0)).filter(typed -> call.person().isAdmin());
        return Outcome.done(panel.with(desk -> ofPanel(filter, call, desk), () -> paidFor(filter, call)));
    }

    private Reply ofPanel(Optional<String> filter, Call call, ServerDesk desk) {
        Optional<ServerState> state = filter.flatMap(states::find);
        boolean everybodys = state.isPresent() || isAll(filter);
        ImmutableList<Order> all =
                everybodys ? desk.servers(state) : desk.own(call.person().id());
        return list(
                all.size(),
                everybodys,
                all.stream()
                        .limit(MOST)
                        .map(order -> row(order, state(order, call), everybodys, call))
                        .toList(),
                call);
    }

    private static boolean isAll(Optional<String> filter) {
        return filter.map(Ascii::toLowerCase).filter(ALL::contains).isPresent();
    }

    private String state(Order order, Call call) {
        return panel.replies()
                .word("server." + order.server().orElseThrow().state().word(), call.language());
    }

    private Reply paidFor(Optional<String> filter, Call call) {
        SubscriptionQuery.Builder query =
                SubscriptionQuery.byPaidUntil(clock.instant()).tracked().limit(MOST);
        Optional<Subscription.State> state = filter.flatMap(subscriptionStates::find);
        state.ifPresent(query::state);
        boolean everybodys = state.isPresent() || isAll(filter);
        if (!everybodys) {
            query.customer(call.person().id());
        }
        return list(
                subscriptions.count(query.build()),
                everybodys,
                subscriptions.query(query.build()).found().stream()
                        .flatMap(standing -> row(standing, everybodys, call))
                        .toList(),
                call);
    }

    private Stream<Variables> row(Standing standing, boolean everybodys, Call call) {
        return service
                .get(call.actor(), standing.first())
                .fold(Optional::of, refusal -> Optional.<Order>empty())
                .stream()
                .map(order -> row(order, panel.replies().word(standing.state(), call.language()), everybodys, call));
    }

    private Reply list(long count, boolean everybodys, List<Variables> rows, Call call) {
        return panel.replies()
                .say(
                        ReplyText.SERVERS,
                        call.language(),
                        Variables.builder()
                                .put("count", count)
                                .flag("any", count > 0)
                                .flag("everybodys", everybodys)
                                .put("more", Math.max(0, count - MOST))
                                .flag("anyMore", count > MOST)
                                .list("servers", rows));
    }

    private Variables row(Order order, String state, boolean everybodys, Call call) {
        return Variables.builder()
                .putAll(
                        everybodys
                                ? panel.replies().orders().forAdmin(order, call.language())
                                : panel.replies().orders().forCustomer(order, call.language()))
                .put("state", state)
                .flag("everybodys", everybodys)
                .build();
    }
}
