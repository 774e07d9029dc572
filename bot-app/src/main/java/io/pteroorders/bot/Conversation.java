package io.pteroorders.bot;

import com.google.common.base.CharMatcher;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.OpenQuestions;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Question;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.notify.OptOuts;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people say without the prefix: answers to a question, the wish for no broadcasts, small talk. Thread-safe. */
final class Conversation {

    private static final Duration QUESTION_OPEN = Duration.ofMinutes(5);
    private static final Duration MEANT = Duration.ofHours(1);
    private static final Duration HINT_PAUSE = Duration.ofDays(1);
    private static final int REMEMBERED = 100_000;

    /** What people put around a word without meaning more by it. */
    private static final CharMatcher MARKS = CharMatcher.whitespace().or(CharMatcher.anyOf(".,!*_~"));

    /** How people address whom they answer: "ya kak", "gak jadi min". */
    private static final Pattern ADDRESS = Pattern.compile("[\\s,]+(kak|kakak|min|bang|gan|bro|sis|mas|mbak|pak|bu)$");

    private static final ImmutableSet<String> YES = ImmutableSet.of("ya", "iya", "y", "yes", "ok", "oke", "okay");
    private static final ImmutableSet<String> NO = ImmutableSet.of(
            "tidak", "nggak", "enggak", "gak", "ga", "n", "no", "tidak jadi", "nggak jadi", "gak jadi", "ga jadi");
    private static final ImmutableSet<String> STOP = ImmutableSet.of("stop");
    private static final ImmutableSet<String> START = ImmutableSet.of("mulai", "start");

    private final OpenQuestions questions;
    private final OptOuts optOuts;
    private final Replies replies;
    private final Clock clock;
    private final Cache<String, Instant> hinted =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    Conversation(OpenQuestions questions, OptOuts optOuts, Replies replies, Clock clock) {
        this.questions = questions;
        this.optOuts = optOuts;
        this.replies = replies;
        this.clock = clock;
    }

    /** Asks a person whether to run a command line. */
    void ask(Person person, String commandLine) {
        questions.ask(person.id(), new Question(commandLine, clock.instant()));
    }

    /** Drops a person's open question, because they went on to something else. */
    void forgetQuestion(Person person) {
        questions.take(person.id());
    }

    /** Whether this is a yes. */
    static boolean isYes(String text) {
        return isOneOf(YES, text);
    }

    /** Whether this is a word that counts without the prefix. */
    static boolean isAnswer(String text) {
        return isYes(text) || isOneOf(NO, text) || isOneOf(STOP, text) || isOneOf(START, text);
    }

    /** Takes the question that the person has not answered, in time or not. */
    Optional<Question> takeQuestion(Person person) {
        return questions.take(person.id());
    }

    /** Whether a yes to a question still counts. */
    boolean isOpen(Question question) {
        Duration age = Duration.between(question.askedAt(), clock.instant());
        return !age.isNegative() && age.compareTo(QUESTION_OPEN) < 0;
    }

    /** Whether what was written then may no longer be meant. */
    boolean isLate(Optional<Instant> sentAt) {
        return sentAt.filter(then -> then.isBefore(clock.instant().minus(MEANT)))
                .isPresent();
    }

    /** The answer to a yes that comes too late. */
    Reply tooLate(Question question, Person person) {
        return replies.say(
                ReplyText.ANSWER_TOO_LATE,
                person.language(),
                Variables.builder().put("command", replies.prefix() + question.commandLine()));
    }

    /** The answer to what is no command and no yes; none if the person had a hint today. */
    Optional<Reply> answer(Person person, String text) {
        if (isOneOf(STOP, text)) {
            optOuts.optOut(person.id());
            return Optional.of(replies.say(ReplyText.OPTED_OUT, person.language()));
        }
        if (isOneOf(START, text)) {
            optOuts.optIn(person.id());
            return Optional.of(replies.say(ReplyText.OPTED_IN, person.language()));
        }
        if (isOneOf(NO, text) && takeQuestion(person).isPresent()) {
            return Optional.of(replies.say(ReplyText.NOT_CANCELLED, person.language()));
        }
        return onceADay(person.id().text(), ReplyText.MENU, person);
    }

    /** The answer to a command in a group: once a day, to write privately. */
    Optional<Reply> sendToPrivateChat(String group, Person person) {
        return onceADay(group, ReplyText.PRIVATE_ONLY, person);
    }

    private synchronized Optional<Reply> onceADay(String chat, ReplyText text, Person person) {
        Instant now = clock.instant();
        Instant before = hinted.asMap().get(chat);
        if (before != null && now.isBefore(before.plus(HINT_PAUSE))) {
            return Optional.empty();
        }
        hinted.put(chat, now);
        return Optional.of(replies.say(text, person.language()));
    }

    private static boolean isOneOf(ImmutableSet<String> words, String text) {
        String said = MARKS.trimFrom(text).toLowerCase(Locale.ROOT);
        return words.contains(ADDRESS.matcher(said).replaceFirst(""));
    }
}
