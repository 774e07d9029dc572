package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record of the inbox, as JSON on one line: exactly one of the kinds is there. What says nothing is left out.
 *
 * @param at when it came, in seconds since 1970; when the person wrote, for {@code heard}
 * @param message a message that waits
 * @param status what became of a message of ours
 * @param heard who wrote
 * @param parked a message that came too late; not written any more
 * @param done the key of a message that is dealt with; not written any more
 */
record InboxRecord(
        Optional<Long> at,
        Optional<Message> message,
        Optional<Status> status,
        Optional<From> heard,
        Optional<Message> parked,
        Optional<Long> done) {

    /** How a message is kept; without a kind it is a text, or a picture. */
    record Message(
            String id,
            Optional<String> phone,
            Optional<String> userId,
            Optional<String> name,
            Optional<Long> sentAt,
            Optional<String> text,
            Optional<String> media,
            Optional<String> sha256,
            Optional<String> group,
            Optional<String> quoted,
            Optional<Boolean> forwarded,
            Optional<Boolean> edited,
            Optional<Boolean> notOpened,
            Optional<String> kind) {

        /** What has a field of its own, so that an earlier version reads it. */
        private static final ImmutableSet<Trait> FIELDS = ImmutableSet.of(Trait.EDITED, Trait.NOT_OPENED);

        static Message of(ReceivedMessage message) {
            return new Message(
                    message.id(),
                    message.sender().phone(),
                    message.sender().userId(),
                    Optional.of(message.name()).filter(name -> !name.isEmpty()),
                    message.sentAt().map(Instant::getEpochSecond),
                    message.text(),
                    message.media().map(Media::id),
                    message.media().map(Media::sha256),
                    message.group(),
                    message.quoted(),
                    has(message, Trait.FORWARDED),
                    has(message, Trait.EDITED),
                    has(message, Trait.NOT_OPENED),
                    message.traits().stream()
                            .filter(trait -> !FIELDS.contains(trait))
                            .flatMap(trait -> IncomingMessage.word(trait).stream())
                            .findFirst());
        }

        private static Optional<Boolean> has(ReceivedMessage message, Trait trait) {
            return Optional.of(message.traits().contains(trait)).filter(it -> it);
        }

        ReceivedMessage received() {
            return new ReceivedMessage(
                    id,
                    new Sender(phone, userId),
                    name.orElse(""),
                    sentAt.map(Instant::ofEpochSecond),
                    text,
                    media.map(file -> new Media(file, sha256.orElse(""))),
                    group,
                    quoted,
                    traits());
        }

        private ImmutableSet<Trait> traits() {
            ImmutableSet.Builder<Trait> traits = ImmutableSet.builder();
            forwarded.filter(it -> it).ifPresent(it -> traits.add(Trait.FORWARDED));
            edited.filter(it -> it).ifPresent(it -> traits.add(Trait.EDITED));
            notOpened.filter(it -> it).ifPresent(it -> traits.add(Trait.NOT_OPENED));
            kind.map(IncomingMessage::instead).ifPresent(traits::add);
            return traits.build();
        }
    }

    /** How it is kept who wrote. */
    record From(Optional<String> phone, Optional<String> userId) {

        static From of(Sender sender) {
            return new From(sender.phone(), sender.userId());
        }

        Sender sender() {
            return new Sender(phone, userId);
        }
    }

    /** How a status is kept. */
    record Status(ReceivedStatus.State state, Optional<String> id, List<Integer> errors) {

        static Status of(ReceivedStatus status) {
            return new Status(status.state(), status.ourId(), status.errorCodes());
        }

        ReceivedStatus received() {
            return new ReceivedStatus(id, state, ImmutableList.copyOf(errors));
        }
    }

    /** Somebody wrote. */
    record Heard(Sender sender, Instant at) {}

    private static InboxRecord of(
            Optional<Instant> at, Optional<Message> message, Optional<Status> status, Optional<From> heard) {
        return new InboxRecord(
                at.map(Instant::getEpochSecond), message, status, heard, Optional.empty(), Optional.empty());
    }

    static InboxRecord waiting(ReceivedMessage message, Instant receivedAt) {
        return of(Optional.of(receivedAt), Optional.of(Message.of(message)), Optional.empty(), Optional.empty());
    }

    static InboxRecord status(ReceivedStatus status) {
        return of(Optional.empty(), Optional.empty(), Optional.of(Status.of(status)), Optional.empty());
    }

    static InboxRecord heard(Sender sender, Instant at) {
        return of(Optional.of(at), Optional.empty(), Optional.empty(), Optional.of(From.of(sender)));
    }

    /** The record on one line. */
    String toJson() {
        return StrictJson.records().writeValueAsString(this);
    }

    /**
     * What a record says; that of another program has none of the kinds.
     *
     * @throws tools.jackson.core.JacksonException if it is no such JSON
     */
    static InboxRecord read(String json) {
        return StrictJson.records().readValue(json, InboxRecord.class);
    }

    Instant time() {
        return Instant.ofEpochSecond(at.orElse(0L));
    }

    /** The message that waits; empty if it says something else. */
    Optional<ReceivedMessage> received() {
        return message.map(Message::received);
    }

    /** What became of a message of ours; empty if it says something else. */
    Optional<ReceivedStatus> told() {
        return status.map(Status::received);
    }

    /** Who wrote, and when; empty if it says something else. */
    Optional<Heard> writer() {
        return heard.map(from -> new Heard(from.sender(), time()));
    }
}
