package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.call.CustomerCalls;
import io.pteroorders.bot.call.CustomerCalls.Called;
import io.pteroorders.bot.call.Why;
import io.pteroorders.bot.chat.Answers.Said;
import io.pteroorders.bot.command.CommandReader;
import io.pteroorders.bot.command.CommandReader.Meant;
import io.pteroorders.bot.command.Menu;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.RecentCount;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.talk.Reading;
import io.pteroorders.core.order.Order;
import io.pteroorders.notify.OptOuts;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What comes of texts that are neither commands nor answers: what was understood, the command that was meant, where the
 * person's order stands, and an admin when words do not help. Nothing said here changes an order. Thread-safe.
 */
final class SmallTalk {

    /** So many answers an hour to what is not understood; the rest would only annoy. */
    private static final int MOST = 3;

    /** What other bots begin with. */
    private static final String SLASH = "/";

    private final OptOuts optOuts;
    private final CommandReader reader;
    private final Answers answers;
    private final SentenceAnswers sentences;
    private final StandingOrder standing;
    private final CustomerCalls calls;
    private final Replies replies;
    private final RareReplies rare;
    private final RecentCount unclear;

    SmallTalk(
            OptOuts optOuts,
            CommandReader reader,
            Answers answers,
            SentenceAnswers sentences,
            StandingOrder standing,
            CustomerCalls calls,
            Replies replies,
            RareReplies rare,
            Clock clock) {
        this.optOuts = optOuts;
        this.reader = reader;
        this.answers = answers;
        this.sentences = sentences;
        this.standing = standing;
        this.calls = calls;
        this.replies = replies;
        this.rare = rare;
        this.unclear = new RecentCount(clock, Duration.ofHours(1), MOST);
    }

    /** What comes of a text; nothing of what was answered so often that it would only annoy. */
    Turn answer(Heard heard) {
        Person person = heard.person();
        String text = heard.text();
        return switch (answers.read(text)) {
            case STOP -> {
                optOuts.optOut(person.id());
                yield say(ReplyText.OPTED_OUT, person);
            }
            case START -> {
                if (text.strip().startsWith(SLASH)) {
                    yield Turn.run("help");
                }
                optOuts.optIn(person.id());
                yield say(ReplyText.OPTED_IN, person);
            }
            case YES, NO, OTHER -> {
                if (text.isBlank()) {
                    yield Turn.say(nowAndThen(ReplyText.NO_TEXT, person));
                }
                yield isQuiet(person) ? Turn.say(passOn(person, text)) : other(heard);
            }
        };
    }

    /** A text that somebody writes, to be read when it is needed. */
    Heard hear(Person person, String text) {
        return sentences.hear(person, text);
    }

    /** What a text says where only these packages can be meant. */
    Reading readAmong(ImmutableSet<String> packages, Heard heard) {
        return sentences.readAmong(packages, heard);
    }

    /** What comes of a package with the prefix; empty if it is none. */
    Optional<Turn> packageAlone(Person person, TypedCommand line) {
        return sentences.isPackage(line.name()) ? sentences.answer(hear(person, line.typed())) : Optional.empty();
    }

    /** Whether what somebody says is for an admin, who talks to them. */
    boolean isQuiet(Person person) {
        return calls.isQuiet(person.id());
    }

    /** Passes on what is for an admin; the answer if it is too much. */
    Optional<Reply> passOn(Person person, String text) {
        return calls.passOn(person, text) ? Optional.empty() : nowAndThen(ReplyText.NOT_PASSED_ON, person);
    }

    /** A text of its own kind, not again within a few minutes. */
    Optional<Reply> nowAndThen(ReplyText text, Person person) {
        return rare.nowAndThen(text, person);
    }

    /** A reply of its own kind, not again within a few minutes. */
    Optional<Reply> nowAndThen(Reply reply, Person person) {
        return rare.nowAndThen(reply, person);
    }

    private Turn say(ReplyText text, Person person) {
        return Turn.say(replies.say(text, person.language()));
    }

    /** A line with the marks of a command was meant as one; any other is a sentence first. */
    private Turn other(Heard heard) {
        Person person = heard.person();
        Optional<Meant> meant = reader.meant(heard.text(), person.role());
        return meant.filter(Meant::signed)
                .map(line -> meant(line, person))
                .or(() -> sentences.answer(heard))
                .or(() -> meant.map(line -> meant(line, person)))
                .orElseGet(() -> Turn.say(unclear(heard)));
    }

    /** What only reads, or asks first, is run; the rest is to be sent as it should be. */
    private Turn meant(Meant meant, Person person) {
        return meant.line()
                .map(Turn::run)
                .orElseGet(() -> Turn.say(replies.say(
                        ReplyText.DID_YOU_MEAN,
                        person.language(),
                        Variables.builder().put("command", meant.shown()))));
    }

    /** First where the order stands, then what can be typed, then an admin. */
    private Optional<Reply> unclear(Heard heard) {
        Person person = heard.person();
        int turn = unclear.next(person.id());
        if (person.isAdmin() || answers.read(heard.text()) != Said.OTHER) {
            return turn == 1 ? Optional.of(first(heard)) : Optional.empty();
        }
        Optional<Order> order = heard.standing().order();
        return switch (turn) {
            case 1 -> Optional.of(first(heard));
            case 2 -> Optional.of(Menu.after(ReplyText.UNCLEAR, replies, person.language()));
            default ->
                calls.call(person, order, Why.UNCLEAR, heard.text()) == Called.NOW
                        ? Optional.of(sentences.calledNow(person, order))
                        : turn > MOST
                                ? Optional.empty()
                                : Optional.of(Menu.after(ReplyText.MENU, replies, person.language()));
        };
    }

    private Reply first(Heard heard) {
        Person person = heard.person();
        return person.isAdmin()
                ? replies.say(ReplyText.ADMIN_MENU, person.language())
                : heard.standing()
                        .order()
                        .filter(order -> rare.isNew(ReplyText.STANDING, person))
                        .map(order -> standing.describe(order, person))
                        .orElseGet(() -> Menu.after(ReplyText.MENU, replies, person.language()));
    }
}
