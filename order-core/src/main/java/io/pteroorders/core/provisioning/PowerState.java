package io.pteroorders.core.provisioning;

/** What a server is doing. */
public enum PowerState {
    /** It does not run. */
    OFFLINE,
    /** It begins to run. */
    STARTING,
    /** It runs. */
    RUNNING,
    /** It is about to end. */
    STOPPING
}
