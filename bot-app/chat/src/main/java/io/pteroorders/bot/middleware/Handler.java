package io.pteroorders.bot.middleware;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.core.order.Outcome;
import java.util.List;

/** Deals with a call of a command. */
@FunctionalInterface
public interface Handler {

    Outcome<Reply> handle(Command command, Call call);

    /** A step around a handler: it may answer by itself, or look at what the next one answers. */
    @FunctionalInterface
    interface Step {
        Outcome<Reply> handle(Command command, Call call, Handler next);
    }

    /** Steps, outermost first, around the command itself. */
    static Handler chain(List<Step> steps) {
        Handler handler = Command::run;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            Handler next = handler;
            handler = (command, call) -> step.handle(command, call, next);
        }
        return handler;
    }
}
