package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * A message on its way to one chat. Immutable and thread-safe.
 *
 * @param id stays the same when the message is sent again, so that a transport can drop doubles
 * @param to the chat
 * @param text what it says, complete
 * @param template the name of the template it was made from, for transports that send by template
 * @param variables the template's values as text
 * @param choices answers that the receiver can pick; {@code text} makes sense without them
 * @param attachment the reference of a picture to send along, which the shop keeps
 * @param replyTo the id of the message that this one answers
 * @param picture a picture to send along, in place of an attachment; {@code text} makes sense without it
 */
public record OutgoingMessage(
        String id,
        String to,
        String text,
        String template,
        ImmutableMap<String, String> variables,
        ImmutableList<Choice> choices,
        Optional<String> attachment,
        Optional<String> replyTo,
        Optional<Picture> picture) {

    /** The most characters that a chat message can hold. */
    public static final int MAX_TEXT = 4096;

    /** A text that a message can hold: a longer one ends in an ellipsis. */
    public static String fitting(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
    }

    /** A message without a picture of its own. */
    public OutgoingMessage(
            String id,
            String to,
            String text,
            String template,
            ImmutableMap<String, String> variables,
            ImmutableList<Choice> choices,
            Optional<String> attachment,
            Optional<String> replyTo) {
        this(id, to, text, template, variables, choices, attachment, replyTo, Optional.empty());
    }

    /** A message of a text only. */
    public static OutgoingMessage of(String id, String to, String text, String template) {
        return new OutgoingMessage(
                id, to, text, template, ImmutableMap.of(), ImmutableList.of(), Optional.empty(), Optional.empty());
    }

    /** The same message with the values of its template. */
    public OutgoingMessage withVariables(ImmutableMap<String, String> values) {
        return new OutgoingMessage(id, to, text, template, values, choices, attachment, replyTo, picture);
    }

    /** The same message with answers to pick. */
    public OutgoingMessage withChoices(ImmutableList<Choice> answers) {
        return new OutgoingMessage(id, to, text, template, variables, answers, attachment, replyTo, picture);
    }

    /** The same message with a picture that the shop keeps. */
    public OutgoingMessage withAttachment(String reference) {
        return new OutgoingMessage(
                id, to, text, template, variables, choices, Optional.of(reference), replyTo, picture);
    }

    /** The same message with a picture. */
    public OutgoingMessage withPicture(Picture shown) {
        return new OutgoingMessage(id, to, text, template, variables, choices, attachment, replyTo, Optional.of(shown));
    }

    /** The same message as the answer to another. */
    public OutgoingMessage answering(String message) {
        return new OutgoingMessage(
                id, to, text, template, variables, choices, attachment, Optional.of(message), picture);
    }

    /** Id and template; nothing that tells a person. */
    @Override
    public String toString() {
        return template + " " + id;
    }

    /** The same message in other words. */
    OutgoingMessage withText(String words) {
        return new OutgoingMessage(id, to, words, template, variables, choices, attachment, replyTo, picture);
    }

    /** The same message with another id. */
    OutgoingMessage withId(String other) {
        return new OutgoingMessage(other, to, text, template, variables, choices, attachment, replyTo, picture);
    }

    /**
     * An answer that the receiver can pick.
     *
     * @param label what it reads
     * @param command what picking it says
     */
    public record Choice(String label, String command) {}
}
