package io.pteroorders.storage.json.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.OrderArbitraries;
import io.pteroorders.storage.record.OtherFields;
import io.pteroorders.storage.record.StoredOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import tools.jackson.databind.node.ObjectNode;

class PackingTest {

    private static final long GREATEST_SEQUENCE = (1L << 56) - 1;

    private final CustomerTable people = new CustomerTable();
    private final Packer packer = new Packer(OrderFlow.ORDER_STATUS_FLOW, people);

    @Property(tries = 300)
    void whatIsPackedIsUnpackedAsItWas(
            @ForAll("orders") List<StoredOrder> orders,
            @ForAll @LongRange(min = 0, max = GREATEST_SEQUENCE) long sequence) {
        List<byte[]> packed =
                orders.stream().map(order -> packer.pack(order, sequence)).toList();
        Unpacker unpacker = packer.unpacker();
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i).order();
            long createdAt = order.createdAt().toEpochMilli();
            assertEquals(orders.get(i), unpacker.stored(packed.get(i), createdAt));
            assertEquals(order, unpacker.order(packed.get(i), createdAt));
        }
    }

    @Example
    void halvesOfSurrogatePairsAreKept() {
        for (String text : List.of("\uD800", "\uDC00a", "a\uD800?", "?")) {
            Order order = Fixtures.anOrder(1).in(OrderStatus.PENDING);
            Order noted = Order.restore(
                            order.id(), order.customer(), order.item(), order.createdAt(), order.statusHistory())
                    .notes(Notes.parse(text))
                    .build(OrderFlow.ORDER_STATUS_FLOW);
            byte[] packed = packer.pack(new StoredOrder(noted, Optional.empty()), 1);
            assertEquals(
                    noted, packer.unpacker().order(packed, noted.createdAt().toEpochMilli()));
        }
    }

    @Property(tries = 100)
    void theBeginningIsReadAlone(
            @ForAll("orders") List<StoredOrder> orders,
            @ForAll @LongRange(min = 0, max = GREATEST_SEQUENCE) long sequence) {
        for (StoredOrder stored : orders) {
            Order order = stored.order();
            byte[] packed = packer.pack(stored, sequence);
            assertEquals(order.status(), PackedOrder.status(packed));
            assertEquals(sequence, PackedOrder.sequence(packed));
            assertEquals(order.id().toString(), PackedOrder.idText(packed));
            assertEquals(order.customer().id(), people.person(PackedOrder.customer(packed)).id);
            assertEquals(order.item(), packer.item(PackedOrder.item(packed)));
            assertFalse(PackedOrder.isRemoved(packed));
            assertEquals(order.sequel().isPresent(), PackedOrder.isSequel(packed));
            assertEquals(order.sequel().isPresent(), PackedOrder.isSequelOf(packed, order.first()));
            assertFalse(PackedOrder.isSequelOf(packed, order.id()));
        }
    }

    @Property
    void idsCompareLikeTheirTexts(@ForAll("ids") OrderId a, @ForAll("ids") OrderId b) {
        byte[] packedA = PackedOrder.tombstone(a, 1);
        byte[] packedB = PackedOrder.tombstone(b, GREATEST_SEQUENCE);
        assertTrue(PackedOrder.isRemoved(packedA));
        assertFalse(PackedOrder.isSequel(packedA));
        assertEquals(Integer.signum(a.compareTo(b)), Integer.signum(PackedOrder.compareIds(packedA, packedB)));
        assertEquals(a.equals(b), PackedOrder.hasId(packedA, b.toString()));
        assertTrue(PackedOrder.hasId(packedA, a.toString()));
    }

    @Provide
    Arbitrary<OrderId> ids() {
        Arbitrary<OrderId> near = Arbitraries.of(
                        "ORD-AAAA-1", "ORD-AAAA-10", "ORD-AAAA0-1", "ORD-AAAAA-1", "ORD-AAAA-Z", "ORD-AAAA9-ZZ")
                .map(OrderId::of);
        return Arbitraries.oneOf(OrderArbitraries.orderIds(), near);
    }

    @Provide
    Arbitrary<List<StoredOrder>> orders() {
        Arbitrary<Optional<ObjectNode>> others = Arbitraries.of(
                        "{\"x\":1}",
                        "{\"customer\":{\"tags\":[\"é💎\",null,true]},\"n\":1.50}",
                        "{\"statusHistory\":[{},{\"by\":{\"deep\":[[[123456789012345678901234567890]]]}}]}",
                        "{\"big\":1E+400,\"small\":-0.000,\"long\":9999999999}")
                .map(PackingTest::json)
                .optional(0.3);
        return Combinators.combine(OrderArbitraries.orders(), others)
                .as(StoredOrder::new)
                .list()
                .ofMaxSize(4);
    }

    private static ObjectNode json(String text) {
        return OtherFields.fromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
