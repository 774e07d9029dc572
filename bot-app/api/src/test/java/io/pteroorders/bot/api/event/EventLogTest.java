package io.pteroorders.bot.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each thing that happens to an order becomes one event, whatever happens to the program; what was before is none. */
class EventLogTest {

    private static final Instant NOON = Fixtures.NOON.plus(Duration.ofDays(1));

    private final OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
    private final Disk disk = new Disk(Disk.Fault.NONE);

    private static Order order(int number) {
        return Fixtures.anOrder(number).at(NOON.plusSeconds(number)).pending();
    }

    private static void add(OrderStorage storage, Order order) {
        storage.insert(order, OrderStorage.InsertGuard.NONE, Optional.empty());
    }

    private static void change(OrderStorage storage, Order order, UnaryOperator<Order> change) {
        storage.update(order.id(), now -> Outcome.done(change.apply(now)), Optional.empty());
    }

    private static void note(OrderStorage storage, Order order) {
        change(storage, order, now -> now.withNote(now.updatedAt().plusSeconds(1), "system", "a note"));
    }

    private static List<String> told(EventSource log, String from) {
        return log.after(from, 1000).events().stream()
                .map(event -> event.order().map(Object::toString).orElse("-") + " "
                        + event.type().word())
                .toList();
    }

    private static List<String> ids(EventSource log, String from) {
        return log.after(from, 1000).events().stream().map(ShopEvent::id).toList();
    }

    private EventLog begun() {
        EventLog log = disk.open();
        log.follow(storage, NOON);
        return log;
    }

    @Test
    void whatIsThereWhenALogBeginsIsNotTold() {
        add(storage, order(1));
        EventLog log = begun();
        String begin = log.now();
        assertEquals(0, log.follow(storage, NOON));
        note(storage, order(1));

        assertEquals(1, log.follow(storage, NOON));
        assertEquals(List.of(order(1).id() + " order.note"), told(log, begin));
    }

    @Test
    void whatHappensIsToldInItsOrderAndOnce() {
        EventLog log = begun();
        String begin = log.now();
        AtomicInteger told = new AtomicInteger();
        EventSource.Subscription ends = log.onMore(told::incrementAndGet);
        add(storage, order(1));
        add(storage, order(2));
        change(storage, order(1), now -> Fixtures.moved(now, OrderStatus.CONFIRMED));
        log.follow(storage, NOON);
        log.follow(storage, NOON);

        assertEquals(
                List.of(
                        order(2).id() + " order.created",
                        order(1).id() + " order.created",
                        order(1).id() + " order.status"),
                told(log, begin));
        assertEquals(1, told.get());
        ends.close();
        note(storage, order(2));
        log.follow(storage, NOON);
        assertEquals(1, told.get());
    }

    @Test
    void whoeverFollowsGoesOnWhereTheyWere() {
        EventLog log = begun();
        String begin = log.now();
        for (int i = 1; i <= 5; i++) {
            add(storage, order(i));
        }
        log.follow(storage, NOON);

        EventPage first = log.after(begin, 2);
        EventPage second = log.after(first.next(), 2);
        EventPage third = log.after(second.events().get(0).id(), 10);
        assertEquals(2, first.events().size());
        assertEquals(third.events().get(0), second.events().get(1));
        assertEquals(log.now(), third.next());
        assertTrue(log.after(third.next(), 5).events().isEmpty());
        assertFalse(log.after(third.next(), 5).reset());
    }

    @Test
    void aPlaceThatIsNoneOfThisLogIsAReset() {
        EventLog log = begun();
        for (String place : List.of(
                "", "x.1", log.now() + "0", log.now() + "9", "x", log.now().replace(".0", "."))) {
            EventPage page = log.after(place, 5);
            assertTrue(page.reset(), place);
            assertEquals(log.now(), page.next());
        }
    }

    /** A shop whose program dies now and then; what somebody who reads slowly saw is checked against what happened. */
    private static void live(Disk disk) {
        OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
        EventLog log = disk.open();
        log.follow(storage, NOON);
        Seen seen = new Seen(log.now());
        for (int i = 1; i <= 12; i++) {
            add(storage, order(i));
            note(storage, order(i));
            if (i % 3 != 0) {
                log.follow(storage, NOON);
            }
            seen.read(log, 1);
            if (i % 2 == 0 || i % 3 == 0) {
                log = disk.open();
                note(storage, order(i - 1));
                log.follow(Reopened.of(storage), NOON);
            }
        }
        log.follow(storage, NOON);
        seen.read(log, 1000);
        seen.check(12 * 2 + 8);
    }

    private static final class Seen {

        private final List<ShopEvent> events = new ArrayList<>();
        private String place;

        Seen(String place) {
            this.place = place;
        }

        void read(EventSource log, int limit) {
            EventPage page = log.after(place, limit);
            assertFalse(page.reset(), "the place is known");
            place = page.next();
            events.addAll(page.events());
        }

        void check(int happened) {
            assertEquals(happened, events.size(), "each is told");
            assertEquals(
                    happened,
                    events.stream()
                            .map(event -> event.order() + event.type().word() + event.at())
                            .distinct()
                            .count(),
                    "nothing is told twice");
            assertEquals(happened, events.stream().map(ShopEvent::id).distinct().count(), "each has an id of its own");
        }
    }

    @Test
    void nothingIsMissedOrToldTwiceHoweverOftenTheProgramDies() {
        live(disk);
    }

    @ParameterizedTest
    @EnumSource(value = Disk.Fault.class, mode = Mode.EXCLUDE, names = "NONE")
    void aLogThatIsWrongIsFoundOut(Disk.Fault fault) {
        assertThrows(AssertionError.class, () -> live(new Disk(fault)));
    }

    @Test
    void whatCouldNotBeWrittenIsSeenByNobodyAndComesLater() {
        for (int written = 0; written <= 3; written++) {
            Disk failing = new Disk(Disk.Fault.NONE);
            OrderStorage orders = InMemoryOrderStorage.create(Fixtures.JAKARTA);
            EventLog log = failing.open();
            log.follow(orders, NOON);
            String begin = log.now();
            add(orders, order(1));
            note(orders, order(1));
            failing.failNext(1, written);
            assertThrows(StorageException.class, () -> log.follow(orders, NOON));
            assertEquals(List.of(), told(log, begin));

            add(orders, order(2));
            note(orders, order(1));
            log.follow(orders, NOON);
            assertEquals(4, told(log, begin).size());
            EventLog again = failing.open();
            again.follow(Reopened.of(orders), NOON);
            assertEquals(told(log, begin), told(again, begin));
            assertEquals(ids(log, begin), ids(again, begin));
        }
    }

    @Test
    void otherOrdersInTheStoresPlaceBeginAnotherLog() {
        add(storage, order(1));
        EventLog log = begun();
        String before = log.now();
        OrderStorage restored = InMemoryOrderStorage.create(Fixtures.JAKARTA);
        add(restored, order(2));
        AtomicInteger told = new AtomicInteger();
        log.onMore(told::incrementAndGet);

        assertEquals(0, log.follow(restored, NOON));
        assertNotEquals(before, log.now());
        assertTrue(log.after(before, 10).reset());
        assertEquals(1, told.get(), "whoever waits hears of it");
        String begin = log.now();
        note(restored, order(2));
        log.follow(restored, NOON);
        assertEquals(List.of(order(2).id() + " order.note"), told(log, begin));
        assertEquals(log.now(), disk.open().now());
    }

    @Test
    void eventsAreForgottenAfterThirtyDaysAndNotToldAgain() {
        EventLog log = begun();
        String begin = log.now();
        add(storage, order(1));
        log.follow(storage, NOON);
        String first = log.now();
        Instant later = NOON.plus(EventLog.KEPT).plus(Duration.ofDays(2));
        change(storage, order(1), now -> now.withNote(later, "system", "late"));
        log.follow(storage, later);

        assertTrue(log.after(begin, 10).reset());
        assertEquals(List.of(order(1).id() + " order.note"), told(log, first));
        change(storage, order(1), now -> now.withNote(later, "system", "later still"));
        log.follow(storage, later);
        EventLog again = disk.open();
        again.follow(Reopened.of(storage), later);
        assertEquals(2, told(again, first).size());
        assertTrue(again.after(begin, 10).reset());
    }

    @Test
    void onlySoManyAreKept() {
        EventLog log = disk.open(10);
        log.follow(storage, NOON);
        String begin = log.now();
        for (int i = 1; i <= 40; i++) {
            add(storage, order(i));
            log.follow(storage, NOON.plus(Duration.ofMinutes(2L * i)));
        }
        assertTrue(log.after(begin, 100).reset());
        assertTrue(disk.size() < 30, "the disk has " + disk.size());
        String end = log.now();
        EventLog again = disk.open(10);
        again.follow(Reopened.of(storage), NOON.plus(Duration.ofHours(3)));
        assertEquals(end, again.now());
    }

    @Test
    void aClockThatJumpsBackFarBeginsAnotherLogAndASmallJumpHarmsNothing() {
        EventLog log = begun();
        String begin = log.now();
        add(storage, Fixtures.anOrder(1).at(NOON.minus(Duration.ofDays(3))).pending());
        log.follow(storage, NOON.minus(Duration.ofDays(3)));
        assertEquals(1, told(log, begin).size());

        log.follow(storage, NOON.minus(Duration.ofDays(31)));
        assertTrue(log.after(begin, 10).reset());
    }

    @Test
    void whatIsNoChangeOfAnOrderIsToldOncePerKey() {
        EventLog log = disk.open();
        String begin = log.now();
        log.announce(EventType.MESSAGE_DEAD, Optional.empty(), NOON, "m1");
        log.follow(storage, NOON);
        log.announce(EventType.MESSAGE_DEAD, Optional.empty(), NOON, "m1");
        log.announce(EventType.SUBSCRIPTION_DUE, Optional.of(order(1).id()), NOON, "m1");
        EventLog again = disk.open();
        again.announce(EventType.MESSAGE_DEAD, Optional.empty(), NOON, "m1");

        List<String> expected = List.of("- message.dead", order(1).id() + " subscription.due");
        assertEquals(expected, told(log, begin));
        assertEquals(expected, told(again, begin));
    }
}
