package io.pteroorders.bot.chat;

import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.Receipt;
import io.pteroorders.notify.SendResult;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A sender of whose breakdown somebody is told. Thread-safe. */
final class WatchedSender implements MessageSender {

    private final MessageSender sender;
    private final Consumer<Throwable> broken;

    WatchedSender(MessageSender sender, Consumer<Throwable> broken) {
        this.sender = sender;
        this.broken = broken;
    }

    @Override
    public CompletionStage<SendResult> send(OutgoingMessage message) {
        try {
            return sender.send(message);
        } catch (RuntimeException | Error e) {
            broken.accept(e);
            throw e;
        }
    }

    @Override
    public void onUndelivered(BiConsumer<String, SendResult> listener) {
        sender.onUndelivered(listener);
    }

    @Override
    public Optional<Receipt> receipt(String messageId) {
        return sender.receipt(messageId);
    }
}
