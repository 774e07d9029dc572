package io.pteroorders.bot.api;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.event.EventLog;
import io.pteroorders.bot.api.http.RequestDigests;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.webhook.WebhookStore;
import io.pteroorders.core.storage.Lease;

/**
 * What is remembered of other programs beside the orders.
 *
 * @param keys by which they are known
 * @param digests of what they asked once
 * @param events of the shop
 * @param webhooks by which they hear of events
 */
public record ApiStores(ApiKeys keys, RequestDigests digests, EventLog events, WebhookStore webhooks) {

    /** The names of the records. */
    public static final ImmutableList<String> RECORDS = ImmutableList.<String>builder()
            .add(ApiKeys.RECORDS, RequestDigests.RECORDS, EventLog.RECORDS)
            .addAll(WebhookStore.RECORDS)
            .build();

    /** Those of a shop, by the right of a lease. */
    public static ApiStores of(Lease lease) {
        return new ApiStores(ApiKeys.of(lease), RequestDigests.of(lease), EventLog.of(lease), WebhookStore.of(lease));
    }

    /** Forgotten when the program ends. */
    public static ApiStores inMemory() {
        return new ApiStores(
                ApiKeys.inMemory(), RequestDigests.inMemory(), EventLog.inMemory(), WebhookStore.inMemory());
    }
}
