package io.pteroorders.bot.api.webhook;

import java.util.concurrent.CompletionStage;

/** Where messages go. Thread-safe. */
@FunctionalInterface
interface Endpoints {

    /**
     * Sends a message once. Returns at once.
     *
     * @return completes with what was said, also if nothing was, within some seconds
     */
    CompletionStage<Said> send(Webhook webhook, WebhookMessage message);
}
