package io.pteroorders.bot.whatsapp;

import io.pteroorders.bot.port.Intake;
import io.pteroorders.bot.port.PictureFiles;
import io.pteroorders.bot.port.Transport;
import io.pteroorders.bot.web.WebServer;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what webhooks say: it waits in the shop's queue for the process that answers. A webhook is confirmed once all
 * of it is durable. Thread-safe.
 */
public final class WhatsAppIntake implements Intake {

    private final WhatsAppSettings settings;
    private final ShopStorage shop;
    private final PictureFiles pictures;
    private final Clock clock;
    private final Webhooks webhooks;

    /** Hears of our messages while they are this process's own. */
    private volatile @Nullable Consumer<ReceivedStatus> statuses;

    private WhatsAppIntake(
            WhatsAppSettings settings, WebServer web, ShopStorage shop, PictureFiles pictures, Clock clock)
            throws IOException {
        this.settings = settings;
        this.shop = shop;
        this.pictures = pictures;
        this.clock = clock;
        this.webhooks =
                Webhooks.start(settings, web, this::keep, () -> shop.health().failure());
    }

    /**
     * Listens for webhooks.
     *
     * @param web the server that the page is mounted on
     * @param pictures the pictures of payments
     * @throws IOException if the port cannot be listened at
     */
    public static WhatsAppIntake start(
            WhatsAppSettings settings, WebServer web, ShopStorage shop, PictureFiles pictures, Clock clock)
            throws IOException {
        return new WhatsAppIntake(settings, web, shop, pictures, clock);
    }

    private CompletionStage<Void> keep(Received received) {
        Consumer<ReceivedStatus> own = statuses;
        if (own == null) {
            return InboundQueue.store(shop.queue(QUEUE), received, clock);
        }
        received.statuses().forEach(own);
        return received.messages().isEmpty()
                ? CompletableFuture.completedFuture(null)
                : InboundQueue.store(shop.queue(QUEUE), received.withoutStatuses(), clock);
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public Transport answering(Lease lease) {
        Outgoing outgoing = Outgoing.of(settings, Identities.open(lease), pictures, clock);
        EarlierInbox.move(lease, shop.queue(QUEUE), clock);
        InboundQueue inbound = new InboundQueue(lease.consumer(QUEUE), outgoing.sender()::accept);
        statuses = outgoing.sender()::accept;
        return new WhatsAppTransport(settings, inbound, outgoing, webhooks, clock);
    }

    @Override
    public void close() {
        webhooks.listener().close();
    }
}
