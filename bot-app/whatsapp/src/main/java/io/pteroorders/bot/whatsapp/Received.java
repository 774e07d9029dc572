package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableList;

/**
 * What a webhook says, as far as it concerns this shop.
 *
 * @param ignored how many items say nothing to it
 */
record Received(ImmutableList<ReceivedMessage> messages, ImmutableList<ReceivedStatus> statuses, int ignored) {

    /** The messages alone. */
    Received withoutStatuses() {
        return new Received(messages, ImmutableList.of(), ignored);
    }
}
