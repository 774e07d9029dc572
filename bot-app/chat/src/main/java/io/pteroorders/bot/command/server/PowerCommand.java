package io.pteroorders.bot.command.server;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.PowerState;
import io.pteroorders.notify.OptOuts;
import io.pteroorders.notify.text.Variables;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Starts or stops a customer's own server; what ends a game asks back. To somebody without a server, start and stop mean
 * news from the shop.
 */
public final class PowerCommand implements Command {

    /** A reply waits for so long; what takes longer is told as asked for. */
    private static final int SECONDS = 5;

    private final CommandInfo info;
    private final PowerSignal signal;
    private final PanelReplies panel;
    private final OwnServer servers;
    private final OptOuts optOuts;

    private PowerCommand(CommandInfo info, PowerSignal signal, PanelReplies panel, OwnServer servers, OptOuts optOuts) {
        this.info = info;
        this.signal = signal;
        this.panel = panel;
        this.servers = servers;
        this.optOuts = optOuts;
    }

    public static PowerCommand start(PanelReplies panel, OwnServer servers, OptOuts optOuts) {
        return new PowerCommand(
                CommandInfo.of("start", "nyalakan").changingOrders(), PowerSignal.START, panel, servers, optOuts);
    }

    public static PowerCommand stop(PanelReplies panel, OwnServer servers, OptOuts optOuts) {
        return new PowerCommand(
                CommandInfo.of("stop", "matikan").changingOrders(), PowerSignal.STOP, panel, servers, optOuts);
    }

    public static PowerCommand restart(PanelReplies panel, OwnServer servers, OptOuts optOuts) {
        return new PowerCommand(
                CommandInfo.of("restart", "mulai-ulang").changingOrders(),
                PowerSignal.RESTART,
                panel,
                servers,
                optOuts);
    }

    @Override
    public CommandInfo info() {
        return info;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        boolean aboutNews =
                signal != PowerSignal.RESTART && call.line().words().isEmpty() && !panel.hasServer(call.person());
        return aboutNews ? Outcome.done(news(call)) : power(call);
    }

    private Reply news(Call call) {
        if (signal == PowerSignal.STOP) {
            optOuts.optOut(call.person().id());
            return panel.replies().say(ReplyText.OPTED_OUT, call.language());
        }
        optOuts.optIn(call.person().id());
        return panel.replies().say(ReplyText.OPTED_IN, call.language());
    }

    private Outcome<Reply> power(Call call) {
        return panel.with(
                call,
                desk -> desk.hasPower()
                        ? servers.reply(this, call, desk, order -> power(order, call, desk))
                        : Outcome.done(
                                panel.replies().refuse(ReplyText.NO_POWER, call.language(), Variables.builder())));
    }

    private Outcome<Reply> power(Order order, Call call, ServerDesk desk) {
        return signal == PowerSignal.START || call.confirmed()
                ? panel.await(call, order, asked(order, desk), state -> Outcome.done(told(order, state, call)))
                : Outcome.done(panel.say(ReplyText.CONFIRM_POWER, call, order, words(call))
                        .asking(info.name() + " " + order.id(), panel.replies().yesAndNo(call.language())));
    }

    /** What the server does a little later. */
    private CompletableFuture<PowerState> asked(Order order, ServerDesk desk) {
        PowerState now = PowerState.STARTING;
        return desk.signal(order, signal)
                .thenCompose(any -> desk.await(order, wanted()))
                .completeOnTimeout(now, SECONDS, TimeUnit.SECONDS);
    }

    private PowerState wanted() {
        return signal == PowerSignal.STOP ? PowerState.OFFLINE : PowerState.RUNNING;
    }

    private Reply told(Order order, PowerState state, Call call) {
        return panel.say(
                ReplyText.POWER,
                call,
                order,
                words(call)
                        .flag("done", state == wanted())
                        .put(
                                "state",
                                panel.replies()
                                        .word("power." + state.name().toLowerCase(Locale.ROOT), call.language())));
    }

    private Variables.Builder words(Call call) {
        return Variables.builder().put("what", panel.replies().word("power.to-" + info.name(), call.language()));
    }
}
