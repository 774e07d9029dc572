package io.pteroorders.bot.middleware;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.StorageException;
import java.time.Duration;

/**
 * Runs a command again when the store did not do it but may if asked again: three times in all. What the first try did
 * is not done twice, because every try has the same request ids.
 */
public final class TryAgain implements Handler.Step {

    private static final int TRIES = 3;

    private final FailsafeExecutor<Outcome<Reply>> tries;

    /**
     * A step.
     *
     * @param pause between two tries
     */
    public TryAgain(Duration pause) {
        this.tries = Failsafe.with(RetryPolicy.<Outcome<Reply>>builder()
                .handleIf(TryAgain::isRetryable)
                .withMaxAttempts(TRIES)
                .withDelay(pause)
                .build());
    }

    private static boolean isRetryable(Throwable failure) {
        return failure instanceof StorageException store && store.isRetryable();
    }

    @Override
    public Outcome<Reply> handle(Command command, Call call, Handler next) {
        return tries.get(() -> next.handle(command, call));
    }
}
