package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Reply;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What comes of a text without the prefix. Immutable and thread-safe.
 *
 * @param reply what is said to it; empty if nothing is
 * @param lines what is run, without the prefix; their replies come after the reply
 * @param below what is said after that
 * @param confirmed whether running them was asked about
 * @param message the id of the message under whose name they are run; empty for that of the text
 */
record Turn(
        Optional<Reply> reply,
        ImmutableList<String> lines,
        Optional<Reply> below,
        boolean confirmed,
        Optional<String> message) {

    static final Turn SILENCE =
            new Turn(Optional.empty(), ImmutableList.of(), Optional.empty(), false, Optional.empty());

    static Turn say(Optional<Reply> reply) {
        return new Turn(reply, ImmutableList.of(), Optional.empty(), false, Optional.empty());
    }

    static Turn say(Reply reply) {
        return say(Optional.of(reply));
    }

    /** Runs lines that change nothing, or ask first. */
    static Turn run(String... lines) {
        return new Turn(Optional.empty(), ImmutableList.copyOf(lines), Optional.empty(), false, Optional.empty());
    }

    /** Runs what was asked about and answered with yes. */
    static Turn confirmed(String line, boolean named, String message) {
        return new Turn(Optional.empty(), ImmutableList.of(line), Optional.empty(), named, Optional.of(message));
    }

    /** This, and then the other, which runs or says something. */
    Turn then(Turn other) {
        boolean ran = !lines.isEmpty();
        return new Turn(
                ran ? reply : joined(reply, other.reply),
                ImmutableList.<String>builder()
                        .addAll(lines)
                        .addAll(other.lines)
                        .build(),
                ran ? joined(below, other.reply) : other.below,
                false,
                Optional.empty());
    }

    private static Optional<Reply> joined(Optional<Reply> first, Optional<Reply> second) {
        return Stream.concat(first.stream(), second.stream()).reduce(Reply::followedBy);
    }
}
