package io.pteroorders.storage.json.table;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Lists;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.OrderArbitraries;
import io.pteroorders.storage.record.OtherFields;
import io.pteroorders.storage.record.StoredOrder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SidecarTest {

    private static byte[] written(OrderTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Sidecar.write(table.freeze(), out);
        return out.toByteArray();
    }

    private static OrderTable read(byte[] bytes, List<StoredOrder> seen) throws IOException {
        return Sidecar.read(new ByteArrayInputStream(bytes), OrderFlow.ORDER_STATUS_FLOW, seen::add);
    }

    private static void assertSame(OrderTable expected, OrderTable table) {
        table.check();
        assertEquals(Lists.newArrayList(expected.freeze()), Lists.newArrayList(table.freeze()));
        assertEquals(expected.tombstones(), table.tombstones());
        assertEquals(expected.changes(0, Integer.MAX_VALUE), table.changes(0, Integer.MAX_VALUE));
        assertEquals(expected.lastSequence(), table.lastSequence());
    }

    private static OrderTable small() {
        OrderTable table = new OrderTable(OrderFlow.ORDER_STATUS_FLOW);
        for (int i = 0; i < 6; i++) {
            OrderStatus status = i % 2 == 0 ? OrderStatus.COMPLETED : OrderStatus.PENDING;
            table.put(new StoredOrder(Fixtures.anOrder(i).in(status), others(i)), 10 - i);
        }
        table.put(StoredOrder.of(remembering()), 12);
        table.put(StoredOrder.of(upgrading()), 13);
        table.remove(Fixtures.orderId(3), 11);
        return table;
    }

    private static Order remembering() {
        SubscriptionLog log = SubscriptionLog.NONE
                .with(new SubscriptionEntry.Suspended(NOON, "system", SuspensionReason.BILLING, "not paid"))
                .with(new SubscriptionEntry.Changing(NOON, "system", Optional.of(PackageType.SILVER)))
                .with(new SubscriptionEntry.Credited(NOON, "system", Fixtures.rupiah(4_838), "not paid"))
                .with(new SubscriptionEntry.Ended(NOON, "system", ""))
                .with(new TakenStep(LocalDate.of(2026, 2, 15), RenewalStep.of(RenewalStep.Kind.OVERDUE), NOON, true));
        return Fixtures.anOrder(7).in(OrderStatus.COMPLETED).withSubscription(NOON, log);
    }

    private static Order upgrading() {
        Order like = Fixtures.anOrder(8).pending();
        Sequel upgrade = new Sequel.Upgrade(Fixtures.orderId(7), Fixtures.rupiah(50_000));
        return Order.create(like.id(), like.customer(), like.item(), upgrade, "system", like.createdAt());
    }

    private static Optional<ObjectNode> others(int i) {
        return i == 4
                ? Optional.of(OtherFields.fromBytes("{\"seller\":\"Å\"}".getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    @Property(tries = 100)
    void aTableIsReadAsItWasWritten(@ForAll("orders") List<StoredOrder> orders) throws IOException {
        OrderTable table = new OrderTable(OrderFlow.ORDER_STATUS_FLOW);
        Set<OrderId> ids = new HashSet<>();
        long sequence = 0;
        for (StoredOrder stored : orders) {
            table.put(stored, sequence += 3);
            ids.add(stored.order().id());
        }
        for (OrderId id : ids.stream().limit(ids.size() / 3).toList()) {
            table.remove(id, ++sequence);
        }
        List<StoredOrder> seen = new ArrayList<>();
        OrderTable read = read(written(table), seen);
        assertSame(table, read);
        assertEquals(Lists.newArrayList(table.freeze()), seen);
        for (StoredOrder stored : orders) {
            OrderQuery sequels =
                    OrderQuery.oldestFirst().sequelsOf(stored.order().first()).build();
            assertEquals(table.query(sequels), read.query(sequels));
            assertEquals(
                    table.getStored(stored.order().id()),
                    read.getStored(stored.order().id()));
            assertEquals(
                    table.pendingOf(stored.order().customer().id()),
                    read.pendingOf(stored.order().customer().id()));
        }
    }

    @Provide
    Arbitrary<List<StoredOrder>> orders() {
        return OrderArbitraries.orders()
                .map(order -> new StoredOrder(order, Optional.empty()))
                .list()
                .ofMaxSize(20);
    }

    @Test
    void aTableThatWasReadGoesOn() throws IOException {
        OrderTable table = small();
        OrderTable read = read(written(table), new ArrayList<>());
        for (OrderTable each : List.of(table, read)) {
            each.put(new StoredOrder(Fixtures.anOrder(9).by(Fixtures.siti()).in(OrderStatus.REFUNDED), others(4)), 20);
            each.put(new StoredOrder(Fixtures.anOrder(1).in(OrderStatus.CONFIRMED), others(0)), 21);
        }
        assertSame(table, read);
    }

    @Test
    void aSidecarThatIsCutIsRefused() throws IOException {
        byte[] bytes = written(small());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(IOException.class, () -> read(cut, new ArrayList<>()), () -> cut.length + " bytes");
        }
    }

    /** What a flipped bit leaves possible may be read; nothing else than a refusal may come of the rest. */
    @Test
    void aFlippedBitIsRefusedOrHarmless() throws IOException {
        byte[] bytes = written(small());
        int refused = 0;
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                read(flipped, new ArrayList<>()).check();
            } catch (IOException damaged) {
                refused++;
            }
        }
        assertTrue(refused > bytes.length * 2, "a quarter at least, were " + refused);
    }

    @Test
    void anotherFormatIsRefused() throws IOException {
        byte[] bytes = written(small());
        bytes[3]++;
        assertThrows(IOException.class, () -> read(bytes, new ArrayList<>()));
    }
}
