package io.pteroorders.bot.whatsapp;

import io.pteroorders.bot.port.PictureFiles;
import java.time.Clock;
import java.time.Duration;

/** What talks to the Graph API. */
record Outgoing(
        Identities identities,
        GraphClient graph,
        MediaFiles media,
        Windows windows,
        CircuitBreaker breaker,
        CloudSender sender) {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    static Outgoing of(WhatsAppSettings settings, Identities identities, PictureFiles pictures, Clock clock) {
        GraphClient graph = new GraphClient(settings.messages(), settings.token(), GraphClient.ANSWER);
        Windows windows = new Windows(clock);
        CircuitBreaker breaker = new CircuitBreaker(settings.token(), clock);
        CloudSender sender = new CloudSender(
                graph,
                identities,
                windows,
                settings.templates(),
                pictures,
                new StatusBook(),
                breaker,
                clock,
                CloudSender.STATUS_PATIENCE);
        MediaFiles media = new MediaFiles(settings.versioned(), settings.token(), MediaFiles.PATIENCE, FIRST_PAUSE);
        return new Outgoing(identities, graph, media, windows, breaker, sender);
    }
}
