package io.pteroorders.bot.whatsapp;

import io.pteroorders.bot.web.WebServer;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The address that webhooks come to, while it is listened at. Thread-safe. */
record Webhooks(WebServer.Listener listener, WebhookIntake intake) {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    /**
     * Listens for webhooks.
     *
     * @param web the server that the page is mounted on
     * @param keeper keeps what they say; completes when that is durable
     * @param closed why nothing is taken at present; empty while all is well
     * @throws IOException if the port cannot be listened at
     */
    static Webhooks start(
            WhatsAppSettings settings,
            WebServer web,
            Function<Received, CompletionStage<Void>> keeper,
            Supplier<Optional<String>> closed)
            throws IOException {
        WebhookIntake intake = new WebhookIntake(new WebhookReader(settings.phoneNumberId()), keeper, closed);
        WebServer.Listener listener = web.listen(
                settings.bind(),
                settings.port(),
                new WebhookHandler(
                        settings.verifyToken(), new Signatures(settings.appSecrets()), intake, web.bodies()));
        LOG.info("webhooks are taken at port {}", listener.port());
        return new Webhooks(listener, intake);
    }
}
