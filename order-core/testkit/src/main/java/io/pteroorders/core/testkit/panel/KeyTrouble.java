package io.pteroorders.core.testkit.panel;

/** What may be wrong with the keys of a panel. */
public enum KeyTrouble {
    /** Nothing. */
    NONE,
    /** They were taken away. */
    REVOKED,
    /** Their owner is no administrator any more. */
    OWNER_IS_NO_ADMIN,
    /** Their owner has no second factor, which the panel demands by now. */
    NO_SECOND_FACTOR,
    /** They may be used from other addresses only. */
    OTHER_ADDRESS
}
