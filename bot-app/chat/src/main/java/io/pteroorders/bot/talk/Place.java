package io.pteroorders.bot.talk;

/** Where a customer stands with the shop. */
public enum Place {
    /** They have nothing. */
    NOTHING,
    /** An order waits to be paid. */
    UNPAID,
    /** An order is paid, and its server is not there yet. */
    PAID,
    /** A server is there. */
    READY,
    /** A server is there whose time is nearly over. */
    DUE,
    /** A server is there that was stopped because nobody paid for it. */
    SUSPENDED
}
