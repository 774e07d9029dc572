package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import java.time.Instant;
import java.util.Optional;

/**
 * A message in a webhook that a person wrote to the shop. Immutable and thread-safe.
 *
 * @param id the {@code wamid}; it holds the phone number, so it belongs in no log
 * @param name what the person calls themselves; proves nothing
 * @param sentAt when it was written; empty if the webhook says nothing sensible
 * @param text what was typed, or the command of a button; empty for all that commands nothing
 * @param media a picture or document
 * @param group the group that it was written in
 * @param traits what else sets it apart: that it was passed on, or is no text
 */
record ReceivedMessage(
        String id,
        Sender sender,
        String name,
        Optional<Instant> sentAt,
        Optional<String> text,
        Optional<Media> media,
        Optional<String> group,
        Optional<String> quoted,
        ImmutableSet<Trait> traits) {

    /** The same, with another time. */
    ReceivedMessage sentBy(Instant time) {
        return new ReceivedMessage(id, sender, name, Optional.of(time), text, media, group, quoted, traits);
    }

    /** Nothing that was typed gets into a log by accident. */
    @Override
    public String toString() {
        return "message";
    }
}
