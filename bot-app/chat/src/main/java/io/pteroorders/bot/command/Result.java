package io.pteroorders.bot.command;

import com.google.common.base.Ascii;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;

/** The result of a command, in a word. */
public enum Result {
    /** It was carried out. */
    DONE,
    /** The person was asked whether they mean it; nothing was done. */
    ASKED,
    /** It could not be carried out as it was typed; nothing was done. */
    REFUSED,
    /** The person has no right to it; nothing was done. */
    DENIED,
    /** Something broke on the way; it may have been carried out. */
    FAILED;

    /** What a command's outcome amounts to. */
    public static Result of(Outcome<Reply> outcome) {
        return outcome.fold(Reply::result, Result::of);
    }

    /** What a refusal amounts to. */
    public static Result of(Refusal refusal) {
        return refusal.code() == Refusal.Code.NOT_ALLOWED ? DENIED : REFUSED;
    }

    /** The lower-case word, for example {@code done}. */
    public String word() {
        return Ascii.toLowerCase(name());
    }
}
