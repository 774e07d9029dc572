package io.pteroorders.bot.middleware;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.RefusalReplies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.core.order.Outcome;

/** Turns a refusal into words. */
public final class WordRefusals implements Handler.Step {

    private final RefusalReplies refusals;

    public WordRefusals(RefusalReplies refusals) {
        this.refusals = refusals;
    }

    @Override
    public Outcome<Reply> handle(Command command, Call call, Handler next) {
        Outcome<Reply> outcome = next.handle(command, call);
        return Outcome.done(outcome.fold(reply -> reply, refusal -> refusals.word(refusal, call.person())));
    }
}
