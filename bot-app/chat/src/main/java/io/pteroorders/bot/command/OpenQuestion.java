package io.pteroorders.bot.command;

import java.time.Instant;
import java.util.Optional;

/**
 * A question that a person was asked and whose answer is not dealt with. Immutable and thread-safe.
 *
 * @param question what answers run
 * @param text the question as it was asked; empty if it is not known any more
 * @param askedAt when it was asked last
 * @param repeated whether it was asked a second time, because the first answer was neither yes nor no
 * @param answeredBy the id of the message that said yes first: what it asked for is done under that message's name, once,
 *     however often it is tried
 */
public record OpenQuestion(
        Question question, String text, Instant askedAt, boolean repeated, Optional<String> answeredBy) {

    /** The question of a reply that is on its way. */
    public static OpenQuestion of(Question question, String text, Instant now) {
        return new OpenQuestion(question, text, now, false, Optional.empty());
    }

    /** The same, asked a second time. */
    public OpenQuestion again(Instant now) {
        return new OpenQuestion(question, text, now, true, answeredBy);
    }

    /** The same, answered by a message, unless another did before. */
    public OpenQuestion answeredBy(String message) {
        return new OpenQuestion(question, text, askedAt, repeated, answeredBy.or(() -> Optional.of(message)));
    }
}
