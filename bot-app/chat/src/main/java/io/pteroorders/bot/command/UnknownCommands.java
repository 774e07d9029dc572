package io.pteroorders.bot.command;

import io.pteroorders.notify.text.Variables;
import java.util.Optional;

/**
 * The answer to a command that does not exist, or that this person may not use: the same for both. Immutable and
 * thread-safe.
 */
public final class UnknownCommands {

    private final Commands commands;
    private final Replies replies;

    public UnknownCommands(Commands commands, Replies replies) {
        this.commands = commands;
        this.replies = replies;
    }

    /** The answer, with the command that was most likely meant; nothing is run by guess. */
    public Reply answer(TypedCommand line, Person person) {
        Optional<String> suggestion = commands.suggestion(line.name(), person.role())
                .map(name -> replies.prefix() + name + " " + Replies.quoted(line.rest(0)))
                .map(String::strip);
        return replies.say(
                        ReplyText.UNKNOWN_COMMAND,
                        person.language(),
                        Variables.builder().put("suggestion", suggestion))
                .as(Result.DENIED);
    }
}
