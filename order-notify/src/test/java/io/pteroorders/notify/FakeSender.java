package io.pteroorders.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A transport that does what a test says, and remembers what it was given. */
final class FakeSender implements MessageSender {

    /** Whatever was handed over, sent or not. */
    final List<OutgoingMessage> tried = new ArrayList<>();

    /** What reached its receiver. */
    final List<OutgoingMessage> taken = new ArrayList<>();

    Function<OutgoingMessage, CompletionStage<SendResult>> behaviour = FakeSender::sends;

    /** What hears of messages that come back. */
    BiConsumer<String, SendResult> undelivered = (id, result) -> {};

    static CompletionStage<SendResult> sends(OutgoingMessage message) {
        return answer(SendResult.SENT);
    }

    static CompletionStage<SendResult> answer(SendResult result) {
        return CompletableFuture.completedFuture(result);
    }

    @Override
    public CompletionStage<SendResult> send(OutgoingMessage message) {
        tried.add(message);
        CompletionStage<SendResult> answer = behaviour.apply(message);
        answer.thenAccept(result -> {
            if (result != null && result.kind() == SendResult.Kind.SENT) {
                taken.add(message);
            }
        });
        return answer;
    }

    @Override
    public void onUndelivered(BiConsumer<String, SendResult> listener) {
        undelivered = listener;
    }

    /** The templates and receivers of what was sent since the last look. */
    List<String> sent() {
        List<String> words = taken.stream()
                .map(message -> OutboxTest.name(message.to()) + ": " + message.template())
                .toList();
        taken.clear();
        tried.clear();
        return words;
    }
}
