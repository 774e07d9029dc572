package com.example.desk;

import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Puts each message into a directory, as a file that another program takes away and sends.
 *
 * @param directory where to; messages wait while it is not there
 */
record Spool(Path directory) implements MessageSender {

    // region send
    @Override
    public CompletionStage<SendResult> send(OutgoingMessage message) {
        SendResult result = write(message);
        System.out.println(message.template() + " to " + message.to() + ": " + result.kind());
        return CompletableFuture.completedFuture(result);
    }

    private SendResult write(OutgoingMessage message) {
        try {
            Path part = directory.resolve(message.id() + ".part");
            Files.writeString(part, message.to() + "\n\n" + message.text());
            // A message that is sent again has the same id, so it takes its own place.
            Files.move(part, directory.resolve(message.id() + ".txt"), StandardCopyOption.ATOMIC_MOVE);
            return SendResult.SENT;
        } catch (IOException e) {
            return SendResult.tryAgain("the spool cannot be written to");
        }
    }
    // endregion
}
