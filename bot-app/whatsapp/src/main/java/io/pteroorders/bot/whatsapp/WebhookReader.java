package io.pteroorders.bot.whatsapp;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.whatsapp.ReceivedStatus.State;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of a webhook. Every item stands for itself: one that makes no sense is ignored and counted, and its
 * neighbours are read all the same. What is unknown is normal. Immutable and thread-safe.
 */
final class WebhookReader {

    private static final int MOST_ERRORS = 10;

    private final String phoneNumberId;

    /**
     * A reader.
     *
     * @param phoneNumberId Meta's id of the shop's number; what concerns other numbers is ignored
     */
    WebhookReader(String phoneNumberId) {
        this.phoneNumberId = phoneNumberId;
    }

    /** What a body says; it may be any JSON. */
    Received read(JsonNode body) {
        Reading reading = new Reading();
        for (JsonNode entry : body.path("entry")) {
            for (JsonNode change : entry.path("changes")) {
                reading.change(change);
            }
        }
        return reading.received();
    }

    private boolean isOurs(JsonNode change) {
        return change.path("field").stringValue("").equals("messages")
                && change.path("value")
                        .path("metadata")
                        .path("phone_number_id")
                        .stringValue("")
                        .equals(phoneNumberId);
    }

    private final class Reading {

        private final ImmutableList.Builder<ReceivedMessage> messages = ImmutableList.builder();
        private final ImmutableList.Builder<ReceivedStatus> statuses = ImmutableList.builder();
        private int ignored;

        void change(JsonNode change) {
            if (!isOurs(change)) {
                ignored++;
                return;
            }
            JsonNode value = change.path("value");
            MessageReader reader = new MessageReader(value);
            for (JsonNode message : value.path("messages")) {
                reader.read(message).ifPresentOrElse(messages::add, () -> ignored++);
            }
            for (JsonNode status : value.path("statuses")) {
                status(status).ifPresentOrElse(statuses::add, () -> ignored++);
            }
        }

        Received received() {
            return new Received(messages.build(), statuses.build(), ignored);
        }
    }

    private static Optional<ReceivedStatus> status(JsonNode status) {
        return state(status.path("status").stringValue(""))
                .map(state -> new ReceivedStatus(
                        status.path("biz_opaque_callback_data")
                                .stringValueOpt()
                                .filter(id -> !id.isEmpty() && id.length() <= ReceivedStatus.MAX_OUR_ID),
                        state,
                        errorCodes(status.path("errors"))));
    }

    private static Optional<State> state(String word) {
        for (State state : State.values()) {
            if (Ascii.toLowerCase(state.name()).equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private static ImmutableList<Integer> errorCodes(JsonNode errors) {
        return errors.valueStream()
                .map(error -> error.path("code"))
                .filter(JsonNode::isInt)
                .map(JsonNode::intValue)
                .limit(MOST_ERRORS)
                .collect(ImmutableList.toImmutableList());
    }
}
