package io.pteroorders.bot.panel;

import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Takes messages to people, and drops doubles by their ids, as transports do. */
final class Bridge {

    /** What arrived, in its order. */
    final List<OutgoingMessage> arrived = new ArrayList<>();

    private final Set<String> ids = new HashSet<>();

    /** Hears of each message that arrives. */
    Consumer<OutgoingMessage> watcher = message -> {};

    /** Whether it takes nothing over. */
    boolean isDown;

    /** Whether its answer is lost after it took a message over. */
    BooleanSupplier losesAnswers = () -> false;

    CompletionStage<SendResult> take(OutgoingMessage message) {
        if (isDown) {
            return CompletableFuture.completedFuture(SendResult.tryAgain("it is down"));
        }
        if (ids.add(message.id())) {
            arrived.add(message);
            watcher.accept(message);
        }
        return CompletableFuture.completedFuture(
                losesAnswers.getAsBoolean() ? SendResult.tryAgain("it did not answer") : SendResult.SENT);
    }
}
