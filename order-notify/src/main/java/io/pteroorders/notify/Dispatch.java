package io.pteroorders.notify;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.pteroorders.core.task.Attempt;
import io.pteroorders.core.task.Lane;
import io.pteroorders.core.task.TaskEngine;
import io.pteroorders.core.task.TaskResult;
import java.util.concurrent.CompletionStage;

/** Hands messages to the sender; one that comes back after it was sent counts as not sent. Thread-safe. */
final class Dispatch {

    private static final int REMEMBERED = 5_000;

    private final MessageSender sender;
    private final WaitingReplies replies;

    /** What was sent of late, for the case that it turns out not to be delivered. */
    private final Cache<String, Attempt<MessageKey>> sent =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    Dispatch(MessageSender sender, WaitingReplies replies, TaskEngine<MessageKey> engine) {
        this.sender = sender;
        this.replies = replies;
        sender.onUndelivered((id, result) -> {
            Attempt<MessageKey> attempt = sent.getIfPresent(id);
            if (attempt != null) {
                sent.invalidate(id);
                engine.revoke(attempt, result.result());
            }
        });
    }

    /** The sending of a message. */
    Attempt<MessageKey> attempt(Lane<MessageKey> lane, Envelope envelope) {
        boolean mere = envelope.told().isEmpty();
        Attempt<MessageKey> attempt = new Attempt<>(
                lane,
                () -> send(envelope.message()),
                envelope.told(),
                envelope.merged(),
                envelope.reply().map(reply -> result -> replies.inVain(reply, mere, result)));
        sent.put(envelope.message().id(), attempt);
        return attempt;
    }

    private CompletionStage<TaskResult> send(OutgoingMessage message) {
        return sender.send(message).thenApply(SendResult::result);
    }
}
