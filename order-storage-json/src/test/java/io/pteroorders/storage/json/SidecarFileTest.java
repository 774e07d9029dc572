package io.pteroorders.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.RateLimiter;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ClaimIndex.Holder;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.storage.json.log.Disk;
import io.pteroorders.storage.json.log.SnapshotMark;
import io.pteroorders.storage.json.table.OrderMemory;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SidecarFileTest {

    private static final SnapshotMark VERSION = new SnapshotMark(7, 7, 4, 100, "ab".repeat(32), "cd".repeat(32));
    private static final RateLimiter UNPACED = RateLimiter.create(Double.MAX_VALUE);

    private static OrderMemory someOrders() {
        OrderMemory memory = new OrderMemory(Workload.OPTIONS.flow(), Workload.OPTIONS.zone());
        for (int i = 0; i < 4; i++) {
            Claim slot = new Claim("slots", Integer.toString(i % 3), Fixtures.NOON.plusSeconds(i));
            Payment attempt = Payment.begin(
                            new PaymentId(Fixtures.orderId(i), 1), "midtrans", Fixtures.rupiah(24_863), Fixtures.NOON)
                    .build();
            memory.load(
                    StoredOrder.of(Fixtures.anOrder(i)
                            .in(OrderStatus.COMPLETED)
                            .withClaims(Fixtures.NOON, List.of(slot))
                            .withPayment(Fixtures.NOON, attempt)),
                    i + 1);
        }
        memory.numberedAt(7);
        return memory;
    }

    private static SimulatedDisk written() {
        SimulatedDisk disk = SimulatedDisk.holding(DiskImage.EMPTY);
        OrderMemory memory = someOrders();
        SidecarFile.write(disk, VERSION, memory.table().freeze(), memory.numbering(), UNPACED);
        return disk;
    }

    private static byte[] bytes() {
        return written().image().content(SidecarFile.NAME);
    }

    private static Optional<SidecarFile.Content> read(byte[] bytes) {
        return SidecarFile.read(SimulatedDisk.holding(DiskImage.EMPTY.with(SidecarFile.NAME, bytes)), Workload.OPTIONS);
    }

    private static JsonOrderStorage open(Disk disk) throws IOException {
        return JsonOrderStorage.open(disk, Workload.OPTIONS, () -> {});
    }

    private static void insert(JsonOrderStorage store, int number) {
        store.insert(Fixtures.anOrder(number).in(OrderStatus.PENDING), InsertGuard.NONE, Optional.empty());
    }

    @Test
    void aSidecarHoldsTheOrdersTheirSumsTheirClaimsAndTheirNumbers() {
        SidecarFile.Content content = read(bytes()).orElseThrow();
        OrderMemory expected = someOrders();
        OrderMemory actual = content.memory();
        assertTrue(content.holds(VERSION));
        assertEquals(
                ImmutableList.copyOf(expected.table().freeze()),
                ImmutableList.copyOf(actual.table().freeze()));
        assertEquals(expected.table().changes(0, 100), actual.table().changes(0, 100));
        assertEquals(7, actual.numbering());
        assertEquals(
                Optional.of(Fixtures.orderId(3)),
                actual.holder(new Claim("slots", "0", Fixtures.NOON)).map(Holder::order));
        assertEquals(
                expected.statistics(
                        StatisticsPeriod.Unit.ALL, Workload.OPTIONS.clock().instant()),
                actual.statistics(
                        StatisticsPeriod.Unit.ALL, Workload.OPTIONS.clock().instant()));
    }

    @Test
    void aSidecarOfAnotherVersionIsNotTaken() {
        SnapshotMark other = new SnapshotMark(7, 7, 4, 100, "ac".repeat(32), "cd".repeat(32));
        assertFalse(read(bytes()).orElseThrow().holds(other));
    }

    @Test
    void aSidecarThatIsCutAnywhereCountsAsNone() {
        byte[] whole = bytes();
        for (int length = 0; length < whole.length; length++) {
            assertTrue(read(Arrays.copyOf(whole, length)).isEmpty(), "cut to " + length);
        }
    }

    @Test
    void aSidecarWithAnyBitFlippedCountsAsNone() {
        byte[] whole = bytes();
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(read(flipped).isEmpty(), "bit " + bit);
        }
    }

    @Test
    void aSidecarWithSomethingBehindItCountsAsNone() {
        byte[] whole = bytes();
        assertTrue(read(Arrays.copyOf(whole, whole.length + 8)).isEmpty());
    }

    @Test
    void tokensOfTheChangeFeedStayGoodWhereThereIsASidecar() throws IOException {
        SimulatedDisk disk = SimulatedDisk.holding(DiskImage.EMPTY);
        ChangePage.Token afterFirst;
        try (JsonOrderStorage store = open(disk)) {
            insert(store, 1);
            afterFirst = store.changes(ChangePage.Token.START, 10).next();
            insert(store, 2);
            insert(store, 3);
        }
        try (JsonOrderStorage store = open(disk)) {
            List<OrderId> changed = store.changes(afterFirst, 10).changes().stream()
                    .map(ChangePage.Change::id)
                    .toList();
            assertEquals(List.of(Fixtures.orderId(2), Fixtures.orderId(3)), changed);
        }
    }

    @Test
    void aSmallShopHasNoSidecar() throws IOException {
        SimulatedDisk disk = SimulatedDisk.holding(DiskImage.EMPTY);
        JsonStorageOptions usual =
                new JsonStorageOptions(Fixtures.JAKARTA, OrderFlow.ORDER_STATUS_FLOW, Workload.OPTIONS.clock());
        try (JsonOrderStorage store = JsonOrderStorage.open(disk, usual, () -> {})) {
            insert(store, 1);
            store.checkpoint();
        }
        assertTrue(disk.exists(Snapshots.FILE));
        assertFalse(disk.exists(SidecarFile.NAME));
    }
}
