package io.pteroorders.bot.json;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static io.pteroorders.core.testkit.Fixtures.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.task.ScheduleRecord;
import io.pteroorders.core.task.TaskKey;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.task.TaskSource.Due;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskRecordLogTest {

    private static final Key ASK = new Key(Fixtures.orderId(1), "ask-401");
    private static final Key REMIND = new Key(Fixtures.orderId(1), "remind");
    private static final ImmutableList<Key> KEYS = ImmutableList.of(ASK, REMIND);

    static Stream<TaskRecord<Key>> records() {
        return Stream.of(
                new ScheduleRecord.Called<>(
                        Fixtures.orderId(1),
                        ImmutableList.of(new Due<>(ASK, NOON), new Due<>(REMIND, NOON.plusNanos(1)))),
                new ScheduleRecord.Followed<>(new Token("a place \"of\" the feed")),
                new ScheduleRecord.Paused<>("ask", true),
                new ScheduleRecord.Paused<>("ask", false),
                new TaskProgress.Done<>(KEYS, ImmutableList.of(), NOON),
                new TaskProgress.Done<>(ImmutableList.of(), KEYS, NOON),
                new TaskProgress.Tried<>(KEYS, 3, NOON, NOON.plusSeconds(5), "it is down"),
                new TaskProgress.Dead<>(KEYS, NOON, "it said no"),
                new TaskProgress.Dead<>(KEYS, NOON, "nobody there", true),
                new TaskProgress.Dropped<>(KEYS, NOON, "needless"),
                new TaskProgress.Again<>(KEYS, NOON));
    }

    /** A kind of work for an order. */
    private record Key(OrderId order, String kind) implements TaskKey {

        static Key parse(String id) {
            int colon = id.indexOf(':');
            return new Key(OrderId.of(id.substring(0, colon)), id.substring(colon + 1));
        }

        @Override
        public String id() {
            return order + ":" + kind;
        }

        @Override
        public String lane() {
            return order.toString();
        }

        @Override
        public Part part() {
            return Part.SHOP;
        }
    }

    private final ShopStorage shop = InMemoryShopStorage.create(JAKARTA, ManualClock.at(NOON));

    private static TaskRecordLog<Key> log(Lease lease) {
        return new TaskRecordLog<>(lease, "work", Key::parse);
    }

    private ImmutableList<TaskRecord<Key>> kept() {
        try (Lease lease = shop.lease("reader").orElseThrow()) {
            return ImmutableList.copyOf(log(lease).read());
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordIsReadAsItWasWritten(TaskRecord<Key> record) {
        try (Lease lease = shop.lease("writer").orElseThrow()) {
            log(lease).append(ImmutableList.of(record)).toCompletableFuture().join();
        }
        assertEquals(ImmutableList.of(record), kept());
    }

    @Test
    void whatIsNoRecordIsRefused() {
        try (Lease lease = shop.lease("writer").orElseThrow()) {
            lease.records("work").append(new JsonValue(Part.SHOP, "{\"type\":\"news\"}"));
        }
        try (Lease lease = shop.lease("reader").orElseThrow()) {
            assertThrows(IllegalArgumentException.class, () -> log(lease));
        }
    }

    @Test
    void theLogGoesOnWithTheNextHolderOfTheShop() {
        ImmutableList<TaskRecord<Key>> all = records().collect(ImmutableList.toImmutableList());
        try (Lease lease = shop.lease("first").orElseThrow()) {
            TaskRecordLog<Key> log = log(lease);
            assertEquals(ImmutableList.of(), ImmutableList.copyOf(log.read()));
            log.append(all).toCompletableFuture().join();
        }
        try (Lease lease = shop.lease("second").orElseThrow()) {
            TaskRecordLog<Key> log = log(lease);
            assertEquals(all, ImmutableList.copyOf(log.read()));
            log.compact(all.subList(0, 1));
        }
        assertEquals(all.subList(0, 1), kept());
    }
}
