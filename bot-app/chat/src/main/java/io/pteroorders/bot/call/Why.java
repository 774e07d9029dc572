package io.pteroorders.bot.call;

import com.google.common.base.Ascii;

/** The reason for which a customer needs a human. */
public enum Why {
    /** They asked for one. */
    ASKED,
    /** Something does not run. */
    TROUBLE,
    /** They cannot get in. */
    LOGIN,
    /** They want money back. */
    REFUND,
    /** They do not want what they paid for. */
    CANCEL,
    /** They complain. */
    COMPLAINT,
    /** The bot did not understand them, again and again. */
    UNCLEAR,
    /** They ask about paying. */
    PAYING,
    /** They say that they paid, and nothing proves it. */
    SAYS_PAID;

    /** The name of the word for it. */
    String word() {
        return "call.why." + Ascii.toLowerCase(name()).replace('_', '-');
    }
}
