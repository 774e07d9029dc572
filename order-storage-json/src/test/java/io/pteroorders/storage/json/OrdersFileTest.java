package io.pteroorders.storage.json;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.moved;
import static io.pteroorders.storage.record.Samples.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.Samples;
import io.pteroorders.storage.record.StoredOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code orders.json} looks like from outside. */
class OrdersFileTest {

    @TempDir
    Path parent;

    private static String written(Order order) {
        return new String(OrderJson.encode(StoredOrder.of(order)), StandardCharsets.UTF_8);
    }

    @Test
    void fieldsThatTheProgramDoesNotKnowSurviveAChangeAtEveryLevel() throws Exception {
        JsonNode before = JSON.readTree(Samples.text("order-with-unknown-fields.json"));
        DataDirectory data = DataDirectory.holding(parent, "[" + Samples.text("order-with-unknown-fields.json") + "]");
        try (OrderStorage store = data.open()) {
            store.update(
                    OrderId.of(before.path("id").stringValue()),
                    order -> Outcome.done(moved(order, OrderStatus.CONFIRMED)),
                    Optional.empty());
        }
        JsonNode after = data.json().path(0);
        assertEquals(OrderStatus.CONFIRMED.word(), after.path("status").stringValue());
        assertKept(before, after, "/rating");
        assertKept(before, after, "/customer/loyalty");
        assertKept(before, after, "/item/addons");
        assertKept(before, after, "/item/specifications/slots");
        assertKept(before, after, "/statusHistory/0/via");
        assertKept(before, after, "/huge");
        assertKept(before, after, "/half an emoji");
        assertKept(before, after, "/");
    }

    private static void assertKept(JsonNode before, JsonNode after, String pointer) {
        assertFalse(before.at(pointer).isMissingNode(), pointer);
        assertEquals(before.at(pointer), after.at(pointer), pointer);
    }

    @Test
    void fieldsThatTheProgramDoesNotKnowSurviveAChangeOfAnotherOrder() throws Exception {
        JsonNode before = JSON.readTree(Samples.text("order-with-unknown-fields.json"));
        DataDirectory data = DataDirectory.holding(parent, "[" + Samples.text("order-with-unknown-fields.json") + "]");
        for (int number = 1; number <= 2; number++) {
            try (OrderStorage store = data.open()) {
                DataDirectory.insert(store, anOrder(number).pending());
            }
        }
        DataDirectory.nameThePackage(before);
        assertEquals(before, data.json().path(0));
    }

    @Test
    void aFileHasOneOrderALine() throws Exception {
        DataDirectory data = DataDirectory.in(parent);
        Order first = anOrder(1).pending().withNote(NOON, "system", "line\nbreak");
        Order second = anOrder(2).pending();
        try (OrderStorage store = data.open()) {
            DataDirectory.insert(store, first);
            DataDirectory.insert(store, second);
        }
        assertEquals("[\n" + written(first) + ",\n" + written(second) + "\n]\n", data.text());
    }

    @Test
    void onlyTheOwnerCanReadAnything() throws Exception {
        DataDirectory data = DataDirectory.holding(parent, "[{}]");
        try (OrderStorage store = data.open()) {
            DataDirectory.insert(store, anOrder(1).pending());
            assertEquals("rw-------", DataDirectory.mode(data.path().resolve("LOCK.info")));
        }
        for (String file : ImmutableList.of("orders.json", "LOCK")) {
            assertEquals("rw-------", DataDirectory.mode(data.path().resolve(file)), file);
        }
        data.content()
                .tailMap("quarantine")
                .forEach((name, is) -> assertTrue(
                        is.startsWith("directory rwx------") || is.startsWith("file rw-------"),
                        () -> name + " is " + is));
        DataDirectory made = DataDirectory.in(parent.resolve("to be made"));
        made.reopened();
        assertEquals("rwx------", DataDirectory.mode(made.path()));
        assertEquals("rwx------", DataDirectory.mode(parent.resolve("to be made")));
    }
}
