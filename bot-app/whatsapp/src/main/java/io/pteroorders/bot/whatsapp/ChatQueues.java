package io.pteroorders.bot.whatsapp;

import io.pteroorders.notify.SendResult;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Sends to one chat one after another, to different chats at the same time. Thread-safe. */
final class ChatQueues {

    private final Map<String, CompletableFuture<SendResult>> last = new ConcurrentHashMap<>();

    /** Sends once all that was to be sent to the chat before has its result. */
    CompletionStage<SendResult> send(String chat, Supplier<CompletionStage<SendResult>> sending) {
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        CompletableFuture<SendResult> before = last.put(chat, result);
        CompletionStage<?> free = before == null ? CompletableFuture.completedFuture(null) : before;
        free.handle((any, failure) -> sending.get())
                .thenCompose(sent -> sent)
                .exceptionally(failure -> SendResult.tryAgain("sending failed: " + failure))
                .thenAccept(sent -> {
                    last.remove(chat, result);
                    result.complete(sent);
                });
        return result;
    }
}
