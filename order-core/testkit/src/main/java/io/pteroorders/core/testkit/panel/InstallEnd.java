package io.pteroorders.core.testkit.panel;

/** How the program of a server gets there. */
public enum InstallEnd {
    /** It does. */
    WORKS,
    /** It does not, and the panel is told. */
    FAILS,
    /** The installer dies, and the panel is never told. */
    DIES
}
