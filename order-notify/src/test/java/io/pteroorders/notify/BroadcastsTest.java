package io.pteroorders.notify;

import static io.pteroorders.notify.OutboxShop.BUDI;
import static io.pteroorders.notify.OutboxShop.SITI;
import static io.pteroorders.notify.Samples.ANDI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.task.Backoff;
import io.pteroorders.core.task.Pace;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.notify.text.TextException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BroadcastsTest {

    private final OutboxShop shop = new OutboxShop();

    private ImmutableList<OrderId> orders(Customer... customers) {
        ImmutableList.Builder<OrderId> ids = ImmutableList.builder();
        for (Customer customer : customers) {
            ids.add(shop.creates(customer).id());
        }
        shop.outbox.sendDue();
        shop.sender.sent();
        return ids.build();
    }

    private Broadcasts.Report report(String name) {
        return shop.outbox.broadcasts().report(name).orElseThrow();
    }

    @Test
    void everyPersonGetsItOnce() {
        String name = "libur";
        shop.outbox.broadcasts().send(name, "Libur", orders(BUDI, SITI, BUDI));
        shop.outbox.sendDue();
        assertEquals(List.of("Budi: broadcast-customer", "Siti: broadcast-customer"), shop.sender.sent());
        assertEquals(new Broadcasts.Report(false, 2, 0, 0, ImmutableList.of()), report(name));
        assertTrue(report(name).isDone());
    }

    @Test
    void whoWantsNoneGetsNone() {
        shop.optOuts.optOut(BUDI.id());
        String name = "libur";
        shop.outbox.broadcasts().send(name, "Libur", orders(BUDI, SITI));
        shop.optOuts.optOut(SITI.id());
        shop.outbox.sendDue();
        assertEquals(List.of(), shop.sender.sent());
        assertEquals(new Broadcasts.Report(false, 0, 0, 2, ImmutableList.of()), report(name));
    }

    @Test
    void placeholdersAreFilledInOnceAndNobodysNameMarksUp() {
        Customer forger = new Customer(BUDI.id(), "*{{orderId}}*", BUDI.chatId());
        ImmutableList<OrderId> ids = orders(forger);
        shop.outbox.broadcasts().send("any", "Hai {{customerName}}, soal {{orderId}}", ids);
        shop.outbox.sendDue();
        String text = shop.sender.taken.get(0).text();
        assertTrue(text.contains("\n\nHai \uFF0A{{orderId}}\uFF0A, soal " + ids.get(0) + "\n"), text);
    }

    @Test
    void aTextThatIsWrongIsRefusedBeforeAnyoneGetsIt() {
        ImmutableList<OrderId> ids = orders(BUDI);
        for (String wrong : List.of("Hai {{nama}}", "Hai {{#customerName}}", " ")) {
            assertThrows(TextException.class, () -> shop.outbox.broadcasts().send("any", wrong, ids));
        }
        assertEquals(0, shop.outbox.counts().waiting());
    }

    @Test
    void itStandsStillWhilePausedAndGoesOnAfterARestart() {
        shop.pace = new Pace(Duration.ZERO, 1, Duration.ofMinutes(1), 1);
        shop.restart();
        ImmutableList<OrderId> ids = orders(BUDI);
        shop.passes(Duration.ofMinutes(10));
        shop.sender.sent();
        ImmutableList<OrderId> all = ImmutableList.<OrderId>builder()
                .addAll(ids)
                .add(shop.creates(SITI).id())
                .build();
        shop.passes(Duration.ofMinutes(10));
        shop.sender.sent();
        String name = "libur";
        shop.outbox.broadcasts().send(name, "Libur", all);
        shop.outbox.sendDue();
        shop.outbox.broadcasts().pause(name, true);
        assertEquals(List.of("Budi: broadcast-customer"), shop.sender.sent());
        shop.log.force();
        shop.restart().passes(Duration.ofHours(1));
        assertEquals(List.of(), shop.sender.sent());
        assertEquals(new Broadcasts.Report(true, 1, 1, 0, ImmutableList.of()), report(name));
        shop.outbox.broadcasts().pause(name, false);
        shop.passes(Duration.ofHours(1));
        assertEquals(List.of("Siti: broadcast-customer"), shop.sender.sent());
    }

    @Test
    void itGoesAfterEverythingElse() {
        ImmutableList<OrderId> ids = orders(BUDI, SITI);
        shop.outbox.broadcasts().send("any", "Libur", ids);
        shop.confirms(ids.get(1));
        shop.outbox.sendDue();
        List<String> sent = shop.sender.sent();
        assertEquals(
                List.of("Budi: broadcast-customer", "Siti: broadcast-customer"),
                sent.subList(sent.size() - 2, sent.size()));
    }

    @Test
    void theReportSaysWhomItDidNotReachAndWhy() {
        ImmutableList<OrderId> ids = orders(BUDI, SITI);
        shop.sender.behaviour = message -> FakeSender.answer(
                message.to().equals(SITI.chatId()) ? SendResult.failed("no such number") : SendResult.SENT);
        String name = "libur";
        shop.outbox.broadcasts().send(name, "Libur", ids);
        shop.outbox.sendDue();
        assertEquals(1, report(name).sent());
        TaskStatus<MessageKey> failed = report(name).failed().get(0);
        assertEquals(SITI.id(), failed.key().receiver());
        assertEquals("no such number", failed.reason());
        assertEquals(Optional.empty(), shop.outbox.broadcasts().report("another"));
    }

    @Test
    void whoBeganItIsToldOnceHowItWent() {
        ImmutableList<OrderId> ids = orders(BUDI, SITI);
        shop.log.force();
        shop.shortLog = 1;
        shop.sender.behaviour = message -> FakeSender.answer(
                message.to().equals(SITI.chatId()) ? SendResult.failed("no such number") : SendResult.SENT);
        shop.restart().outbox.broadcasts().send("libur", "Libur", ids, ANDI);
        shop.outbox.sendDue();
        assertEquals(
                List.of(BUDI.chatId(), SITI.chatId(), ANDI.text()),
                shop.sender.tried.stream().map(OutgoingMessage::to).toList());
        assertEquals("""
                📣 *Broadcast done*

                Sent: 1
                Left out (STOP): 0
                Cannot be delivered: 1
                ⚠️ %s: no such number""".formatted(SITI.id().masked()), shop.sender.tried.get(2).text());
        shop.sender.sent();
        shop.log.force();
        shop.restart().outbox.sendAgain();
        shop.outbox.sendDue();
        assertEquals(
                List.of(SITI.chatId()),
                shop.sender.tried.stream().map(OutgoingMessage::to).toList());
    }

    @Test
    void theReportWaitsForThoseWhoAreTriedAgainAndSurvivesACrash() {
        ImmutableList<OrderId> ids = orders(BUDI, SITI);
        shop.sender.behaviour = message ->
                FakeSender.answer(message.to().equals(SITI.chatId()) ? SendResult.tryAgain("busy") : SendResult.SENT);
        shop.outbox.broadcasts().send("libur", "Libur", ids, ANDI);
        shop.outbox.sendDue();
        assertEquals(List.of("Budi: broadcast-customer"), shop.sender.sent());
        shop.log.force();
        shop.crash();
        shop.sender.behaviour = message -> new CompletableFuture<>();
        shop.passes(Duration.ofSeconds(2));
        shop.sender.behaviour = FakeSender::sends;
        shop.crash().passes(Backoff.DEFAULT.longest());
        assertEquals(List.of("Siti: broadcast-customer", "Andi: broadcast-done-admin"), shop.sender.sent());
    }

    @Test
    void aNameThatWasUsedSendsNothingAgain() {
        ImmutableList<OrderId> ids = orders(BUDI);
        shop.outbox.broadcasts().send("libur", "Libur", ids);
        shop.outbox.broadcasts().send("libur", "Libur lagi", ids);
        assertEquals(1, report("libur").waiting() + report("libur").sent());
        assertEquals(Optional.of("libur"), shop.outbox.broadcasts().latest());
    }

    @Test
    void peopleWhoOptedOutAreNotCountedAsReached() {
        ImmutableList<OrderId> ids = orders(BUDI, SITI, BUDI);
        assertEquals(2, shop.outbox.broadcasts().reach(ids));
        shop.optOuts.optOut(SITI.id());
        assertEquals(1, shop.outbox.broadcasts().reach(ids));
    }
}
