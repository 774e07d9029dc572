package io.pteroorders.bot.whatsapp;

import io.pteroorders.bot.http.WebServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server that webhooks come to, while it listens. Thread-safe. */
record Webhooks(WebServer server, Intake intake) {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration BODY = Duration.ofSeconds(20);

    /**
     * Listens for webhooks.
     *
     * @param keeper keeps what they say; completes when that is durable
     * @param closed why nothing is taken at present; empty while all is well
     * @throws IOException if the port cannot be listened at
     */
    static Webhooks start(
            WhatsAppSettings settings,
            Function<Received, CompletionStage<Void>> keeper,
            Supplier<Optional<String>> closed)
            throws IOException {
        Intake intake = new Intake(new WebhookReader(settings.phoneNumberId()), keeper, closed);
        WebServer server = WebServer.start(
                settings.bind(),
                settings.port(),
                new WebhookHandler(settings.verifyToken(), new Signatures(settings.appSecrets()), intake, BODY));
        LOG.info("webhooks are taken at port {}", server.port());
        return new Webhooks(server, intake);
    }
}
