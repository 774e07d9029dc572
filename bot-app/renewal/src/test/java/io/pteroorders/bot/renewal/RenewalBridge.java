package io.pteroorders.bot.renewal;

import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.Receipt;
import io.pteroorders.notify.SendResult;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Takes messages to people, some of whom it does not reach, and drops doubles by their ids, as transports do. */
final class RenewalBridge implements MessageSender {

    /** What becomes of messages to a person. */
    enum Fate {
        ARRIVES,
        COMES_LATER,
        WAITS_FOR_THE_PERSON,
        IS_REFUSED,
        IS_LOST
    }

    private final Clock clock;

    /** By chat; those who are not named are reached. */
    final Map<String, Fate> fates = new HashMap<>();

    /** What arrived, and when. */
    final Map<String, Instant> arrived = new HashMap<>();

    /** Hears of each message when it is sent first. */
    Consumer<OutgoingMessage> watcher = message -> {};

    /** Whether it takes nothing over. */
    boolean isDown;

    /** Whether its answer is lost after it took a message over. */
    BooleanSupplier losesAnswers = () -> false;

    private final Set<String> tried = new HashSet<>();
    private final Set<String> lost = new HashSet<>();
    private final List<OutgoingMessage> messages = new ArrayList<>();

    RenewalBridge(Clock clock) {
        this.clock = clock;
    }

    /** What arrived, in its order. */
    List<OutgoingMessage> messages() {
        return messages;
    }

    @Override
    public CompletionStage<SendResult> send(OutgoingMessage message) {
        if (tried.add(message.id())) {
            watcher.accept(message);
        }
        return CompletableFuture.completedFuture(isDown ? SendResult.tryAgain("it is down") : result(message));
    }

    private SendResult result(OutgoingMessage message) {
        return switch (fates.getOrDefault(message.to(), Fate.ARRIVES)) {
            case ARRIVES -> {
                if (arrived.putIfAbsent(message.id(), clock.instant()) == null) {
                    messages.add(message);
                }
                yield losesAnswers.getAsBoolean() ? SendResult.tryAgain("it did not answer") : SendResult.SENT;
            }
            case COMES_LATER -> SendResult.tryAgain("not now");
            case WAITS_FOR_THE_PERSON -> SendResult.unreachable("the person has to write first");
            case IS_REFUSED -> SendResult.failed("no such number");
            case IS_LOST -> {
                lost.add(message.id());
                yield SendResult.SENT;
            }
        };
    }

    /** Whether a message reached somebody, as far as it can be known. */
    boolean hasArrived(String id) {
        return arrived.containsKey(id);
    }

    @Override
    public Optional<Receipt> receipt(String messageId) {
        return Optional.of(Receipt.FAILED).filter(any -> lost.contains(messageId) && !hasArrived(messageId));
    }
}
