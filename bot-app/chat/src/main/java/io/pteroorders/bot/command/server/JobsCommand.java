package io.pteroorders.bot.command.server;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.panel.PanelTask;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.notify.text.Variables;

/** Shows the work at the panel that was given up, and why. */
public final class JobsCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("jobs").forOwners();
    private static final int MOST = 20;

    private final PanelReplies panel;

    public JobsCommand(PanelReplies panel) {
        this.panel = panel;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return panel.with(call, desk -> Outcome.done(shown(call, desk)));
    }

    private Reply shown(Call call, ServerDesk desk) {
        ImmutableList<TaskStatus<PanelTask>> dead = desk.givenUp();
        return panel.replies()
                .say(
                        ReplyText.JOBS,
                        call.language(),
                        Variables.builder()
                                .put("count", dead.size())
                                .flag("any", !dead.isEmpty())
                                .list(
                                        "jobs",
                                        dead.stream()
                                                .limit(MOST)
                                                .map(task -> row(task, call))
                                                .toList()));
    }

    private Variables row(TaskStatus<PanelTask> task, Call call) {
        return Variables.builder()
                .put("orderId", task.key().order())
                .put("work", task.key().kind())
                .put("since", panel.replies().formats().time(task.since(), call.language()))
                .typed("why", Replies.line(task.reason()))
                .put(
                        "command",
                        panel.replies().prefix() + "provision " + task.key().order() + " retry")
                .build();
    }
}
