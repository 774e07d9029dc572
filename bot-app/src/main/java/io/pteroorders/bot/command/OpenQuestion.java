package io.pteroorders.bot.command;

import java.time.Instant;

/**
 * A question that a person was asked and has not answered. Immutable and thread-safe.
 *
 * @param question what answers run
 * @param text the question as it was asked; empty if it is not known any more
 * @param askedAt when it was asked last
 * @param repeated whether it was asked a second time, because the first answer was neither yes nor no
 */
public record OpenQuestion(Question question, String text, Instant askedAt, boolean repeated) {

    /** The question of a reply that is on its way. */
    public static OpenQuestion of(Question question, String text, Instant now) {
        return new OpenQuestion(question, text, now, false);
    }

    /** The same, asked a second time. */
    public OpenQuestion again(Instant now) {
        return new OpenQuestion(question, text, now, true);
    }
}
