package io.pteroorders.bot.middleware;

import com.google.common.base.Stopwatch;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.Result;
import io.pteroorders.core.order.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each command: what, who (masked), what came of it, how long it took. Never what was typed. */
public final class AccessLog implements Handler.Step {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    @Override
    public Outcome<Reply> handle(Command command, Call call, Handler next) {
        Stopwatch watch = Stopwatch.createStarted();
        String result = Result.FAILED.word();
        try {
            Outcome<Reply> outcome = next.handle(command, call);
            result = Result.of(outcome).word()
                    + outcome.fold(
                            reply -> reply.orderId().map(id -> " " + id).orElse(""), refusal -> " " + refusal.code());
            return outcome;
        } finally {
            LOG.info(
                    "{} by {} {}: {}, {}",
                    command.name(),
                    call.person().role(),
                    call.person().id(),
                    result,
                    watch);
        }
    }
}
