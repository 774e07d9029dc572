package io.pteroorders.bot.middleware;

import com.google.common.base.Stopwatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.Result;
import io.pteroorders.core.order.Outcome;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line in the log and a measurement for each command: what, who (masked), what came of it, how long it took. Never what
 * was typed.
 */
public final class AccessLog implements Handler.Step {

    /** The timer of all commands. */
    public static final String TIMER = "bot.commands";

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private final MeterRegistry meters;

    public AccessLog(MeterRegistry meters) {
        this.meters = meters;
    }

    private static String orders(Reply reply) {
        return reply.account().orders().stream().map(one -> " " + one.order()).collect(Collectors.joining());
    }

    @Override
    public Outcome<Reply> handle(Command command, Call call, Handler next) {
        Stopwatch watch = Stopwatch.createStarted();
        Result result = Result.FAILED;
        String detail = "";
        try {
            Outcome<Reply> outcome = next.handle(command, call);
            result = Result.of(outcome);
            detail = outcome.fold(reply -> orders(reply), refusal -> " " + refusal.code());
            return outcome;
        } finally {
            LOG.info(
                    "{} by {} {}: {}{}, {} ms",
                    command.info().name(),
                    call.person().role(),
                    call.person().id(),
                    result.word(),
                    detail,
                    watch.elapsed(TimeUnit.MILLISECONDS));
            meters.timer(TIMER, "command", command.info().name(), "outcome", result.word())
                    .record(watch.elapsed());
        }
    }
}
