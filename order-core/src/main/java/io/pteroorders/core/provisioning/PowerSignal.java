package io.pteroorders.core.provisioning;

/** What can be asked of a server. */
public enum PowerSignal {
    /** It is to run. */
    START,
    /** It is to end in its own time. */
    STOP,
    /** It is to end and to run again. */
    RESTART,
    /** It is to end at once. */
    KILL
}
