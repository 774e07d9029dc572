package io.pteroorders.bot;

/** What becomes of a message that came in. */
enum Verdict {
    /** It is answered, if there is an answer. */
    HEAR,
    /** Its sender is told that it was too much. */
    WARN,
    /** Nothing. */
    IGNORE
}
