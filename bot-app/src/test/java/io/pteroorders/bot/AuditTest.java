package io.pteroorders.bot;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.chat.ChatStores;
import io.pteroorders.bot.chat.TestShop;
import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.state.AuditBacklog;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.testkit.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the audit trail afterwards. */
class AuditTest {

    private final List<AuditTrail.Entry> trail = new ArrayList<>();
    private final OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
    private final TestShop shop = shop(trail::addAll);

    private TestShop shop(AuditTrail audit) {
        return new TestShop(
                Map.of("STORE_LANGUAGE", "en"), storage, ChatStores.inMemory().with(audit));
    }

    /** The entries since the last look, without times. */
    private List<String> entries() {
        List<String> entries = trail.stream()
                .map(entry -> TestShop.name(entry.person().orElseThrow()) + " " + entry.command()
                        + entry.order().map(order -> " " + order).orElse("") + " "
                        + entry.result().word())
                .toList();
        trail.clear();
        return entries;
    }

    @Test
    void aChangeIsKeptWithWhoAndWhichOrder() {
        String id = shop.order(BUDI, "gold");
        assertEquals(shop.clock.instant(), trail.get(0).time());
        shop.says(BUDI, "!username " + id + " budi.craft");
        shop.says(BUDI, "!order-note " + id + " please");
        shop.says(ADMIN, "!order-confirm " + id);
        shop.says(ADMIN, "!order-process " + id);
        shop.says(ADMIN, "!order-complete " + id + " S1");
        shop.says(OWNER, "!order-refund " + id);
        shop.says(OWNER, "yes");
        assertEquals(
                List.of(
                        "Budi order " + id + " done",
                        "Budi username " + id + " done",
                        "Budi order-note " + id + " done",
                        "Admin order-confirm " + id + " done",
                        "Admin order-process " + id + " done",
                        "Admin order-complete " + id + " done",
                        "Owner order-refund " + id + " done"),
                entries());
    }

    @ParameterizedTest
    @ValueSource(strings = {"!broadcast pause", "!broadcast resume", "!broadcast all Hello"})
    void whatDidNothingIsNotKeptAsDone(String command) {
        shop.says(OWNER, command);
        assertEquals(List.of("Owner broadcast refused"), entries());
    }

    @Test
    void whatIsRefusedIsKeptToo() {
        String id = shop.order(BUDI, "gold");
        entries();
        shop.says(ADMIN, "!order-refund " + id);
        shop.says(ADMIN, "!order-confirm ORD-00000-00000");
        shop.says(ADMIN, "!order-confirm");
        shop.says(BUDI, "!order wood");
        assertEquals(
                List.of(
                        "Admin order-refund " + id + " refused",
                        "Admin order-confirm ORD-00000-00000 refused",
                        "Admin order-confirm refused",
                        "Budi order refused"),
                entries());
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "order-detail ORD-00000-00000", "backup", "order-confirm ORD-00000-00000"})
    void aCustomersTryOfAnAdminsCommandIsKeptAsDenied(String command) {
        shop.says(BUDI, "!" + command);
        assertEquals(List.of("Budi " + command.replaceFirst(" .*", "") + " denied"), entries());
    }

    @Test
    void anAdminsTryOfAnOwnersCommandIsKeptAsDenied() {
        shop.says(ADMIN, "!backup");
        assertEquals(List.of("Admin backup denied"), entries());
    }

    @Test
    void ofSeveralOrdersEachHasItsEntry() {
        String first = shop.order(BUDI, "gold");
        String second = shop.order(SITI, "gold");
        shop.says(ADMIN, "!order-confirm " + second);
        entries();
        shop.says(ADMIN, "!order-confirm " + first + "," + second);
        assertEquals(
                List.of("Admin order-confirm " + first + " done", "Admin order-confirm " + second + " refused"),
                entries());
    }

    @Test
    void anAdminsLookAtOrdersIsKeptAndACustomersAtTheirOwnIsNot() {
        String id = shop.order(BUDI, "gold");
        entries();
        List.of("!order-detail " + id, "!orders", "!pending-orders", "!order-search gold", "!order-status " + id)
                .forEach(line -> shop.says(ADMIN, line));
        shop.says(BUDI, "!order-status " + id);
        shop.says(BUDI, "!my-orders");
        assertEquals(
                List.of(
                        "Admin order-detail " + id + " done",
                        "Admin orders done",
                        "Admin pending-orders done",
                        "Admin order-search done",
                        "Admin order-status " + id + " done"),
                entries());
    }

    @Test
    void aQuestionIsNoDeedAndTheYesIsOne() {
        String id = shop.order(BUDI, "gold");
        entries();
        shop.says(BUDI, "!cancel " + id);
        assertEquals(List.of(), entries());
        shop.says(BUDI, "YES");
        assertEquals(List.of("Budi cancel " + id + " done"), entries());
    }

    @Test
    void harmlessCommandsAndTalkAreNotKept() {
        List.of("!help", "!katalog", "!harga gold", "!lang en", "!oder", "hello", "STOP")
                .forEach(line -> shop.says(BUDI, line));
        assertEquals(List.of(), entries());
    }

    @Test
    void aChangeThatBrokeIsKeptAsFailed() {
        storage.close();
        shop.says(BUDI, "!order gold");
        assertEquals(List.of("Budi order failed"), entries());
    }

    @Test
    void whatCannotBeKeptIsNotShownButAChangeThatWasMadeIsToldAndKeptLater() {
        AtomicBoolean space = new AtomicBoolean();
        AuditBacklog audit = new AuditBacklog(entries -> {
            if (!space.get()) {
                throw StorageException.retryable("the disk is full", null);
            }
            trail.addAll(entries);
        });
        TestShop full = shop(audit);
        String id = full.order(BUDI, "gold");
        String detail = full.reply(ADMIN, "!order-detail " + id);
        assertTrue(detail.contains("try again"), detail);
        assertFalse(detail.contains(id), detail);
        assertTrue(full.reply(ADMIN, "!order-confirm " + id).contains(id));
        assertEquals(
                OrderStatus.CONFIRMED, storage.get(OrderId.of(id)).orElseThrow().status());
        space.set(true);
        assertTrue(full.reply(ADMIN, "!order-detail " + id).contains(id));
        assertEquals(
                List.of(
                        "Budi order " + id + " done",
                        "Admin order-confirm " + id + " done",
                        "Admin order-detail " + id + " done"),
                entries());
    }
}
