package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What became of a message of ours, as a webhook says it.
 *
 * @param ourId the id that we gave the message; empty if the webhook does not say
 * @param state how far it is
 * @param errorCodes why it failed
 */
record ReceivedStatus(Optional<String> ourId, State state, ImmutableList<Integer> errorCodes) {

    /** The most characters of an id that we give. */
    static final int MAX_OUR_ID = 512;

    /** How far a message is. They may come in any order, and twice. */
    enum State {
        QUEUED,
        SENT,
        DELIVERED,
        READ,
        FAILED
    }
}
