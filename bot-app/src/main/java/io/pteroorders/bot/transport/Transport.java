package io.pteroorders.bot.transport;

import io.pteroorders.notify.MessageSender;
import java.io.IOException;
import java.util.function.Consumer;

/** A way for messages to come in and go out. Nothing above it knows its wire format. */
public interface Transport extends MessageSender {

    /**
     * Hands every message that comes in to the inbox, one after another, until there are no more.
     *
     * @param inbox has finished with a message when it returns
     * @throws IOException if the way in breaks
     */
    void run(Consumer<IncomingMessage> inbox) throws IOException;
}
