package io.pteroorders.bot.middleware;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.UnknownCommands;
import io.pteroorders.core.order.Outcome;

/** Lets only those through who may use the command; to others it does not exist. */
public final class CheckRole implements Handler.Step {

    private final UnknownCommands unknown;

    public CheckRole(UnknownCommands unknown) {
        this.unknown = unknown;
    }

    @Override
    public Outcome<Reply> handle(Command command, Call call, Handler next) {
        return command.info().isAllowed(call.person().role())
                ? next.handle(command, call)
                : Outcome.done(unknown.answer(call.line(), call.person()));
    }
}
