package io.pteroorders.bot.chat;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.bot.chat.Answers.Said;
import io.pteroorders.bot.command.OpenQuestion;
import io.pteroorders.bot.command.OpenQuestions;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Question;
import io.pteroorders.bot.command.Question.Manner;
import io.pteroorders.bot.command.Question.Pick;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.talk.Intent;
import io.pteroorders.bot.talk.Reading;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What people say without the prefix: answers to a question, or small talk. A question is open until its person's next
 * text: what is neither yes nor no is asked about once more, and ends it the second time.
 * Thread-safe.
 */
final class Conversation {

    private static final Duration QUESTION_OPEN = Duration.ofMinutes(5);
    private static final Duration MEANT = Duration.ofHours(1);

    /** So much clocks may differ without an answer counting as written before its question. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /** What may have been meant as an answer. */
    private static final ImmutableSet<Intent> TRIES =
            Sets.immutableEnumSet(Intent.UNCLEAR, Intent.CHITCHAT, Intent.GREET, Intent.THANKS, Intent.SPAM);

    /** So many of the answers are shown that could have been given. */
    private static final int MOST_SHOWN = 5;

    /** What may name one of several. */
    private static final ImmutableSet<Intent> PICKS =
            Sets.immutableEnumSet(Intent.PRICE, Intent.CATALOGUE, Intent.UNCLEAR);

    private static final Duration HINT_PAUSE = Duration.ofDays(1);
    private static final int REMEMBERED = 100_000;

    private final OpenQuestions questions;
    private final SmallTalk smallTalk;
    private final Answers answers;
    private final Replies replies;
    private final Clock clock;
    private final Cache<String, Instant> hinted =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    Conversation(OpenQuestions questions, SmallTalk smallTalk, Answers answers, Replies replies, Clock clock) {
        this.questions = questions;
        this.smallTalk = smallTalk;
        this.answers = answers;
        this.replies = replies;
        this.clock = clock;
    }

    /** Keeps the question that a reply asks. */
    void ask(Person person, Reply reply) {
        reply.question()
                .ifPresent(question ->
                        questions.ask(person.id(), OpenQuestion.of(question, reply.text(), clock.instant())));
    }

    /** Whether a person was asked something and has not answered. */
    boolean isAsking(Person person) {
        return questions.find(person.id()).isPresent();
    }

    /** What comes of a package with the prefix; empty if it is none. */
    Optional<Turn> packageAlone(Person person, TypedCommand line) {
        return smallTalk.packageAlone(person, line);
    }

    /** Whether what a person says is for an admin, who talks to them. */
    boolean isQuiet(Person person) {
        return smallTalk.isQuiet(person);
    }

    /** Drops a person's open question, because they went on to something else. */
    void forgetQuestion(Person person) {
        questions.close(person.id());
    }

    /** Whether what was written then may no longer be meant. */
    boolean isLate(Optional<Instant> sentAt) {
        return sentAt.filter(then -> then.isBefore(clock.instant().minus(MEANT)))
                .isPresent();
    }

    /**
     * What comes of a text. A question whose answer runs something stays until {@link #forgetQuestion}, so that the answer
     * is not lost with the program.
     *
     * @param message the id of its message
     * @param sentAt when it was written, if that is known
     */
    Turn hear(Person person, String message, String text, Optional<Instant> sentAt) {
        Heard heard = smallTalk.hear(person, text);
        Optional<OpenQuestion> open = questions.find(person.id());
        if (open.isEmpty()) {
            return smallTalk.answer(heard);
        }
        boolean cameAgain = open.get().answeredBy().filter(message::equals).isPresent();
        return cameAgain || isOpen(open.get())
                ? answer(open.get(), message, heard, sentAt)
                : answerLate(open.get(), heard);
    }

    /** The answer to what says nothing by itself, such as a forwarded text; none if no question is open. */
    Optional<Reply> interrupted(Person person) {
        return questions
                .find(person.id())
                .filter(this::isOpen)
                .filter(open -> !isOffer(open))
                .map(open -> insist(open, person));
    }

    /** The answer to a text that somebody forwards: an admin who talks to them reads it too. */
    Optional<Reply> forwarded(Person person, String text) {
        return isQuiet(person) && !text.isBlank() ? smallTalk.passOn(person, text) : interrupted(person);
    }

    private boolean isOpen(OpenQuestion question) {
        Duration age = Duration.between(question.askedAt(), clock.instant());
        return !age.isNegative() && age.compareTo(QUESTION_OPEN) < 0;
    }

    private Turn answer(OpenQuestion open, String message, Heard heard, Optional<Instant> sentAt) {
        Person person = heard.person();
        boolean before = sentAt.filter(then -> then.isBefore(open.askedAt().minus(CLOCKS_DIFFER)))
                .isPresent();
        Optional<String> chosen = before ? Optional.empty() : chosen(open.question(), heard);
        if (chosen.isPresent()) {
            OpenQuestion answered = open.answeredBy(message);
            questions.ask(person.id(), answered);
            return Turn.confirmed(
                    chosen.get(),
                    open.question().onYes().isPresent(),
                    answered.answeredBy().orElse(message));
        }
        return switch (answers.read(heard.text())) {
            case NO -> isOffer(open) ? otherwise(open, heard) : Turn.say(drop(person, ReplyText.NOT_CANCELLED));
            case STOP -> isOffer(open) ? otherwise(open, heard) : Turn.say(drop(person, ReplyText.NOT_CANCELLED_STOP));
            case START -> Turn.say(insist(open, person));
            case YES, OTHER -> otherwise(open, heard);
        };
    }

    private static boolean isOffer(OpenQuestion open) {
        return open.question().manner() == Manner.OFFER;
    }

    /** What says something else is answered, and was no answer; who wants to think about it has not said yes. */
    private Turn otherwise(OpenQuestion open, Heard heard) {
        Person person = heard.person();
        Reading reading = heard.reading();
        boolean tries = TRIES.contains(reading.first())
                || isSubject(reading, open.question())
                || mayPick(reading, open.question());
        if (tries && !isQuiet(person) && !isOffer(open)) {
            return Turn.say(insist(open, person));
        }
        forgetQuestion(person);
        return reading.first() == Intent.PROMISE && !isQuiet(person)
                ? Turn.say(replies.say(ReplyText.NOT_CANCELLED, person.language()))
                : smallTalk.answer(heard);
    }

    /** Whether somebody may have tried to pick one by its package. */
    private static boolean mayPick(Reading reading, Question question) {
        return !question.picks().isEmpty()
                && PICKS.contains(reading.first())
                && !reading.slots().packages().isEmpty();
    }

    /** Whether somebody speaks of what they were asked about. */
    private static boolean isSubject(Reading reading, Question question) {
        return question.commandLines().stream().anyMatch(line -> switch (reading.first()) {
            case CANCEL -> line.startsWith("cancel") || line.startsWith("order-cancel") || line.startsWith("berhenti");
            case RENEW -> line.startsWith("perpanjang");
            case ORDER ->
                line.startsWith("order ") && reading.slots().packages().isEmpty();
            default -> false;
        });
    }

    private Optional<String> chosen(Question question, Heard heard) {
        String text = heard.text();
        return question.onYes()
                .filter(line ->
                        answers.read(text) == Said.YES || (question.manner() == Manner.EASY && answers.isFirst(text)))
                .or(() -> answers.pick(text, question.picks()).map(Pick::commandLine))
                .or(() -> understood(question, heard));
    }

    /** A yes that names what was asked, or a pick, in whatever words; nothing of what asks or denies. */
    private Optional<String> understood(Question question, Heard heard) {
        Reading reading = heard.reading();
        return question.onYes()
                .filter(line -> reading.plain() && answers.beginsWithYes(heard.text()) && isSubject(reading, question))
                .or(() -> isPick(reading, question) ? picked(question, heard) : Optional.empty());
    }

    /** Who orders another thing while an order is to be picked, picks none. */
    private static boolean isPick(Reading reading, Question question) {
        boolean orders = (reading.first() == Intent.ORDER || reading.first() == Intent.UPGRADE)
                && reading.slots().months().isEmpty()
                && question.commandLines().stream()
                        .allMatch(line -> line.startsWith("order ") || line.startsWith("upgrade "));
        return orders || PICKS.contains(reading.first());
    }

    /** What is picked by what sets it apart from the others, or as so many months. */
    private Optional<String> picked(Question question, Heard heard) {
        Reading reading = smallTalk.readAmong(
                question.picks().stream().map(Pick::packageName).collect(ImmutableSet.toImmutableSet()), heard);
        Optional<String> name = reading.slots()
                .onePackage()
                .map(PackageType::code)
                .or(() -> reading.slots().months().map(months -> replies.formats()
                        .months(months, heard.person().language())));
        ImmutableList<Pick> named = question.picks().stream()
                .filter(pick ->
                        name.filter(pick.packageName()::equalsIgnoreCase).isPresent())
                .collect(ImmutableList.toImmutableList());
        return reading.plain() && named.size() == 1 ? Optional.of(named.get(0).commandLine()) : Optional.empty();
    }

    /** The first answer to who stops what was offered, and not broadcasts; empty if they said it a short while ago. */
    Optional<Reply> declined(Person person) {
        return smallTalk.nowAndThen(ReplyText.NOT_CANCELLED_STOP, person);
    }

    private Reply drop(Person person, ReplyText why) {
        forgetQuestion(person);
        return replies.say(why, person.language());
    }

    /** A question that was asked before its words were kept cannot be repeated. */
    private Reply insist(OpenQuestion open, Person person) {
        if (open.repeated() || open.text().isEmpty()) {
            forgetQuestion(person);
            return again(ReplyText.NOT_UNDERSTOOD, open, person);
        }
        questions.ask(person.id(), open.again(clock.instant()));
        return replies.say(
                        ReplyText.ASK_AGAIN,
                        person.language(),
                        Variables.builder().put("question", open.text()))
                .offering(open.question().choices(replies, person.language()));
    }

    /** An answer that comes too late changes nothing. */
    private Turn answerLate(OpenQuestion open, Heard heard) {
        Person person = heard.person();
        forgetQuestion(person);
        if (isQuiet(person)) {
            return smallTalk.answer(heard);
        }
        if (!isOffer(open) && chosen(open.question(), heard).isPresent()) {
            return Turn.say(again(ReplyText.ANSWER_TOO_LATE, open, person));
        }
        return answers.read(heard.text()) == Said.NO && !isOffer(open)
                ? Turn.say(replies.say(ReplyText.NOT_CANCELLED, person.language()))
                : smallTalk.answer(heard);
    }

    /** Nothing was changed, and what to send if it is still wanted. */
    private Reply again(ReplyText why, OpenQuestion open, Person person) {
        ImmutableList<Variables> commands = open.question().commandLines().stream()
                .limit(MOST_SHOWN)
                .map(line -> Variables.builder()
                        .put("command", replies.prefix() + line)
                        .build())
                .collect(ImmutableList.toImmutableList());
        return replies.say(why, person.language(), Variables.builder().list("commands", commands));
    }

    /** The answer to a message that says nothing to read: to a question, or else a text of its own, now and then. */
    Optional<Reply> cannotRead(Person person, ReplyText why) {
        return interrupted(person).or(() -> smallTalk.nowAndThen(why, person));
    }

    /** A reply of its own kind, not again within a few minutes. */
    Optional<Reply> nowAndThen(Person person, Reply reply) {
        return smallTalk.nowAndThen(reply, person);
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
}
