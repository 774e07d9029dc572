package io.pteroorders.core.order;

import java.util.Objects;

/**
 * The person that an order is for. Two customers are the same exactly if their {@link #id()} is equal. Immutable and
 * thread-safe.
 *
 * @param id the identity in chat
 * @param displayName the name that the person gave; cleaned by {@link FreeText#name}; may be empty and proves nothing
 * @param chatId the chat that the order came from; others may read there
 */
public record Customer(PersonId id, String displayName, String chatId) {

    /** @throws IllegalArgumentException if {@code chatId} is no valid identity text */
    public Customer {
        Objects.requireNonNull(id, "id");
        displayName = FreeText.name(displayName);
        PersonId.checkText(chatId);
    }

    /** The masked identity, and nothing else. */
    @Override
    public String toString() {
        return id.toString();
    }

    /**
     * The chat for messages to this person, which nobody else reads: that of their phone, whatever {@link #chatId} says; of
     * other identities {@link #chatId}, unless that is a group's or another phone's, and then the identity itself. Digits
     * alone are a phone's only on WhatsApp.
     */
    public String privateChat() {
        boolean ofOthers = id.phoneDigits().isPresent() || isPhone(chatId) || PersonId.isShared(chatId);
        return ofOthers ? id.text() : chatId;
    }

    private boolean isPhone(String chat) {
        boolean onWhatsApp = chat.contains("@") || id.isHiddenNumber();
        return onWhatsApp && PersonId.whatsApp(chat).phoneDigits().isPresent();
    }
}
