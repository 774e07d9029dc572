package io.pteroorders.bot.whatsapp;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Longs;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads the messages of one change; who wrote them is told beside them. */
final class MessageReader {

    static final int MAX_ID = 128;

    private static final int MAX_GROUP = 150;
    private static final int MAX_NAME = 500;
    private static final int MAX_TEXT = 1 << 16;
    private static final int MAX_DIGEST = 64;
    private static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();
    private static final CharMatcher VISIBLE = CharMatcher.inRange('!', '~');
    private static final Pattern MEDIA_ID = Pattern.compile("[0-9]{1,64}");

    private final JsonNode contacts;
    private final Map<String, JsonNode> contactsById = new HashMap<>();
    private final String ownPhone;

    MessageReader(JsonNode value) {
        this.contacts = value.path("contacts");
        for (JsonNode contact : contacts) {
            text(contact, "wa_id").ifPresent(id -> contactsById.putIfAbsent(id, contact));
            text(contact, "user_id").ifPresent(id -> contactsById.putIfAbsent(id, contact));
        }
        this.ownPhone = text(value.path("metadata"), "display_phone_number").orElse("");
    }

    /** The message, if a person wrote it to the shop. */
    Optional<ReceivedMessage> read(JsonNode message) {
        Optional<String> id = text(message, "id").filter(wamid -> isVisible(wamid, MAX_ID));
        Optional<JsonNode> contact = contact(message);
        Optional<Sender> sender = sender(message, contact);
        if (id.isEmpty() || sender.isEmpty() || !isWritten(message)) {
            return Optional.empty();
        }
        return Optional.of(new ReceivedMessage(
                id.get(),
                sender.get(),
                contact.flatMap(from -> text(from.path("profile"), "name"))
                        .map(name -> name.substring(0, Math.min(name.length(), MAX_NAME)))
                        .orElse(""),
                sentAt(message),
                command(message).map(text -> text.substring(0, Math.min(text.length(), MAX_TEXT))),
                media(message),
                text(message, "group_id"),
                text(message.path("context"), "id").filter(wamid -> isVisible(wamid, MAX_ID)),
                traits(message)));
    }

    /**
     * Deletions, reactions and notices of the system are about other messages, and unknown kinds may be; an edit is too, but
     * whoever wrote it waits for what it says. All that a person sends to be seen is answered, if only that it was not.
     */
    private static boolean isWritten(JsonNode message) {
        Optional<String> group = text(message, "group_id");
        if (message.has("group_id")
                && group.filter(id -> isVisible(id, MAX_GROUP)).isEmpty()) {
            return false;
        }
        return switch (text(message, "type").orElse("")) {
            case "text", "button" -> command(message).isPresent();
            case "interactive", "image", "document" -> true;
            default -> instead(message).isPresent();
        };
    }

    private static ImmutableSet<Trait> traits(JsonNode message) {
        ImmutableSet.Builder<Trait> traits = ImmutableSet.builder();
        if (isForwarded(message.path("context"))) {
            traits.add(Trait.FORWARDED);
        }
        instead(message).ifPresent(traits::add);
        return traits.build();
    }

    /** What it is, if neither a text nor a picture that can be had. */
    private static Optional<Trait> instead(JsonNode message) {
        return switch (text(message, "type").orElse("")) {
            case "audio" -> Optional.of(Trait.VOICE);
            case "sticker" -> Optional.of(Trait.STICKER);
            case "location" -> Optional.of(Trait.LOCATION);
            case "contacts" -> Optional.of(Trait.CONTACT);
            case "video" -> Optional.of(Trait.VIDEO);
            case "order" -> Optional.of(Trait.ORDER);
            case "poll", "event" -> Optional.of(Trait.POLL);
            case "edit" -> Optional.of(Trait.EDITED);
            case "unsupported", "unknown" -> Optional.of(notOpened(message));
            case "image", "document" -> media(message).isEmpty() ? Optional.of(Trait.NOT_OPENED) : Optional.empty();
            case "interactive" -> command(message).isEmpty() ? Optional.of(Trait.OTHER) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Meta names some of what it does not hand over. */
    private static Trait notOpened(JsonNode message) {
        String named = text(message.path("unsupported"), "type").orElse("");
        return switch (named) {
            case "poll_creation", "poll", "event_creation", "event" -> Trait.POLL;
            case "video_note", "ptv" -> Trait.VIDEO;
            default -> Trait.NOT_OPENED;
        };
    }

    private static Optional<String> command(JsonNode message) {
        JsonNode interactive = message.path("interactive");
        return switch (text(message, "type").orElse("")) {
            case "text" -> text(message.path("text"), "body");
            case "button" -> text(message.path("button"), "payload");
            case "interactive" ->
                text(interactive, "type")
                        .filter(type -> type.equals("button_reply") || type.equals("list_reply"))
                        .flatMap(type -> text(interactive.path(type), "id"));
            default -> Optional.empty();
        };
    }

    private static Optional<Media> media(JsonNode message) {
        JsonNode media =
                switch (text(message, "type").orElse("")) {
                    case "image" -> message.path("image");
                    case "document" -> message.path("document");
                    default -> message.path("");
                };
        return text(media, "id")
                .filter(id -> MEDIA_ID.matcher(id).matches())
                .map(id -> new Media(
                        id,
                        text(media, "sha256")
                                .filter(digest -> isVisible(digest, MAX_DIGEST))
                                .orElse("")));
    }

    private static boolean isForwarded(JsonNode context) {
        return context.path("forwarded").booleanValue(false)
                || context.path("frequently_forwarded").booleanValue(false);
    }

    private static Optional<Instant> sentAt(JsonNode message) {
        JsonNode timestamp = message.path("timestamp");
        Long seconds =
                timestamp.isString() ? Longs.tryParse(timestamp.stringValue()) : Long.valueOf(integer(timestamp));
        return Optional.ofNullable(seconds)
                .filter(since -> since > 0 && since < LATEST)
                .map(Instant::ofEpochSecond);
    }

    private static long integer(JsonNode json) {
        return json.isIntegralNumber() && json.canConvertToLong() ? json.longValue() : 0;
    }

    private Optional<Sender> sender(JsonNode message, Optional<JsonNode> contact) {
        Optional<String> phone = text(message, "from")
                .or(() -> contact.flatMap(from -> text(from, "wa_id")))
                .filter(Sender::isPhone);
        Optional<String> userId = text(message, "from_user_id")
                .or(() -> contact.flatMap(from -> text(from, "user_id")))
                .or(() -> text(message, "from"))
                .filter(Sender::isUserId);
        boolean known = phone.isPresent() || userId.isPresent();
        return known && phone.filter(ownPhone::equals).isEmpty()
                ? Optional.of(new Sender(phone, userId))
                : Optional.empty();
    }

    /** The contact with the message's sender; for a message that names none, the only contact that there is. */
    private Optional<JsonNode> contact(JsonNode message) {
        Optional<String> from = text(message, "from");
        Optional<String> userId = text(message, "from_user_id");
        if (from.isEmpty() && userId.isEmpty()) {
            return contacts.size() == 1 ? Optional.of(contacts.path(0)) : Optional.empty();
        }
        return userId.map(contactsById::get).or(() -> from.map(contactsById::get));
    }

    private static boolean isVisible(String text, int most) {
        return !text.isEmpty() && text.length() <= most && VISIBLE.matchesAllOf(text);
    }

    private static Optional<String> text(JsonNode json, String field) {
        return json.path(field).stringValueOpt();
    }
}
