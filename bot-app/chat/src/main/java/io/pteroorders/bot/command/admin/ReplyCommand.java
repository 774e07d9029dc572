package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.call.CustomerCalls;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Outcome;

/** Answers a customer who called for a human, with a text as it was typed. */
public final class ReplyCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("reply", "balas").forAdmins().changingOrders().takingText();

    private final CustomerCalls calls;
    private final Replies replies;
    private final NamedCall named;

    public ReplyCommand(CustomerCalls calls, Replies replies) {
        this.calls = calls;
        this.replies = replies;
        this.named = new NamedCall(calls, replies);
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        String words = call.line().restAsTyped(1);
        return FreeText.clean(words).isEmpty()
                ? CommandNames.missingArgument(this, replies, call.language())
                : named.run(
                        call.line().word(0).orElse(""),
                        customer ->
                                calls.answer(customer, words, call.requestId().orElseThrow()),
                        ReplyText.CALL_ANSWERED,
                        call);
    }
}
