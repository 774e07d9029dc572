package io.pteroorders.bot.api;

import com.google.common.collect.ImmutableSet;

/**
 * The operator's choices about other programs. Immutable and thread-safe.
 *
 * @param requestsPerMinute how many requests each key may make
 * @param origins whose pages may ask from a browser, such as {@code https://shop.example}
 * @param proxies whose word about addresses counts
 * @param privateWebhooks whether webhooks may go to addresses of this machine and its network
 */
public record ApiSettings(
        int requestsPerMinute, ImmutableSet<String> origins, ImmutableSet<String> proxies, boolean privateWebhooks) {}
