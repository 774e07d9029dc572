package io.pteroorders.storage.sql;

import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases compare and keep texts in ways of their own; the store does not. */
@ParameterizedClass
@MethodSource("io.pteroorders.storage.sql.Server#all")
class TextsTest {

    private final Server server;

    private SqlStorageOptions options;
    private SqlOrderStorage store;

    TextsTest(Server server) {
        this.server = server.installed();
    }

    @BeforeEach
    void open() {
        options = server.newShop();
        store = SqlOrderStorage.open(options);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Order inserted(Order order) {
        store.insert(order, InsertGuard.NONE, Optional.empty());
        return order;
    }

    @Test
    void peopleWhoseIdsDifferInCaseAreTwo() {
        Order small = inserted(ofPerson(1, "abc@lid"));
        Order large = inserted(ofPerson(2, "ABC@lid"));
        assertEquals(List.of(small), ordersOf("abc@lid"));
        assertEquals(List.of(large), ordersOf("ABC@lid"));
    }

    private static Order ofPerson(int number, String id) {
        return anOrder(number)
                .by(new Customer(PersonId.whatsApp(id), "Budi", id))
                .pending();
    }

    private List<Order> ordersOf(String person) {
        return store.query(OrderQuery.newestFirst()
                        .customer(PersonId.whatsApp(person))
                        .build())
                .orders();
    }

    @Test
    void textsThatDifferInAccentsOrSpacesAtTheEndAreTwo() {
        try (Database database = Database.connect(options)) {
            for (String text : List.of("a", "á", "A", "a ", "ａ", "💎", "🌙")) {
                int added = database.write(
                        session -> session.change("INSERT INTO totals VALUES ('TEXT', ?, 1)", text), Optional.empty());
                assertEquals(1, added, text);
            }
        }
    }

    @Test
    void emojiQuotesAndBackslashesComeBackAsTheyWent() {
        String note =
                "💎 \\ ' \" \\' %s ${x} \\u0000 ' ; -- 👩‍👩‍👧 é ".repeat(10).strip();
        Order order = anOrder(1).pending();
        Order noted = inserted(order.withNote(order.updatedAt(), "6281234567890", note));
        assertEquals(Optional.of(noted), store.get(noted.id()));
    }

    /** 400 kB: more than fits into a page or a short text of any database. */
    @Test
    void aVeryLongHistoryIsKept() {
        String note = "🌙".repeat(500);
        Order order = anOrder(1).pending();
        for (int i = 0; i < Notes.MAX_COUNT; i++) {
            order = order.withNote(order.updatedAt(), "6281234567890", note)
                    .withAdminNote(order.updatedAt(), "6289990000001", note);
        }
        assertEquals(Optional.of(inserted(order)), store.get(order.id()));
    }
}
