package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.storage.record.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file that the earlier bot left behind. In the sample every bad record says in {@code why} what is wrong with it,
 * unless it is no object.
 */
class EarlierBotTest {

    @TempDir
    Path parent;

    private String original = "";
    private DataDirectory data = DataDirectory.in(Path.of(""));

    @BeforeEach
    void leaveTheFile() throws Exception {
        original = Samples.text("earlier-bot-orders.json");
        data = DataDirectory.holding(parent, original);
    }

    private ImmutableList<JsonNode> records(boolean bad) {
        return Samples.JSON
                .readTree(original)
                .valueStream()
                .filter(record -> bad == (record.has("why") || !record.isObject()))
                .collect(ImmutableList.toImmutableList());
    }

    private static String why(JsonNode record) {
        return record.path("why").asString("the record must be an object");
    }

    private Path quarantined(String suffix) throws Exception {
        try (Stream<Path> files = Files.list(data.path().resolve("quarantine"))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void itsGoodOrdersAreThere() {
        ImmutableList<Order> orders = data.reopened();
        assertEquals(
                ImmutableList.of(
                        "ORD-MDJ1TIAO-APE3B6 bronze 1 pending",
                        "ORD-J1U15J-8N a1 3 completed",
                        "ORD-MDJ2K0Z1-Q7 vps-b2 1 cancelled",
                        "ORD-MDJ3ABCD-000001 diamond 1 refunded",
                        "ORD-MDJ4ABCD-A bronze 1 pending"),
                orders.stream().map(Order::toString).collect(ImmutableList.toImmutableList()));
    }

    @Test
    void whatItKnewOfAnOrderIsThere() {
        try (JsonOrderStorage store = data.open()) {
            Order order = store.get(OrderId.of("ORD-J1U15J-8N")).orElseThrow();
            assertEquals("A1", order.item().packageName());
            assertEquals("Siti 🌸", order.customer().displayName());
            assertEquals(Optional.of("siti_01"), order.username());
            assertEquals(Optional.of("media/2025/07/proof-8N.jpg"), order.paymentProof());
            assertEquals(Optional.of("SERVER123"), order.serverId());
            assertEquals(
                    "paid by bank transfer", order.adminNotes().all().get(0).text());
            assertEquals(OrderStatus.COMPLETED, order.lastChange().status());
            assertEquals("6289990000001@s.whatsapp.net", order.lastChange().updatedBy());
        }
    }

    @Test
    void itsGoodRecordsAreWrittenAsTheyWereWithTheNamesOfTheirPackages() {
        data.reopened();
        assertEquals(asWritten(records(false)), ImmutableList.copyOf(data.json()));
        try (JsonOrderStorage store = data.open()) {
            DataDirectory.insert(store, anOrder(1).pending());
        }
        assertEquals(
                asWritten(records(false)), ImmutableList.copyOf(data.json()).subList(0, 5));
    }

    private static ImmutableList<JsonNode> asWritten(ImmutableList<JsonNode> records) {
        records.forEach(EarlierBotTest::asWritten);
        return records;
    }

    private static void asWritten(JsonNode record) {
        DataDirectory.nameThePackage(record);
        ((ObjectNode) record).properties().removeIf(field -> field.getValue().isNull());
        ObjectNode customer = (ObjectNode) record.path("customer");
        customer.put("displayName", customer.path("displayName").stringValue().replace("\ud83d", "\ufffd"));
    }

    @Test
    void itsBadRecordsAreSetAsideEachWithItsReason() throws Exception {
        data.reopened();
        JsonNode kept = Samples.JSON.readTree(quarantined("-rejected.json"));
        ImmutableList<JsonNode> bad = records(true);
        assertTrue(bad.size() >= 12);
        assertEquals(bad.size(), kept.size());
        for (int i = 0; i < bad.size(); i++) {
            assertEquals(bad.get(i), kept.path(i).path("record"));
            assertEquals(why(bad.get(i)), kept.path(i).path("reason").stringValue());
        }
    }

    @Test
    void theOriginalIsKeptToTheByte() throws Exception {
        byte[] before = Files.readAllBytes(data.file());
        data.reopened();
        assertArrayEquals(before, Files.readAllBytes(quarantined("-original.json")));
    }

    @Test
    void everyBadRecordIsNoticed() throws Exception {
        try (JsonOrderStorage store = data.open()) {
            assertEquals(1 + records(true).size(), store.notices().size());
            assertEquals(
                    records(true).size() + " records were set aside in " + quarantined("-rejected.json"),
                    store.notices().get(0));
            assertTrue(
                    store.notices().get(1).startsWith("record 2, line "),
                    store.notices().get(1));
            records(true)
                    .forEach(record -> assertTrue(store.notices().stream().anyMatch(n -> n.endsWith(why(record)))));
        }
    }

    @Test
    void theSecondStartHasNothingToNotice() throws Exception {
        ImmutableList<Order> first = data.reopened();
        Object files = data.content();
        try (JsonOrderStorage store = data.open()) {
            assertEquals(ImmutableList.of(), store.notices());
            assertEquals(first, DataDirectory.orders(store));
        }
        assertEquals(files, data.content());
    }

    @Test
    void whatWasSetAsideBeforeIsNotOverwritten() throws Exception {
        data.reopened();
        data.replaceAllBy("[1]");
        data.reopened();
        data.replaceAllBy("[2]");
        data.reopened();
        try (Stream<Path> files = Files.list(data.path().resolve("quarantine"))) {
            assertEquals(6, files.count());
        }
    }
}
