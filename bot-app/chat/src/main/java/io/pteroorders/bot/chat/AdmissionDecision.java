package io.pteroorders.bot.chat;

/** A decision about a message that came in. */
enum AdmissionDecision {
    /** It is answered, if there is an answer. */
    HEAR,
    /** Its sender is told that it was too much. */
    WARN,
    /** It is not answered, but it was written: an open question is dropped. */
    MUTE,
    /** Nothing. */
    IGNORE
}
