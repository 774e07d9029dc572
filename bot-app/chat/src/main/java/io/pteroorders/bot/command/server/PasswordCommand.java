package io.pteroorders.bot.command.server;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.RecentCount;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Server;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Duration;

/** Gives the owner of a server a new password for the panel. It is set when the answer is sent, and kept nowhere. */
public final class PasswordCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("password", "sandi").changingOrders();

    /** So many new passwords a day are enough. */
    private static final int MOST_A_DAY = 3;

    private final PanelReplies panel;
    private final OneOrder orders;
    private final RecentCount count;

    public PasswordCommand(PanelReplies panel, OneOrder orders, Clock clock) {
        this.panel = panel;
        this.orders = orders;
        this.count = new RecentCount(clock, Duration.ofDays(1), MOST_A_DAY);
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return panel.with(
                call, desk -> orders.reply(this, call, OneOrder.Own.ALL, order -> password(order, call, desk)));
    }

    /** Nobody but the owner hears it, whatever else they may do. */
    private Outcome<Reply> password(Order order, Call call, ServerDesk desk) {
        boolean own = order.customer().id().equals(call.person().id());
        if (!own || order.server().flatMap(Server::user).isEmpty()) {
            return Outcome.refused(new Refusal.NoServer(order.id()));
        }
        return Outcome.done(count.next(call.person().id()) > MOST_A_DAY ? usedUp(call) : told(order, call, desk));
    }

    private Reply usedUp(Call call) {
        return panel.replies()
                .refuse(
                        ReplyText.PASSWORDS_USED_UP,
                        call.language(),
                        Variables.builder().put("limit", MOST_A_DAY));
    }

    private Reply told(Order order, Call call, ServerDesk desk) {
        return panel.say(
                ReplyText.PASSWORD, call, order, Variables.builder().put("password", desk.passwordPlace(order)));
    }
}
