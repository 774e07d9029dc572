package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.List;
import java.util.Optional;

/** Shows what this person may use, or how to use one command. */
final class HelpCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("help", "bantuan", "menu");

    /** The list that this command is itself on; it is complete when the first person asks. */
    private final Commands commands;

    private final Replies replies;

    HelpCommand(Commands commands, Replies replies) {
        this.commands = commands;
        this.replies = replies;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        Optional<String> typed = call.line().word(0).map(CommandNames::plain);
        Optional<Command> asked = typed.flatMap(name -> commands.find(name).or(() -> commands.find("order-" + name)))
                .filter(command -> command.info().isAllowed(call.person().role()));
        return Outcome.done(asked.map(command -> one(command, call.language()))
                .or(() -> typed.flatMap(name -> misspelt(name, call)))
                .orElseGet(() -> all(call)));
    }

    private Optional<Reply> misspelt(String name, Call call) {
        return commands.suggestion(name, call.person().role()).map(near -> new UnknownCommands(commands, replies)
                .answer(new TypedCommand(name, ImmutableList.of(), name), call.person()));
    }

    private Reply all(Call call) {
        List<Variables> lines = commands.allowed(call.person().role()).stream()
                .map(command -> describe(command, call.language()))
                .toList();
        return replies.say(
                ReplyText.HELP,
                call.language(),
                Variables.builder()
                        .list("commands", lines)
                        .flag("admin", call.person().isAdmin()));
    }

    private Reply one(Command command, Language language) {
        return replies.say(
                ReplyText.HELP_COMMAND,
                language,
                Variables.builder()
                        .putAll(describe(command, language))
                        .put("example", CommandNames.example(command, replies, language))
                        .put(
                                "synonyms",
                                Optional.of(String.join(", ", command.info().synonyms()))
                                        .filter(s -> !s.isEmpty())));
    }

    private Variables describe(Command command, Language language) {
        return Variables.builder()
                .put("usage", CommandNames.usage(command, replies, language))
                .put("summary", replies.word("command." + command.info().name() + ".summary", language))
                .build();
    }
}
