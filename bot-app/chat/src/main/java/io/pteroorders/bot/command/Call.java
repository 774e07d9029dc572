package io.pteroorders.bot.command;

import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.notify.text.Language;
import java.util.Optional;

/**
 * One use of a command.
 *
 * @param person who uses it
 * @param line what was typed
 * @param transport the name of the transport it came by
 * @param messageId the message it came with
 * @param confirmed whether the person has said yes to the command's question
 * @param late whether it was written so long ago that the person may have changed their mind
 */
public record Call(
        Person person, TypedCommand line, String transport, String messageId, boolean confirmed, boolean late) {

    public Actor actor() {
        return person.actor();
    }

    public Language language() {
        return person.language();
    }

    /** The same without a question mark at the end of its line. */
    public Call withoutAsking() {
        return new Call(person, line.withoutAsking(), transport, messageId, confirmed, late);
    }

    /** The orders that the command line names first. */
    public OrderReferences references() {
        return OrderReferences.of(line);
    }

    /** The request id of the one change that this message makes. */
    public Optional<RequestId> requestId() {
        return requestId(0);
    }

    /**
     * The request id of a change that this message makes, so that the message delivered again makes none, whatever its
     * words would mean then. Message ids are chosen by others, so each person has a room of their own.
     *
     * @param place tells the changes of one message apart
     */
    public Optional<RequestId> requestId(int place) {
        return Optional.of(RequestId.of(transport, person.id().text(), messageId, Integer.toString(place)));
    }
}
