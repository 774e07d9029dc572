package io.pteroorders.bot.transport;

import io.pteroorders.notify.MessageSender;
import java.io.IOException;

/** A way for messages to come in and go out. Nothing above it knows its wire format. */
public interface Transport extends MessageSender {

    /**
     * Puts every message that comes in into the inbox, one after another, until there are no more and the inbox is
     * finished.
     *
     * @throws IOException if the way in breaks
     */
    void run(Inbox inbox) throws IOException;
}
