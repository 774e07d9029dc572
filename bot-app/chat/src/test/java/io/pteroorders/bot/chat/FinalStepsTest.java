package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.OutgoingMessage.Choice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be taken back asks first; what went wrong can be put right, and the money is followed. */
class FinalStepsTest {

    private final TestShop shop = TestShop.keepingPictures(Map.of());
    private final String id = shop.order(BUDI, "gold");

    private Order order() {
        return shop.storage.get(OrderId.of(id)).orElseThrow();
    }

    private void moved(String to) {
        shop.says(ADMIN, "!order-confirm " + id);
        if (!to.equals("confirmed")) {
            shop.says(ADMIN, "!order-process " + id);
        }
        if (to.equals("completed")) {
            shop.says(ADMIN, "!order-complete " + id + " SERVER 1");
        }
    }

    private List<String> toBudi(List<OutgoingMessage> sent) {
        return sent.stream()
                .filter(message -> message.to().equals(BUDI.text()))
                .map(OutgoingMessage::template)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "confirmed,  !order-cancel ID stok habis, CANCELLED",
        "processing, !order-cancel ID,            CANCELLED",
        "processing, !cancel ID,                  CANCELLED",
        "completed,  !order-refund ID,            REFUNDED",
        "completed,  !order-refund ID ?,          REFUNDED",
        "completed,  !order-refund ID rusak,      REFUNDED"
    })
    void whatEndsAPaidOrderAsksFirst(String status, String command, OrderStatus end) {
        moved(status);
        OrderStatus before = order().status();
        String asked = shop.reply(ADMIN, command.replace("ID", id));
        assertTrue(asked.contains(id) && asked.contains("*YA*") && asked.contains("⚠️"), asked);
        assertEquals(before, order().status());
        assertEquals(List.of(), toBudi(shop.says(ADMIN, "tidak")));
        shop.says(ADMIN, command.replace("ID", id));
        shop.says(ADMIN, "ya");
        assertEquals(end, order().status());
    }

    @Test
    void anUnpaidOrderIsCancelledAtOnce() {
        shop.says(ADMIN, "!order-cancel " + id + " stok habis");
        assertEquals(OrderStatus.CANCELLED, order().status());
    }

    @ParameterizedTest
    @CsvSource({"order-confirm, CONFIRMED", "order-cancel, CANCELLED"})
    void aButtonAsksFirst(String command, OrderStatus end) {
        String text = shop.sent.stream()
                .flatMap(message -> message.choices().stream())
                .map(Choice::command)
                .filter(choice -> choice.startsWith("!" + command))
                .findFirst()
                .orElseThrow();
        assertTrue(shop.reply(ADMIN, text).contains("*YA*"), text);
        assertEquals(OrderStatus.PENDING, order().status());
        shop.says(ADMIN, "ya");
        assertEquals(end, order().status());
    }

    @Test
    void whatCannotBeIsRefusedAndNotAskedAbout() {
        assertFalse(shop.reply(ADMIN, "!order-refund " + id).contains("*YA*"));
    }

    @Test
    void rejectingAPictureAsksForAnother() {
        shop.says(BUDI, "!proof " + id + " one.jpg");
        String asked = shop.reply(ADMIN, "!order-reject " + id + " fotonya buram");
        assertTrue(asked.contains("*YA*"), asked);
        assertTrue(order().paymentProof().isPresent());
        List<OutgoingMessage> sent = shop.says(ADMIN, "ya");
        assertEquals(List.of("proof-refused-customer"), toBudi(sent));
        assertTrue(sent.stream().anyMatch(message -> message.text().contains("Alasan: fotonya buram")));
        assertEquals(OrderStatus.PENDING, order().status());
        assertEquals(Optional.empty(), order().paymentProof());
    }

    @ParameterizedTest
    @ValueSource(strings = {"!tolak ID", "!tolak ID stok habis", "!order-reject ID stok habis?"})
    void withoutAPictureItIsAskedWhetherToCancelTheOrder(String typed) {
        String asked = shop.reply(ADMIN, typed.replace("ID", id));
        assertTrue(asked.contains("dibatalkan") && asked.contains(id) && asked.contains("*YA*"), asked);
        assertEquals(OrderStatus.PENDING, order().status());
        shop.says(ADMIN, "jangan");
        assertEquals(OrderStatus.PENDING, order().status());
        shop.says(ADMIN, typed.replace("ID", id));
        List<OutgoingMessage> sent = shop.says(ADMIN, "ya");
        assertEquals(OrderStatus.CANCELLED, order().status());
        assertEquals(List.of("order-cancelled-customer"), toBudi(sent));
        assertEquals(typed.contains("stok"), sent.stream().anyMatch(message -> message.text()
                .contains("Alasan: stok habis")));
    }

    @Test
    void withAPictureOnlyThePictureIsRejected() {
        shop.says(BUDI, "!proof " + id + " one.jpg");
        shop.says(ADMIN, "!tolak " + id + " buram");
        shop.says(ADMIN, "ya");
        assertEquals(OrderStatus.PENDING, order().status());
        assertEquals(Optional.empty(), order().paymentProof());
    }

    @Test
    void whatIsPaidIsNotRejected() {
        moved("confirmed");
        assertFalse(shop.reply(ADMIN, "!tolak " + id).contains("*YA*"));
        assertEquals(OrderStatus.CONFIRMED, order().status());
    }

    @Test
    void theMoneyOfACancelledOrderIsFollowedUntilItWentBack() {
        moved("confirmed");
        shop.says(OWNER, "!order-cancel " + id);
        String reply = shop.reply(OWNER, "ya");
        assertTrue(reply.contains("⚠️ Sudah dibayar: kembalikan Rp 85.000"), reply);
        assertTrue(shop.reply(ADMIN, "!refunds").contains(id + ": Rp 85.000"));
        assertTrue(shop.reply(ADMIN, "!order-detail " + id).contains("Perlu dikembalikan: Rp 85.000"));
        shop.says(OWNER, "!order-refund " + id + " BCA");
        List<OutgoingMessage> sent = shop.says(OWNER, "ya");
        assertEquals(List.of("money-returned-customer"), toBudi(sent));
        assertEquals(OrderStatus.CANCELLED, order().status());
        assertTrue(shop.reply(ADMIN, "!refunds").contains("Tidak ada"));
    }

    @Test
    void aWrongServerIdIsCorrectedAndTheCustomerTold() {
        moved("completed");
        assertEquals(Optional.of("SERVER"), order().serverId());
        assertTrue(shop.reply(ADMIN, "!order-complete " + id + " srv-1").contains("!order-server " + id));
        List<OutgoingMessage> sent = shop.says(ADMIN, "!order-server " + id + " srv-1");
        assertEquals(Optional.of("srv-1"), order().serverId());
        assertEquals(List.of("server-corrected-customer"), toBudi(sent));
        assertTrue(sent.stream().anyMatch(message -> message.text().contains("srv-1")));
    }

    @Test
    void aMessageReachesTheCustomerAsItWasTyped() {
        String text = "Panel: https://panel.example.com\n!status untuk cek\nuser_name: budi_99 / *p@ss*";
        List<OutgoingMessage> sent = shop.says(ADMIN, "!order-message " + id + " " + text);
        assertEquals(List.of("message-customer"), toBudi(sent));
        assertTrue(sent.stream()
                .anyMatch(message ->
                        message.to().equals(BUDI.text()) && message.text().contains(text)));
    }

    @Test
    void aProofIsSeenEverywhereAndCanBeSeenAgain() {
        shop.says(BUDI, "!proof " + id + " one.jpg");
        assertTrue(shop.reply(ADMIN, "!order-detail " + id).contains("🧾"));
        assertTrue(shop.reply(ADMIN, "!pending-orders").contains("🧾"));
        assertTrue(shop.reply(ADMIN, "!orders").contains("🧾"));
        String status = shop.reply(BUDI, "!status " + id);
        assertTrue(status.contains("🧾") && !status.contains("Kami menunggu pembayaran"), status);
        OutgoingMessage shown = shop.says(ADMIN, "!proof " + id).get(0);
        assertEquals(Optional.of("proofs/one.jpg"), shown.attachment());
        assertTrue(shown.text().contains("proofs/one.jpg"), shown.text());
    }
}
