package io.pteroorders.bot.command.server;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;

/** Lists a person's own servers; for admins, with a state or {@code all}, everybody's. */
public final class ServersCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("servers", "server", "server-saya").showingOrders();

    private static final String ALL = "all";
    private static final int MOST = 20;

    private final PanelReplies panel;

    public ServersCommand(PanelReplies panel) {
        this.panel = panel;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return panel.with(call, desk -> Outcome.done(list(call, desk)));
    }

    private Reply list(Call call, ServerDesk desk) {
        Optional<String> filter =
                call.line().word(0).filter(word -> call.person().isAdmin());
        Optional<ServerState> state = filter.flatMap(ServerState::parse);
        boolean everybodys =
                state.isPresent() || filter.filter(ALL::equalsIgnoreCase).isPresent();
        ImmutableList<Order> all =
                everybodys ? desk.servers(state) : desk.own(call.person().id());
        return panel.replies()
                .say(
                        ReplyText.SERVERS,
                        call.language(),
                        Variables.builder()
                                .put("count", all.size())
                                .flag("any", !all.isEmpty())
                                .flag("everybodys", everybodys)
                                .put("more", Math.max(0, all.size() - MOST))
                                .flag("anyMore", all.size() > MOST)
                                .list(
                                        "servers",
                                        all.stream()
                                                .limit(MOST)
                                                .map(order -> row(order, everybodys, call))
                                                .toList()));
    }

    private Variables row(Order order, boolean everybodys, Call call) {
        Variables values = everybodys
                ? panel.replies().orders().forAdmin(order, call.language())
                : panel.replies().orders().forCustomer(order, call.language());
        return Variables.builder()
                .putAll(values)
                .put(
                        "state",
                        panel.replies()
                                .word(
                                        "server."
                                                + order.server()
                                                        .orElseThrow()
                                                        .state()
                                                        .word(),
                                        call.language()))
                .flag("everybodys", everybodys)
                .build();
    }
}
