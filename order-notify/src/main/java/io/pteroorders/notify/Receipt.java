package io.pteroorders.notify;

/** The news that a transport has of a message after it took it over. */
public enum Receipt {
    /** It reached the receiver's device. */
    DELIVERED,
    /** The receiver looked at it. */
    READ,
    /** It never reached the receiver. */
    FAILED
}
