package io.pteroorders.bot.site.view;

import com.google.common.base.CharMatcher;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.Result;
import java.util.Optional;

/**
 * What a command said, to be shown once. Immutable and thread-safe.
 *
 * @param text with its lines
 * @param isGood whether it was carried out, or only asks
 * @param toConfirm the command line that is to be confirmed, if it asks
 */
public record Said(String text, boolean isGood, Optional<String> toConfirm) {

    /** Marks of the chat for bold letters and the like. */
    private static final CharMatcher MARKS = CharMatcher.anyOf("*`");

    /**
     * What a reply says.
     *
     * @param line the command that it answers
     */
    public static Said of(Reply reply, String line) {
        return new Said(
                MARKS.removeFrom(reply.text()),
                reply.result() == Result.DONE,
                reply.question().map(any -> line));
    }
}
