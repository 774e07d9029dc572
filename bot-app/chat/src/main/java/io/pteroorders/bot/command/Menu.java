package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Question.Pick;
import io.pteroorders.notify.text.Language;

/** What customers can begin with, by its number. */
public final class Menu {

    private static final ImmutableList<String> LINES = ImmutableList.of("katalog", "order", "my-orders", "help");

    private Menu() {}

    /** The menu after a text that welcomes, or does not understand. */
    public static Reply after(ReplyText text, Replies replies, Language language) {
        Question question = Question.offering(LINES.stream()
                .map(line -> new Pick(replies.word("menu." + line, language), "", line))
                .collect(ImmutableList.toImmutableList()));
        return replies.say(text, language).offering(question).offering(question.choices(replies, language));
    }
}
