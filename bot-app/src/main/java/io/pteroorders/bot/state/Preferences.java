package io.pteroorders.bot.state;

import com.google.common.base.Enums;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.OpenQuestion;
import io.pteroorders.bot.command.Question;
import io.pteroorders.bot.command.Question.Manner;
import io.pteroorders.bot.command.Question.Pick;
import io.pteroorders.notify.text.Language;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The preferences of one person. Fields that say nothing are not written; a language that is unknown here counts as
 * none.
 */
record Preferences(Optional<Language> language, boolean optedOut, Optional<OpenQuestion> question) {

    static final Preferences NONE = new Preferences(Optional.empty(), false, Optional.empty());

    private static final String LANGUAGE = "language";
    private static final String OPTED_OUT = "optedOut";
    private static final String QUESTION = "question";
    private static final String ASKED_AT = "askedAt";
    private static final String TEXT = "text";
    private static final String REPEATED = "repeated";
    private static final String ANSWERED_BY = "answeredBy";
    private static final String PICKS = "picks";
    private static final String ORDER = "order";
    private static final String PACKAGE = "package";
    private static final String LINE = "line";
    private static final String MANNER = "manner";

    Preferences withLanguage(Language chosen) {
        return new Preferences(Optional.of(chosen), optedOut, question);
    }

    Preferences withOptedOut(boolean wish) {
        return new Preferences(language, wish, question);
    }

    Preferences withQuestion(Optional<OpenQuestion> open) {
        return new Preferences(language, optedOut, open);
    }

    JsonNode toJson() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        language.ifPresent(chosen -> json.put(LANGUAGE, chosen.code()));
        if (optedOut) {
            json.put(OPTED_OUT, true);
        }
        question.ifPresent(open -> encode(open, json));
        return json;
    }

    private static void encode(OpenQuestion open, ObjectNode json) {
        open.question().onYes().ifPresent(line -> json.put(QUESTION, line));
        if (!open.question().picks().isEmpty()) {
            ArrayNode picks = json.putArray(PICKS);
            open.question().picks().forEach(pick -> picks.addObject()
                    .put(ORDER, pick.order())
                    .put(PACKAGE, pick.packageName())
                    .put(LINE, pick.commandLine()));
        }
        if (open.question().manner() != Manner.PLAIN) {
            json.put(MANNER, open.question().manner().name());
        }
        json.put(TEXT, open.text()).put(ASKED_AT, open.askedAt().toString());
        if (open.repeated()) {
            json.put(REPEATED, true);
        }
        open.answeredBy().ifPresent(message -> json.put(ANSWERED_BY, message));
    }

    static Preferences fromJson(JsonNode json) {
        return new Preferences(
                Language.parse(json.path(LANGUAGE).stringValue("")),
                json.path(OPTED_OUT).booleanValue(false),
                json.has(QUESTION) || json.has(PICKS) ? Optional.of(question(json)) : Optional.empty());
    }

    private static OpenQuestion question(JsonNode json) {
        ImmutableList<Pick> picks = json.path(PICKS)
                .valueStream()
                .map(pick -> new Pick(
                        pick.path(ORDER).stringValue(),
                        pick.path(PACKAGE).stringValue(),
                        pick.path(LINE).stringValue()))
                .collect(ImmutableList.toImmutableList());
        return new OpenQuestion(
                new Question(
                        json.path(QUESTION).stringValueOpt(),
                        picks,
                        Enums.getIfPresent(Manner.class, json.path(MANNER).stringValue(""))
                                .or(Manner.PLAIN)),
                json.path(TEXT).stringValue(""),
                Instant.parse(json.path(ASKED_AT).stringValue()),
                json.path(REPEATED).booleanValue(false),
                json.path(ANSWERED_BY).stringValueOpt());
    }
}
