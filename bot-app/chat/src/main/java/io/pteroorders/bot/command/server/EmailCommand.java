package io.pteroorders.bot.command.server;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keeps the address to which the panel sends mail, for servers that are made from then on. */
public final class EmailCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("email");
    private static final int LONGEST = 191;
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,24}");

    private final PanelReplies panel;

    public EmailCommand(PanelReplies panel) {
        this.panel = panel;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        Optional<String> typed = call.line().word(0);
        return typed.isEmpty()
                ? CommandNames.missingArgument(this, panel.replies(), call.language())
                : panel.with(call, desk -> Outcome.done(keep(typed.get(), call, desk)));
    }

    private Reply keep(String typed, Call call, ServerDesk desk) {
        if (typed.length() > LONGEST || !ADDRESS.matcher(typed).matches()) {
            return panel.replies()
                    .refuse(
                            ReplyText.EMAIL_WRONG,
                            call.language(),
                            Variables.builder().put("typed", Replies.quoted(typed)));
        }
        desk.setMail(call.person().id(), typed);
        return panel.replies()
                .say(ReplyText.EMAIL_KEPT, call.language(), Variables.builder().typed("mail", typed));
    }
}
