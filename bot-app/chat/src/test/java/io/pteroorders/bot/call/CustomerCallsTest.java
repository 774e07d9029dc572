package io.pteroorders.bot.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.call.CustomerCalls.Called;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls are told once, and numbered once and for all, whatever ends the program. */
class CustomerCallsTest {

    private static final PersonId ANDI = PersonId.phone("6281100000002");
    private static final Replies REPLIES = replies();

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private final ShopStorage shop = InMemoryShopStorage.create(Fixtures.JAKARTA, clock);
    private final TaskLog<TaskRecord<MessageKey>> deliveries = TaskLog.inMemory();
    private final List<OutgoingMessage> sent = new ArrayList<>();
    private Lease lease;
    private CallList list;
    private Outbox outbox;
    private CustomerCalls calls;

    CustomerCallsTest() {
        start();
    }

    private static Replies replies() {
        Texts texts = Texts.load(List.of(NotificationText.class, ReplyText.class), Optional.empty());
        return new Replies(new OrderTexts(
                texts,
                new Formats(texts, Fixtures.JAKARTA),
                new Shop("Shop", "!", Optional.empty(), PackageType.BRONZE)));
    }

    private void start() {
        lease = shop.lease("a test").orElseThrow();
        list = CallList.of(lease);
        outbox = Outbox.builder(
                        shop.orders(),
                        REPLIES.orders(),
                        new NotificationPolicy(ImmutableSet.of(ANDI)),
                        message -> {
                            sent.add(message);
                            return CompletableFuture.completedFuture(SendResult.SENT);
                        },
                        deliveries,
                        clock)
                .open();
        calls = new CustomerCalls(
                list, outbox.letters(), ImmutableSet.of(ANDI), new CallTexts(REPLIES, Language.INDONESIAN), clock);
        calls.tellUntold();
        outbox.sendDue();
    }

    private void restart() {
        lease.close();
        start();
    }

    private static Person person(int number) {
        PersonId id = PersonId.phone("62812345600" + String.format("%02d", number));
        return new Person(id, "Budi", id.text(), Actor.Role.CUSTOMER, Language.INDONESIAN);
    }

    private Called cries(int person) {
        Called called = calls.call(person(person), Optional.empty(), Why.UNCLEAR, "tolong");
        outbox.sendDue();
        return called;
    }

    private List<Integer> open() {
        return calls.open().stream().map(CustomerCall::number).toList();
    }

    @Test
    void theSameCallIsToldOnceAlsoAfterARestart() {
        assertEquals(Called.NOW, cries(1));
        assertEquals(Called.ALREADY, cries(1));
        restart();
        assertEquals(Called.ALREADY, cries(1));
        assertEquals(1, sent.size());
        assertEquals(List.of(1), open());
    }

    @Test
    void whatWasKeptAndNotToldIsToldAtTheNextStart() {
        Instant now = clock.instant();
        list.add(number -> new CustomerCall(
                        number,
                        person(1).id(),
                        "Budi",
                        now,
                        now,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty())
                .toTell("#1, tolong"));
        assertEquals(0, sent.size());
        clock.advance(Duration.ofDays(2));
        restart();
        assertEquals(1, sent.size());
        assertTrue(sent.get(0).text().contains("#1, tolong"));
        assertEquals(List.of(1), open(), "an admin who reads of it only now can answer");
        restart();
        assertEquals(1, sent.size());
    }

    @Test
    void whatWasToldIsNotToldAgainIfTheCrashCameBeforeThatWasKept() {
        cries(1);
        list.change(1, call -> call.toTell("#1, tolong"));
        restart();
        assertEquals(1, sent.size());
        assertEquals(Called.ALREADY, cries(1));
    }

    @Test
    void numbersAreNotUsedAgainWhateverIsForgotten() {
        cries(1);
        cries(2);
        clock.advance(Duration.ofDays(60));
        restart();
        cries(3);
        assertEquals(Optional.empty(), list.find(1), "forgotten");
        clock.advance(Duration.ofDays(60));
        restart();
        cries(4);
        assertEquals(List.of(4), open());
        assertEquals(List.of(4), list.all().stream().map(CustomerCall::number).toList());
        assertEquals(4, sent.size());
    }

    @Test
    void everybodyHasANumberOfTheirOwnHoweverManyCallAtOnce() {
        IntStream.range(0, 50)
                .parallel()
                .forEach(person -> calls.call(person(person), Optional.empty(), Why.ASKED, "tolong"));
        outbox.sendDue();
        assertEquals(IntStream.rangeClosed(1, 50).boxed().toList(), open());
        assertEquals(50, sent.size());
    }

    @Test
    void aCallIsOverADayAfterTheLastWordThatSomebodyWasTold() {
        cries(1);
        clock.advance(Duration.ofHours(20));
        assertEquals(Called.ALREADY, cries(1));
        clock.advance(Duration.ofHours(4));
        assertEquals(List.of(), open(), "a cry of which nobody was told keeps nothing open");
        assertEquals(Called.NOW, cries(1));
        assertEquals(List.of(2), open());
        clock.advance(Duration.ofHours(23));
        assertTrue(calls.passOn(person(1), "halo"));
        clock.advance(Duration.ofHours(23));
        assertEquals(List.of(2), open());
    }

    @Test
    void aClockThatIsPutBackALittleEndsNoCall() {
        cries(1);
        clock.advance(Duration.ofSeconds(-5));
        assertEquals(Called.ALREADY, cries(1));
    }

    @Test
    void whatAdminsAndCustomersSaidOutlivesTheProgram() {
        cries(1);
        calls.quiet(calls.open(1).orElseThrow());
        restart();
        assertTrue(calls.isQuiet(person(1).id()));
        assertFalse(calls.isQuiet(person(2).id()));
        calls.speak(calls.open(1).orElseThrow());
        restart();
        assertFalse(calls.isQuiet(person(1).id()));
    }

    @Test
    void noticesAreKnownByTheirIdsHoweverLongAgoTheyWereSent() {
        cries(1);
        cries(2);
        calls.passOn(person(1), "halo");
        outbox.sendDue();
        clock.advance(Duration.ofDays(6));
        assertEquals(
                List.of(1, 2, 1),
                sent.stream()
                        .map(message -> calls.quoted(message.id()).orElseThrow())
                        .toList());
        assertEquals(Optional.empty(), calls.quoted("0".repeat(32)));
    }

    @Test
    void whereNobodyIsNobodyIsCalled() {
        CustomerCalls alone = new CustomerCalls(
                list, outbox.letters(), ImmutableSet.of(), new CallTexts(REPLIES, Language.ENGLISH), clock);
        assertEquals(Called.NOBODY, alone.call(person(1), Optional.empty(), Why.COMPLAINT, "tolong"));
        assertEquals(ImmutableList.of(), list.all());
    }

    @Test
    void everyReasonHasWordsOfItsOwn() {
        int person = 0;
        for (Why why : Why.values()) {
            calls.call(person(person++), Optional.empty(), why, "tolong");
        }
        outbox.sendDue();
        assertEquals(
                Why.values().length,
                sent.stream()
                        .map(message -> message.text().replaceAll("(?s).*#\\d+, (.*?)\n.*", "$1"))
                        .distinct()
                        .count());
    }
}
