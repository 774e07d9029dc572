package io.pteroorders.bot.command;

import io.pteroorders.core.order.Outcome;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses the language in which the bot speaks to a person. */
public final class LanguageCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("lang", "bahasa");

    private final Languages languages;
    private final Replies replies;

    public LanguageCommand(Languages languages, Replies replies) {
        this.languages = languages;
        this.replies = replies;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        Optional<String> typed = call.line().word(0);
        if (typed.isEmpty()) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        return Outcome.done(typed.flatMap(Language::parse)
                .map(language -> choose(language, call.person()))
                .orElseGet(() -> replies.refuse(
                        ReplyText.UNKNOWN_LANGUAGE,
                        call.language(),
                        Variables.builder()
                                .put("typed", Replies.quoted(typed.get()))
                                .put("languages", all()))));
    }

    private static String all() {
        return Arrays.stream(Language.values())
                .map(language -> language.code() + " (" + language.ownName() + ")")
                .collect(Collectors.joining(", "));
    }

    private Reply choose(Language language, Person person) {
        languages.choose(person.id(), language);
        return replies.say(ReplyText.LANGUAGE_CHOSEN, language);
    }
}
