package io.pteroorders.bot.command.server;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.provisioning.Reconciliation.Finding;
import io.pteroorders.notify.text.Variables;
import java.util.Locale;

/** Compares the panel with the orders, and names for each difference the one command that mends it. */
public final class ReconcileCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("reconcile").forAdmins().showingOrders();

    private static final int MOST = 20;

    private final PanelReplies panel;

    public ReconcileCommand(PanelReplies panel) {
        this.panel = panel;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return panel.with(call, desk -> reconcile(call, desk));
    }

    private Outcome<Reply> reconcile(Call call, ServerDesk desk) {
        return panel.await(call, desk.reconcile(), found -> Outcome.done(shown(found, call)));
    }

    private Reply shown(ImmutableList<Finding> found, Call call) {
        return panel.replies()
                .say(
                        ReplyText.RECONCILED,
                        call.language(),
                        Variables.builder()
                                .put("count", found.size())
                                .flag("any", !found.isEmpty())
                                .put("more", Math.max(0, found.size() - MOST))
                                .flag("anyMore", found.size() > MOST)
                                .list(
                                        "findings",
                                        found.stream()
                                                .limit(MOST)
                                                .map(finding -> row(finding, call))
                                                .toList()));
    }

    private Variables row(Finding finding, Call call) {
        String kind = finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        Replies replies = panel.replies();
        return Variables.builder()
                .put("what", replies.word("differs." + kind, call.language()))
                .put("orderId", finding.order())
                .put("server", finding.server())
                .put("command", command(finding))
                .build();
    }

    /** What mends it; nothing of the bot's where somebody has to look at the panel. */
    private String command(Finding finding) {
        String order = finding.order().map(Object::toString).orElse("");
        String line =
                switch (finding.kind()) {
                    case SERVER_WITHOUT_ORDER -> "provision ORD-.. adopt " + finding.server();
                    case ORDER_WITHOUT_SERVER, OTHER_ADDRESS, RUNS_THOUGH_ENDED, SUSPENDED_THOUGH_PAID ->
                        "provision " + order + " sync";
                    case OTHER_LIMITS -> "provision " + order + " resize";
                    case OTHER_USER, NAME_LOST -> "provision " + order + " adopt " + finding.server();
                };
        return panel.replies().prefix() + line;
    }
}
