package io.pteroorders.bot.whatsapp;

import com.google.common.collect.ImmutableSet;

/** What the numbers of errors ask for, whatever the HTTP status said. */
enum GraphError {
    /** The same message may pass later. */
    RETRY,
    /** Too many messages to this person; others pass. */
    TOO_MANY_TO_ONE,
    /** Nothing passes until somebody looks after the account. */
    STOP,
    /** The person wrote too long ago for free text. */
    WINDOW_CLOSED,
    /** This message never passes. */
    NEVER;

    private static final ImmutableSet<Integer> PASSING =
            ImmutableSet.of(1, 2, 4, 80007, 130429, 131000, 131016, 131057);
    private static final ImmutableSet<Integer> STOPPING = ImmutableSet.of(0, 3, 10, 190, 368, 131005, 131031, 131042);

    static GraphError of(int code) {
        if (code == 131056) {
            return TOO_MANY_TO_ONE;
        }
        if (code == 131047) {
            return WINDOW_CLOSED;
        }
        boolean permission = code >= 200 && code <= 299;
        if (STOPPING.contains(code) || permission) {
            return STOP;
        }
        return PASSING.contains(code) ? RETRY : NEVER;
    }

    /** For an answer without a number of an error: what its HTTP status asks for. */
    static GraphError ofStatus(int status) {
        if (status == 401 || status == 403) {
            return STOP;
        }
        boolean passing = status == 429 || status >= 500;
        return passing ? RETRY : NEVER;
    }
}
