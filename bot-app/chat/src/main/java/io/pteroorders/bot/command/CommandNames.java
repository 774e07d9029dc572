package io.pteroorders.bot.command;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.Locale;

/** The notation of commands in texts: with the shop's prefix, and a person's words for the arguments. */
public final class CommandNames {

    private static final int MOST_LINES = 20;

    private CommandNames() {}

    /** A name as somebody may type it where the prefix is not needed. */
    static String plain(String typed) {
        return CharMatcher.anyOf("!/.#").trimLeadingFrom(typed.toLowerCase(Locale.ROOT));
    }

    /** For example {@code !order [paket] [bulan]}. */
    public static String usage(Command command, Replies replies, Language language) {
        String arguments = replies.word("command." + command.info().name() + ".usage", language)
                .replace("LANGUAGES", Language.codes("/"));
        return (replies.prefix() + command.info().name() + " " + arguments).strip();
    }

    /** A line that works, for example {@code !order bronze 1}. */
    public static String example(Command command, Replies replies, Language language) {
        String arguments = replies.word("command." + command.info().name() + ".example", language)
                .replace(
                        "PACKAGE",
                        replies.orders().shop().examplePackage().get().code());
        return (replies.prefix() + command.info().name() + " " + arguments).strip();
    }

    /**
     * The answer to what is several commands at once: nothing was done, and each can be sent by itself.
     *
     * @param lines the commands, without the prefix
     */
    public static Reply oneAtATime(ImmutableList<String> lines, Replies replies, Language language) {
        return replies.refuse(
                ReplyText.ONE_AT_A_TIME,
                language,
                Variables.builder()
                        .list(
                                "commands",
                                lines.stream()
                                        .limit(MOST_LINES)
                                        .map(line -> Variables.builder()
                                                .put("command", replies.prefix() + Replies.line(line))
                                                .build())
                                        .toList()));
    }

    /** The answer to a command that lacks something. */
    public static Outcome<Reply> missingArgument(Command command, Replies replies, Language language) {
        return Outcome.done(replies.refuse(
                ReplyText.MISSING_ARGUMENT,
                language,
                Variables.builder()
                        .put("usage", usage(command, replies, language))
                        .put("example", example(command, replies, language))));
    }
}
