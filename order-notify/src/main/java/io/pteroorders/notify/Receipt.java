package io.pteroorders.notify;

/** What a transport learned of a message after it had taken it over. */
public enum Receipt {
    /** It reached the receiver's device. */
    DELIVERED,
    /** The receiver looked at it. */
    READ,
    /** It never reached the receiver. */
    FAILED
}
