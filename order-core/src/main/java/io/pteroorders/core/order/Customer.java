package io.pteroorders.core.order;

/**
 * Who an order is for. Two customers are the same exactly if their {@link #id()} is equal. Immutable and thread-safe.
 *
 * @param id the identity in chat, normally of a phone
 * @param displayName the name that the person gave; cleaned by {@link FreeText#name}; may be empty and proves nothing
 * @param chatId where messages for this person go
 */
public record Customer(PersonId id, String displayName, String chatId) {

    /** @throws IllegalArgumentException if {@code chatId} is no valid identity text */
    public Customer {
        displayName = FreeText.name(displayName);
        PersonId.of(chatId);
    }
}
