package io.pteroorders.bot.api.event;

import com.google.common.base.Ascii;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of events; their words are promised. */
public enum EventType {
    /** An order was made. */
    ORDER_CREATED,
    /** An order got another status. */
    ORDER_STATUS,
    /** An attempt to pay an order began, or got another state, or money of it came or went. */
    ORDER_PAYMENT,
    /** A note was added to an order. */
    ORDER_NOTE,
    /** What is paid for ends soon, and its customer is to be reminded. */
    SUBSCRIPTION_DUE,
    /** A server was suspended. */
    SUBSCRIPTION_SUSPENDED,
    /** A subscription goes on: an order that renews or upgrades it was paid. */
    SUBSCRIPTION_RENEWED,
    /** A server can be used. */
    SERVER_READY,
    /** A server could not be made, and somebody has to look. */
    SERVER_FAILED,
    /** A message was given up. */
    MESSAGE_DEAD;

    /** Such as {@code order.created}. */
    public String word() {
        return Ascii.toLowerCase(name()).replace('_', '.');
    }

    /** The kind with this word. */
    public static Optional<EventType> parse(String word) {
        return Stream.of(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
