package io.pteroorders.bot.state;

import io.pteroorders.bot.command.Question;
import io.pteroorders.notify.text.Language;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What one person chose. Fields that say nothing are not written; a language that is unknown here counts as none. */
record Wishes(Optional<Language> language, boolean optedOut, Optional<Question> question) {

    static final Wishes NONE = new Wishes(Optional.empty(), false, Optional.empty());

    private static final String LANGUAGE = "language";
    private static final String OPTED_OUT = "optedOut";
    private static final String QUESTION = "question";
    private static final String ASKED_AT = "askedAt";

    Wishes withLanguage(Language chosen) {
        return new Wishes(Optional.of(chosen), optedOut, question);
    }

    Wishes withOptedOut(boolean wish) {
        return new Wishes(language, wish, question);
    }

    Wishes withQuestion(Optional<Question> open) {
        return new Wishes(language, optedOut, open);
    }

    JsonNode toJson() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        language.ifPresent(chosen -> json.put(LANGUAGE, chosen.code()));
        if (optedOut) {
            json.put(OPTED_OUT, true);
        }
        question.ifPresent(open -> json.put(QUESTION, open.commandLine())
                .put(ASKED_AT, open.askedAt().toString()));
        return json;
    }

    static Wishes fromJson(JsonNode json) {
        return new Wishes(
                Language.parse(json.path(LANGUAGE).stringValue("")),
                json.path(OPTED_OUT).booleanValue(false),
                json.path(QUESTION)
                        .stringValueOpt()
                        .map(line -> new Question(
                                line, Instant.parse(json.path(ASKED_AT).stringValue()))));
    }
}
