package io.pteroorders.bot.chat;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.CommandReader;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.RecentCount;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.notify.OptOuts;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What is answered to texts that are neither commands nor answers: the command that was meant, where the person's order
 * stands, and an admin when words do not help. Nothing said here changes an order. Thread-safe.
 */
final class SmallTalk {

    /** So many answers an hour to what is not understood; the rest would only annoy. */
    private static final ImmutableSet<String> PAY = ImmutableSet.of("pay", "bayar", "rek", "norek", "rekening");

    private static final int MOST = 3;

    private static final Duration A_WHILE = Duration.ofMinutes(10);
    private static final int REMEMBERED = 100_000;

    private final OptOuts optOuts;
    private final CommandReader reader;
    private final Answers answers;
    private final StandingOrder standing;
    private final CustomerCalls calls;
    private final Replies replies;
    private final RecentCount unclear;

    /** Who read which text a short while ago. */
    private final Cache<String, Boolean> said;

    SmallTalk(
            OptOuts optOuts,
            CommandReader reader,
            Answers answers,
            StandingOrder standing,
            CustomerCalls calls,
            Replies replies,
            Clock clock) {
        this.optOuts = optOuts;
        this.reader = reader;
        this.answers = answers;
        this.standing = standing;
        this.calls = calls;
        this.replies = replies;
        this.unclear = new RecentCount(clock, Duration.ofHours(1), MOST);
        this.said = CacheBuilder.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(A_WHILE)
                .ticker(new ClockTicker(clock))
                .build();
    }

    /** The answer; none to what was answered so often that it would only annoy. */
    Optional<Reply> answer(Person person, String text) {
        return switch (answers.read(text)) {
            case STOP -> {
                optOuts.optOut(person.id());
                yield say(ReplyText.OPTED_OUT, person);
            }
            case START -> {
                optOuts.optIn(person.id());
                yield say(ReplyText.OPTED_IN, person);
            }
            case YES, NO -> unclear.next(person.id()) == 1 ? Optional.of(first(person)) : Optional.empty();
            case OTHER -> text.isBlank() ? nowAndThen(ReplyText.NO_TEXT, person) : other(person, text);
        };
    }

    /** A text of its own kind, not again within a few minutes. */
    Optional<Reply> nowAndThen(ReplyText text, Person person) {
        return nowAndThen(replies.say(text, person.language()), person);
    }

    /** A reply of its own kind, not again within a few minutes. */
    Optional<Reply> nowAndThen(Reply reply, Person person) {
        return isNew(reply.template(), person) ? Optional.of(reply) : Optional.empty();
    }

    private boolean isNew(ReplyText text, Person person) {
        return isNew(text.file(), person);
    }

    private boolean isNew(String text, Person person) {
        return said.asMap().putIfAbsent(text + " " + person.id().text(), true) == null;
    }

    private Optional<Reply> say(ReplyText text, Person person) {
        return Optional.of(replies.say(text, person.language()));
    }

    private Optional<Reply> other(Person person, String text) {
        Optional<String> meant = reader.meant(text, person.role()).filter(line -> !asksHowToPay(person, text, line));
        if (meant.isPresent()) {
            return Optional.of(replies.say(
                    ReplyText.DID_YOU_MEAN,
                    person.language(),
                    Variables.builder().put("command", meant)));
        }
        int turn = unclear.next(person.id());
        if (person.isAdmin()) {
            return turn == 1 ? Optional.of(first(person)) : Optional.empty();
        }
        Optional<Order> order = standing.of(person);
        return order.filter(about -> calls.isAnybodyThere() && answers.isAboutPaying(text))
                .map(about -> aboutPaying(person, about, text, turn))
                .orElseGet(() -> unclear(person, order, text, turn));
    }

    /** "Bayar kemana?" is no slip of {@code !bayar}: it gets what that would show, and an admin. */
    private boolean asksHowToPay(Person person, String text, String meant) {
        boolean pays = PAY.stream().anyMatch(name -> meant.startsWith(replies.prefix() + name + " "));
        return pays
                && !person.isAdmin()
                && answers.isAboutPaying(text)
                && standing.of(person).isPresent();
    }

    /** What there is to pay, and an admin who can say how. Whoever called one hears so, however often they wrote. */
    private Optional<Reply> aboutPaying(Person person, Order order, String text, int turn) {
        boolean calledNow = calls.ask(order, text);
        if (!calledNow && turn > MOST) {
            return Optional.empty();
        }
        Reply called = replies.tell(ReplyText.ADMIN_CALLED, order, person.language());
        return Optional.of(
                isNew(ReplyText.STANDING, person)
                        ? standing.describe(order, person).with(called)
                        : called);
    }

    /** First where the order stands, then what can be typed, then an admin. */
    private Optional<Reply> unclear(Person person, Optional<Order> order, String text, int turn) {
        return switch (turn) {
            case 1 -> Optional.of(first(person));
            case 2 -> say(ReplyText.UNCLEAR, person);
            default ->
                order.filter(about -> calls.ask(about, text))
                        .map(about -> replies.tell(ReplyText.ADMIN_CALLED, about, person.language()))
                        .or(() -> turn > MOST ? Optional.empty() : say(ReplyText.MENU, person));
        };
    }

    private Reply first(Person person) {
        return person.isAdmin()
                ? replies.say(ReplyText.ADMIN_MENU, person.language())
                : standing.of(person)
                        .filter(order -> isNew(ReplyText.STANDING, person))
                        .map(order -> standing.describe(order, person))
                        .orElseGet(() -> replies.say(ReplyText.MENU, person.language()));
    }
}
