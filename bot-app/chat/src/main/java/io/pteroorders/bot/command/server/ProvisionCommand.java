package io.pteroorders.bot.command.server;

import com.google.common.base.Splitter;
import com.google.common.primitives.Longs;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Server;
import io.pteroorders.notify.text.Variables;
import java.util.List;
import java.util.Locale;

/** Shows how far the server of an order has come, begins anew, stops, takes over what the panel has, or mends its limits. */
public final class ProvisionCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("provision").forOwners().changingOrders();

    private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings().limit(2);

    private final PanelReplies panel;
    private final OneOrder orders;

    public ProvisionCommand(PanelReplies panel, OneOrder orders) {
        this.panel = panel;
        this.orders = orders;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return panel.with(
                call,
                desk -> orders.replyWithWords(
                        this,
                        call,
                        Own.NONE,
                        (order, words) -> provision(order, WORDS.splitToList(words), call, desk)));
    }

    private Outcome<Reply> provision(Order order, List<String> words, Call call, ServerDesk desk) {
        String what = words.isEmpty() ? "" : words.get(0).toLowerCase(Locale.ROOT);
        String which = words.size() < 2 ? "" : words.get(1);
        return switch (what) {
            case "" -> Outcome.done(shown(order, call));
            case "retry" ->
                desk.retry(call.actor(), order.id(), call.requestId()).map(done -> shown(done, call));
            case "stop" -> desk.stop(call.actor(), order.id(), call.requestId()).map(done -> shown(done, call));
            case "sync" -> sync(order, call, desk);
            case "resize" -> resize(order, call, desk);
            case "adopt" ->
                which.isEmpty()
                        ? CommandNames.missingArgument(this, panel.replies(), call.language())
                        : panel.await(
                                call,
                                order,
                                desk.adopt(call.actor(), order, which),
                                outcome -> outcome.map(done -> shown(done, call)));
            case "adopt-user" -> adoptUser(order, which, call, desk);
            default -> CommandNames.missingArgument(this, panel.replies(), call.language());
        };
    }

    private Outcome<Reply> sync(Order order, Call call, ServerDesk desk) {
        return order.server().flatMap(Server::id).isPresent()
                ? panel.await(
                        call, order, desk.sync(call.actor(), order), outcome -> outcome.map(done -> shown(done, call)))
                : Outcome.refused(new Refusal.NoServer(order.id()));
    }

    private Outcome<Reply> resize(Order order, Call call, ServerDesk desk) {
        boolean canBe = order.server().flatMap(Server::id).isPresent()
                && order.item().plan().isPresent();
        return canBe
                ? panel.await(
                        call,
                        order,
                        desk.resize(order),
                        any -> Outcome.done(panel.say(ReplyText.SERVER_RESIZED, call, order)))
                : Outcome.refused(new Refusal.NoServer(order.id()));
    }

    private Outcome<Reply> adoptUser(Order order, String which, Call call, ServerDesk desk) {
        Long user = Longs.tryParse(which);
        return user == null || user < 1
                ? CommandNames.missingArgument(this, panel.replies(), call.language())
                : panel.await(
                        call,
                        order,
                        desk.adoptUser(call.actor(), order, user),
                        outcome -> outcome.map(done -> shown(done, call)));
    }

    private Reply shown(Order order, Call call) {
        return panel.say(
                ReplyText.PROVISION,
                call,
                order,
                Variables.builder()
                        .put("state", order.server().map(server -> panel.replies()
                                .word("server." + server.state().word(), call.language())))
                        .put("attempts", order.server().map(Server::attempts).orElse(0)));
    }
}
