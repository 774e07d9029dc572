package io.pteroorders.notify;

import static io.pteroorders.notify.OutboxShop.BUDI;
import static io.pteroorders.notify.OutboxShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.service.ChangeStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the store is away, what needs it waits, and nothing else does. */
class OutboxOutageTest {

    private final Outage outage = new Outage();
    private final OutboxShop shop = new OutboxShop();

    @BeforeEach
    void open() {
        shop.storage = outage.of(shop.storage);
        shop.service = shop.service();
        shop.restart();
    }

    private List<String> due() {
        shop.outbox.sendDue();
        return shop.sender.sent();
    }

    @Test
    void aReplyWhoseOrderCannotBeReadWaitsAndKeepsItsPlace() {
        OrderId id = shop.creates(BUDI).id();
        outage.during(() -> {
            shop.answers(BUDI.id(), "r1", id);
            shop.answers(BUDI.id(), "r2");
            assertEquals(List.of(), due());
        });
        shop.passes(Duration.ofMinutes(1));
        assertEquals(
                List.of(false, true),
                shop.sender.taken.stream()
                        .filter(message -> message.template().equals("reply"))
                        .map(message -> message.id().equals("r2"))
                        .toList());
        assertEquals(3, shop.sender.sent().size(), "the first in the place of the news of it, and an admin's");
    }

    @Test
    void theStoreIsAskedOnceInAWhileAndHoldsUpNoOtherReply() {
        for (int i = 0; i < 20; i++) {
            shop.creates(SITI);
        }
        outage.during(() -> {
            assertEquals(List.of(), due());
            shop.answers(BUDI.id(), "r1");
            assertEquals(List.of("Budi: reply"), due());
            assertEquals(1, outage.asked());
        });
        shop.passes(Duration.ofMinutes(1));
        assertEquals(
                20,
                shop.sender.sent().stream()
                        .filter("Siti: order-created-customer"::equals)
                        .count());
    }

    @Test
    void repliesAskForTheirOrdersOnceInAWhile() {
        OrderId one = shop.creates(BUDI).id();
        OrderId other = shop.creates(SITI).id();
        outage.during(() -> {
            shop.answers(BUDI.id(), "r1", one);
            shop.answers(SITI.id(), "r2", other);
            assertEquals(List.of(), due());
            assertEquals(1, outage.asked());
        });
        shop.passes(Duration.ofMinutes(1));
        assertEquals(4, shop.sender.sent().size(), "the replies in the place of the news, and an admin's");
    }

    @Test
    void whatMayBeForgottenIsForgottenLater() {
        shop.shortLog = 1;
        shop.restart();
        OrderId id = shop.creates(BUDI).id();
        due();
        shop.clock.advance(Deliveries.MEMORY.plusHours(1));
        outage.during(() -> {
            shop.answers(SITI.id(), "r1");
            assertEquals(List.of("Siti: reply"), due());
            assertEquals(1, outage.asked());
        });
        shop.service.cancel(OutboxShop.ADMIN, new ChangeStatus(id, "")).get();
        shop.passes(Duration.ofMinutes(1));
        assertEquals(2, shop.sender.sent().size());
    }

    @Test
    void messagesThatAreTriedAgainWaitTogether() {
        shop.creates(BUDI);
        shop.creates(SITI);
        shop.sender.behaviour = message -> FakeSender.answer(SendResult.tryAgain("busy"));
        due();
        shop.sender.behaviour = FakeSender::sends;
        shop.clock.advance(Duration.ofHours(12));
        outage.during(() -> {
            assertEquals(List.of(), due());
            assertEquals(1, outage.asked());
        });
        shop.passes(Duration.ofMinutes(1));
        assertEquals(4, shop.sender.sent().size(), "two customers, and an admin of both");
    }
}
