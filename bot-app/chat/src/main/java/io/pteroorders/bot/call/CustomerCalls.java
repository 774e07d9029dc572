package io.pteroorders.bot.call;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.RecentCount;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.notify.Letters;
import io.pteroorders.notify.NotificationText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Calls for a human: customers call the admins, who answer by the bot, which is quiet to a customer meanwhile. Admins are
 * told of a call once: it is kept before they are told, and told after a crash if they were not. Thread-safe.
 */
public final class CustomerCalls {

    /** What became of a call. */
    public enum Called {
        /** The admins are told now. */
        NOW,
        /** They were told before, and the call is not over. */
        ALREADY,
        /** There is nobody to call. */
        NOBODY
    }

    /** So many texts of a customer are passed on in {@link #A_WHILE}. */
    private static final int MOST_WORDS = 20;

    private static final Duration A_WHILE = Duration.ofMinutes(10);

    /** So many of the texts that were passed on last are known when they are quoted. */
    private static final int QUOTED = 50;

    private final CallList calls;
    private final Letters letters;
    private final ImmutableSet<PersonId> admins;
    private final CallTexts texts;
    private final Clock clock;
    private final RecentCount passed;

    /** @param admins who is told; may be nobody */
    public CustomerCalls(CallList calls, Letters letters, ImmutableSet<PersonId> admins, CallTexts texts, Clock clock) {
        this.calls = calls;
        this.letters = letters;
        this.admins = admins;
        this.texts = texts;
        this.clock = clock;
        this.passed = new RecentCount(clock, A_WHILE, MOST_WORDS);
    }

    /** Whether there is anybody to call. */
    private boolean isAnybodyThere() {
        return !admins.isEmpty();
    }

    /**
     * Calls the admins to a customer, unless they were called and the call is not over.
     *
     * @param standing the order that the customer most likely speaks of
     * @param words what the customer said
     * @throws io.pteroorders.core.storage.StorageException if it cannot be kept; the next call tells them then
     */
    public synchronized Called call(Person person, Optional<Order> standing, Why why, String words) {
        if (!isAnybodyThere()) {
            return Called.NOBODY;
        }
        Optional<CustomerCall> open = open(person.id());
        if (open.isPresent() && open.get().untold().isEmpty()) {
            return Called.ALREADY;
        }
        if (open.isEmpty()) {
            calls.add(number -> begun(number, person, standing, why, words));
        }
        tellUntold();
        return Called.NOW;
    }

    private CustomerCall begun(int number, Person person, Optional<Order> standing, Why why, String words) {
        Instant now = clock.instant();
        CustomerCall call = new CustomerCall(
                number,
                person.id(),
                FreeText.name(person.name()),
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
        return call.toTell(texts.notice(call, why, standing, words));
    }

    /** Tells the admins of the calls that were kept and not told, such as before a crash. */
    public synchronized void tellUntold() {
        if (!isAnybodyThere()) {
            return;
        }
        for (CustomerCall call : calls.all()) {
            call.untold().ifPresent(notice -> {
                letters.send(name(call), NotificationText.CALL_ADMIN, admins, notice);
                letters.awaitDurable();
                calls.change(call.number(), before -> before.told(clock.instant()));
            });
        }
    }

    /** The letter's name: it says when, so that a shop that lost its calls tells of the new ones. */
    private static String name(CustomerCall call) {
        return "call " + call.number() + " " + call.at();
    }

    private static String name(CustomerCall call, int passedOn) {
        return name(call) + " words " + passedOn;
    }

    /** Tells them of a picture for an order that was cancelled; of the same picture once. */
    public void showLateProof(Order order) {
        letters.send(
                "late " + order.id() + " " + order.paymentProof().orElseThrow(),
                NotificationText.PROOF_LATE_ADMIN,
                order.id(),
                admins,
                "");
    }

    private Optional<CustomerCall> open(PersonId person) {
        Instant now = clock.instant();
        return calls.of(person).filter(call -> call.isOpen(now));
    }

    /** Whether the bot is to be quiet to somebody, because an admin talks to them or wants it so. */
    public boolean isQuiet(PersonId person) {
        Instant now = clock.instant();
        return calls.of(person).filter(call -> call.isQuiet(now)).isPresent();
    }

    /**
     * Passes on to the admins what somebody says whose call is not over.
     *
     * @return whether it is; not if it is too much at once
     */
    public boolean passOn(Person person, String words) {
        return passed.next(person.id()) <= MOST_WORDS
                && open(person.id())
                        .flatMap(call -> calls.change(call.number(), before -> before.passed(clock.instant())))
                        .map(call -> letters.send(
                                name(call, call.passedOn()),
                                NotificationText.CALL_WORDS_ADMIN,
                                admins,
                                texts.words(call, words)))
                        .isPresent();
    }

    /** The calls that are not over, oldest first. */
    public ImmutableList<CustomerCall> open() {
        Instant now = clock.instant();
        return calls.all().stream().filter(call -> call.isOpen(now)).collect(ImmutableList.toImmutableList());
    }

    /** The call with this number; empty if there is none, or it is over. */
    public Optional<CustomerCall> open(int number) {
        Instant now = clock.instant();
        return calls.find(number).filter(call -> call.isOpen(now));
    }

    /** The number of the call that a message to an admin was about, also if it is over; empty if it was about none. */
    public Optional<Integer> quoted(String messageId) {
        return calls.all().reverse().stream()
                .filter(call -> admins.stream()
                        .flatMap(admin -> messageIds(call, admin))
                        .anyMatch(messageId::equals))
                .map(CustomerCall::number)
                .findFirst();
    }

    private static Stream<String> messageIds(CustomerCall call, PersonId admin) {
        int first = Math.max(1, call.passedOn() - QUOTED + 1);
        return Stream.concat(
                Stream.of(Letters.messageId(name(call), NotificationText.CALL_ADMIN, admin)),
                IntStream.rangeClosed(first, call.passedOn())
                        .mapToObj(words ->
                                Letters.messageId(name(call, words), NotificationText.CALL_WORDS_ADMIN, admin)));
    }

    /**
     * Sends the customer what an admin says, once for a request, and has the bot be quiet for a while.
     *
     * @param words as they were typed
     */
    public void answer(CustomerCall call, String words, RequestId request) {
        calls.change(call.number(), before -> before.answeredAt(clock.instant()));
        letters.send(
                request.hex() + " call " + call.number(),
                NotificationText.CALL_ANSWER_CUSTOMER,
                ImmutableList.of(call.person()),
                words);
    }

    /** Has the bot be quiet to a customer, until an admin wants otherwise or a day is over. */
    public void quiet(CustomerCall call) {
        calls.change(call.number(), before -> before.quietFrom(clock.instant()));
    }

    /** Has the bot answer a customer again, at once. */
    public void speak(CustomerCall call) {
        calls.change(call.number(), before -> before.answeredByTheBot(clock.instant()));
    }
}
