package io.pteroorders.storage.record;

import static io.pteroorders.storage.record.Samples.JSON;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.StatusChange;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class HistoryRepairTest {

    private static final OrderJson FORMAT = new OrderJson(OrderFlow.ORDER_STATUS_FLOW);

    /** A record of a status whose history has these, an hour apart. */
    private static ObjectNode record(OrderStatus status, String... history) throws Exception {
        ObjectNode record = (ObjectNode) JSON.readTree(Samples.text("document-sample.json"));
        record.put("status", status.word()).put("updatedAt", "2025-01-01T06:00:00.000Z");
        ArrayNode entries = record.putArray("statusHistory");
        for (int i = 0; i < history.length; i++) {
            entries.addObject()
                    .put("status", history[i])
                    .put("timestamp", "2025-01-01T0" + i + ":00:00.000Z")
                    .put("updatedBy", "628111@s.whatsapp.net")
                    .put("via", "web");
        }
        return record;
    }

    private static StoredOrder repaired(JsonNode record) throws OrderFormatException {
        byte[] json = record.toString().getBytes(StandardCharsets.UTF_8);
        return FORMAT.repair(json, 0, json.length);
    }

    private static String complaint(JsonNode record) {
        return String.valueOf(
                assertThrows(OrderFormatException.class, () -> repaired(record)).getMessage());
    }

    private static ImmutableList<String> statuses(Order order) {
        return order.statusHistory().stream()
                .map(change -> change.status().word())
                .collect(ImmutableList.toImmutableList());
    }

    @Test
    void aCancelledOrderThatWasConfirmedAgainStaysConfirmed() throws Exception {
        ObjectNode record = record(OrderStatus.CONFIRMED, "pending", "cancelled", "confirmed");
        StoredOrder stored = repaired(record);
        assertEquals(ImmutableList.of("pending", "confirmed"), statuses(stored.order()));
        assertEquals(
                record.path("statusHistory"), stored.otherFields().orElseThrow().path("importedHistory"));
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, pending",
        "CONFIRMED, pending confirmed",
        "PROCESSING, pending confirmed processing",
        "COMPLETED, pending confirmed processing completed",
        "CANCELLED, pending cancelled",
        "REFUNDED, pending confirmed processing completed refunded"
    })
    void aMissingHistoryIsTheShortestWay(OrderStatus status, String way) throws Exception {
        ObjectNode record = record(status);
        StoredOrder without = repaired(record);
        assertEquals(way, String.join(" ", statuses(without.order())));
        record.remove("statusHistory");
        assertEquals(without.order(), repaired(record).order());
        assertEquals(false, repaired(record).otherFields().isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETED, confirmed completed",
        "COMPLETED, pending completed",
        "REFUNDED, pending confirmed",
        "CANCELLED, pending completed cancelled",
        "PROCESSING, pending confirmed processing confirmed processing"
    })
    void stepsThatCannotHaveHappenedAreReplaced(OrderStatus status, String way) throws Exception {
        ObjectNode record = record(status, way.split(" ", -1));
        StoredOrder stored = repaired(record);
        assertEquals(status, stored.order().status());
        assertEquals(
                record.path("statusHistory"), stored.otherFields().orElseThrow().path("importedHistory"));
        assertEquals(stored, FORMAT.decode(OrderJson.encode(stored)));
    }

    @Test
    void whatWasRebuiltSaysSoAndLiesBetweenCreationAndLastUpdate() throws Exception {
        Order order = repaired(record(OrderStatus.COMPLETED)).order();
        assertEquals(order.createdAt(), order.statusHistory().get(0).timestamp());
        assertEquals(
                "2025-01-01T02:00:00Z", order.statusHistory().get(1).timestamp().toString());
        assertEquals(
                "2025-01-01T04:00:00Z", order.statusHistory().get(2).timestamp().toString());
        assertEquals(order.updatedAt(), order.lastChange().timestamp());
        for (StatusChange change : order.statusHistory()) {
            assertEquals(StatusChange.SYSTEM, change.updatedBy());
            assertEquals(HistoryRepair.NOTE, change.notes());
        }
    }

    @Test
    void anUpdateBeforeTheCreationIsNoObstacle() throws Exception {
        Order order = repaired(record(OrderStatus.CONFIRMED).put("updatedAt", "2024-01-01T00:00:00.000Z"))
                .order();
        assertEquals(order.createdAt(), order.lastChange().timestamp());
    }

    @Test
    void anEarlierImportIsNotOverwritten() throws Exception {
        ObjectNode record =
                record(OrderStatus.COMPLETED, "pending", "completed").put("importedHistory", "kept");
        StoredOrder stored = repaired(record);
        assertEquals(
                "kept",
                stored.otherFields().orElseThrow().path("importedHistory").stringValue());
        assertEquals(
                record.path("statusHistory"), stored.otherFields().orElseThrow().path("importedHistory2"));
    }

    @Test
    void otherBrokenRulesStayBroken() throws Exception {
        assertEquals(
                "totalAmount is not price times duration",
                complaint(record(OrderStatus.COMPLETED, "pending", "completed").put("totalAmount", 1)));
        assertEquals(
                "createdAt is missing", complaint(record(OrderStatus.COMPLETED).without("createdAt")));
        assertEquals(
                "status is missing", complaint(record(OrderStatus.COMPLETED).without("status")));
        assertEquals(
                "status is none that the program knows",
                complaint(record(OrderStatus.COMPLETED).put("status", "x")));
        assertEquals(
                "statusHistory[].status is none that the program knows",
                complaint(record(OrderStatus.COMPLETED, "pending", "paid", "completed")));
        assertEquals(
                "statusHistory must be an array, is text",
                complaint(record(OrderStatus.COMPLETED).put("statusHistory", "pending")));
        ObjectNode backwards = record(OrderStatus.COMPLETED, "pending", "completed");
        ((ObjectNode) backwards.at("/statusHistory/0")).put("timestamp", "2025-01-01T05:00:00.000Z");
        assertEquals("the history's times go backwards", complaint(backwards));
        ObjectNode legal = record(OrderStatus.CONFIRMED, "pending", "confirmed");
        ((ObjectNode) legal.at("/statusHistory/0")).put("timestamp", "2025-01-01T05:00:00.000Z");
        assertEquals("the history's times go backwards", complaint(legal));
    }

    @Property(tries = 200)
    void aGoodOrderIsNotChanged(@ForAll("orders") StoredOrder stored) throws Exception {
        byte[] record = OrderJson.encode(stored);
        assertArrayEquals(record, OrderJson.encode(FORMAT.repair(record, 0, record.length)));
    }

    @Provide
    Arbitrary<StoredOrder> orders() {
        return StoredOrders.any();
    }

    @ParameterizedTest
    @EnumSource
    void aStatusThatTheFlowCannotReachStaysBroken(OrderStatus status) throws Exception {
        OrderFlow flow = OrderFlow.of(ImmutableSetMultimap.of(OrderStatus.PENDING, OrderStatus.CANCELLED));
        byte[] json = record(status).toString().getBytes(StandardCharsets.UTF_8);
        if (status == OrderStatus.PENDING || status == OrderStatus.CANCELLED) {
            assertEquals(
                    status,
                    new OrderJson(flow).repair(json, 0, json.length).order().status());
        } else {
            assertThrows(OrderFormatException.class, () -> new OrderJson(flow).repair(json, 0, json.length));
        }
    }
}
