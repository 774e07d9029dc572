package io.pteroorders.bot.whatsapp;

import io.pteroorders.bot.http.WebServer;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.bot.transport.Transport;
import io.pteroorders.storage.sql.InboxQueue;
import io.pteroorders.storage.sql.SqlInbox;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks for one of several processes of a shop: what they say waits in the shop's inbox for the process whose turn it
 * is to answer. Thread-safe.
 */
public final class SharedWebhooks implements AutoCloseable {

    private final WhatsAppSettings settings;
    private final SqlInbox inbox;
    private final Clock clock;
    private final Webhooks webhooks;

    /** Hears of our messages while they are this process's own. */
    private volatile @Nullable Consumer<ReceivedStatus> statuses;

    private SharedWebhooks(WhatsAppSettings settings, WebServer web, SqlInbox inbox, Clock clock) throws IOException {
        this.settings = settings;
        this.inbox = inbox;
        this.clock = clock;
        this.webhooks = Webhooks.start(settings, web, this::keep, Optional::empty);
    }

    /**
     * Listens for webhooks.
     *
     * @param web the server that the page is mounted on
     * @throws IOException if the port cannot be listened at
     */
    public static SharedWebhooks start(WhatsAppSettings settings, WebServer web, SqlInbox inbox, Clock clock)
            throws IOException {
        return new SharedWebhooks(settings, web, inbox, clock);
    }

    private CompletionStage<Void> keep(Received received) {
        Consumer<ReceivedStatus> own = statuses;
        if (own == null) {
            return SharedPostbox.store(inbox, received, clock);
        }
        received.statuses().forEach(own);
        return received.messages().isEmpty()
                ? CompletableFuture.completedFuture(null)
                : SharedPostbox.store(inbox, received.withoutStatuses(), clock);
    }

    /** The transport, once it is this process's turn: what came in by any process, and the way out. */
    public Transport answering(InboxQueue queue, BotState state) {
        return WhatsAppTransport.shared(settings, webhooks, queue, state, clock, sender -> statuses = sender);
    }

    @Override
    public void close() {
        webhooks.listener().close();
    }
}
