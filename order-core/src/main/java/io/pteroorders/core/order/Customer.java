package io.pteroorders.core.order;

import java.util.Objects;

/**
 * The person that an order is for. Two customers are the same exactly if their {@link #id()} is equal. Immutable and
 * thread-safe.
 *
 * @param id the identity in chat, normally of a phone
 * @param displayName the name that the person gave; cleaned by {@link FreeText#name}; may be empty and proves nothing
 * @param chatId the chat that the order came from; others may read there
 */
public record Customer(PersonId id, String displayName, String chatId) {

    /** @throws IllegalArgumentException if {@code chatId} is no valid identity text */
    public Customer {
        Objects.requireNonNull(id, "id");
        displayName = FreeText.name(displayName);
        PersonId.of(chatId);
    }

    /** The masked identity, and nothing else. */
    @Override
    public String toString() {
        return id.toString();
    }

    /**
     * The chat for messages to this person, which nobody else reads: that of their phone, whatever {@link #chatId} says; of
     * other identities {@link #chatId}, unless that is a group's or another phone's, and then the identity itself.
     */
    public String privateChat() {
        PersonId chat = PersonId.of(chatId);
        boolean ofOthers = id.phoneDigits().isPresent() || chat.phoneDigits().isPresent() || PersonId.isShared(chatId);
        return ofOthers && !chat.equals(id) ? id.text() : chatId;
    }
}
