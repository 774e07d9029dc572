package io.pteroorders.bot.command.server;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Lets admins end a server whose order has ended: agree that it is deleted, or say that they did it at the panel. */
public final class ServerEndCommand implements Command {

    private final CommandInfo info;
    private final boolean deletes;
    private final PanelReplies panel;
    private final OneOrder orders;
    private final Clock clock;

    private ServerEndCommand(CommandInfo info, boolean deletes, PanelReplies panel, OneOrder orders, Clock clock) {
        this.info = info;
        this.deletes = deletes;
        this.panel = panel;
        this.orders = orders;
        this.clock = clock;
    }

    /** Agrees that a server is deleted whose time has come. */
    public static ServerEndCommand deleting(PanelReplies panel, OneOrder orders, Clock clock) {
        return new ServerEndCommand(
                CommandInfo.of("server-delete").forAdmins().changingOrdersForGood(), true, panel, orders, clock);
    }

    /** Says that what was to be done at the panel is done. */
    public static ServerEndCommand done(PanelReplies panel, OneOrder orders, Clock clock) {
        return new ServerEndCommand(
                CommandInfo.of("panel-done").forAdmins().changingOrders(), false, panel, orders, clock);
    }

    @Override
    public CommandInfo info() {
        return info;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return panel.with(
                call,
                desk -> orders.reply(
                        this, call, Own.NONE, order -> deletes ? delete(order, call, desk) : done(order, call, desk)));
    }

    private Outcome<Reply> done(Order order, Call call, ServerDesk desk) {
        return desk.done(call.actor(), order.id(), call.requestId())
                .map(changed -> panel.say(ReplyText.PANEL_DONE, call, changed, state(changed, call)));
    }

    private Variables.Builder state(Order order, Call call) {
        return Variables.builder().put("state", order.server().map(server -> panel.replies()
                .word("server." + server.state().word(), call.language())));
    }

    private Outcome<Reply> delete(Order order, Call call, ServerDesk desk) {
        Optional<Instant> due = desk.deletionTime(order);
        if (due.filter(time -> time.isAfter(clock.instant())).isPresent() || due.isEmpty()) {
            return Outcome.done(panel.replies()
                    .refuse(
                            ReplyText.NOT_TO_DELETE,
                            call.language(),
                            Variables.builder().put("orderId", order.id()).put("until", due.map(time -> panel.replies()
                                    .formats()
                                    .time(time, call.language())))));
        }
        return call.confirmed()
                ? desk.delete(call.actor(), order.id(), call.requestId())
                        .map(asked -> panel.say(ReplyText.SERVER_IS_DELETED, call, asked))
                : Outcome.done(panel.say(ReplyText.CONFIRM_SERVER_DELETE, call, order)
                        .asking(info.name() + " " + order.id(), panel.replies().yesAndNo(call.language())));
    }
}
