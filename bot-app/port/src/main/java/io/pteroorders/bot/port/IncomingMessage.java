package io.pteroorders.bot.port;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.OutgoingMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/**
 * A message from a chat. Immutable and thread-safe.
 *
 * @param transport the name of the transport it came by
 * @param id the transport's id for it, the same when it is delivered again
 * @param from who wrote it
 * @param chat where an answer goes
 * @param name what the writer is called; proves nothing
 * @param text what it says
 * @param traits what sets it apart from a message that somebody wrote to the shop alone
 * @param sentAt when it was written, if the transport knows for sure
 * @param attachment a picture or document
 * @param quoted the id of the message of ours that it answers, as {@link OutgoingMessage#id} has it, if the transport knows
 */
public record IncomingMessage(
        String transport,
        String id,
        PersonId from,
        String chat,
        String name,
        String text,
        ImmutableSet<Trait> traits,
        Optional<Instant> sentAt,
        Optional<Attachment> attachment,
        Optional<String> quoted) {

    /** What can set a message apart. */
    public enum Trait {
        /** Others read along. */
        GROUP,
        /** The writer only passed it on. */
        FORWARDED,
        /** The shop's own number wrote it. */
        FROM_ME,
        /** It takes the place of a message that was read already. */
        EDITED,
        /** It cannot be opened here, such as a picture that may be seen once. */
        NOT_OPENED,
        VOICE,
        STICKER,
        LOCATION,
        CONTACT,
        VIDEO,
        /** It orders from the catalogue of the chat service. */
        ORDER,
        /** It is a picture or document of which no more is known. */
        PICTURE,
        /** It asks for a choice, or invites to something. */
        POLL,
        /** It is of another kind than a text. */
        OTHER
    }

    /** What can come instead of a text, by the words of transports. */
    private static final ImmutableBiMap<String, Trait> KINDS = ImmutableBiMap.<String, Trait>builder()
            .put("edit", Trait.EDITED)
            .put("view-once", Trait.NOT_OPENED)
            .put("voice", Trait.VOICE)
            .put("sticker", Trait.STICKER)
            .put("location", Trait.LOCATION)
            .put("contact", Trait.CONTACT)
            .put("video", Trait.VIDEO)
            .put("order", Trait.ORDER)
            .put("picture", Trait.PICTURE)
            .put("poll", Trait.POLL)
            .put("other", Trait.OTHER)
            .buildOrThrow();

    private static final int MAX_NAME = 500;

    /**
     * A chat that others read is a group, whether the transport said so or not; otherwise the answer goes to the private
     * chat of whoever wrote. Of a text that is too long just enough is kept to see it; half surrogate pairs become U+FFFD.
     * What is no text has none: a caption says nothing.
     */
    public IncomingMessage {
        boolean group = traits.contains(Trait.GROUP) || PersonId.isShared(chat);
        traits = group ? Sets.immutableEnumSet(Trait.GROUP, traits.toArray(Trait[]::new)) : traits;
        chat = group ? chat : new Customer(from, "", chat).privateChat();
        text = Collections.disjoint(traits, KINDS.values()) ? bounded(text, OutgoingMessage.MAX_TEXT + 1) : "";
        name = bounded(name, MAX_NAME);
    }

    /** A text of which nobody knows when it was written. */
    public IncomingMessage(
            String transport, String id, PersonId from, String chat, String name, String text, Trait... traits) {
        this(
                transport,
                id,
                from,
                chat,
                name,
                text,
                ImmutableSet.copyOf(traits),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String bounded(String text, int most) {
        byte[] units = text.substring(0, Math.min(text.length(), most)).getBytes(StandardCharsets.UTF_16BE);
        return new String(units, StandardCharsets.UTF_16BE);
    }

    /** Whether it has a trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** What it is instead of a text. */
    public Optional<Trait> instead() {
        return traits.stream().filter(KINDS.values()::contains).findFirst();
    }

    /** What can come instead of a text, by its word; {@link Trait#OTHER} for words that nobody knows. */
    public static Trait instead(String word) {
        return KINDS.getOrDefault(word, Trait.OTHER);
    }

    /** The words for what can come instead of a text. */
    public static ImmutableSet<String> kinds() {
        return KINDS.keySet();
    }

    /** The word for what came instead of a text; empty if it is for something else. */
    public static Optional<String> word(Trait trait) {
        return Optional.ofNullable(KINDS.inverse().get(trait));
    }

    /** Whether others read along. */
    public boolean isInGroup() {
        return is(Trait.GROUP);
    }

    /** Whether the text has more characters than a message may have. */
    public boolean isTooLong() {
        return text.length() > OutgoingMessage.MAX_TEXT;
    }

    /** Whether an answer would be published: to all who follow a story or a channel. */
    public boolean isPublic() {
        return PersonId.isShared(chat) && !chat.endsWith("@g.us");
    }

    /** A message in a private chat. */
    public static IncomingMessage privately(String transport, String id, PersonId from, String name, String text) {
        return new IncomingMessage(transport, id, from, from.text(), name, text);
    }
}
