package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Timer;
import io.pteroorders.bot.middleware.AccessLog;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.SendResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is counted and timed. */
class MetricsTest {

    private final OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
    private final TestShop shop = new TestShop(Map.of("RATE_LIMIT_PER_MINUTE", "5"), storage);

    private long commands(String command, String outcome) {
        return count(AccessLog.TIMER, "command", command, outcome);
    }

    private long stored(String operation, String outcome) {
        return count(MeasuredStorage.TIMER, "operation", operation, outcome);
    }

    private long count(String timer, String tag, String value, String outcome) {
        Timer found =
                shop.meters.find(timer).tag(tag, value).tag("outcome", outcome).timer();
        return found == null ? 0 : found.count();
    }

    private double messages(String verdict) {
        return shop.meters.counter(BotApp.MESSAGES, "verdict", verdict).count();
    }

    @Test
    void commandsAreCountedAndTimedByNameAndOutcome() {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!order wood");
        shop.says(BUDI, "!batal " + id);
        shop.says(BUDI, "!orders");
        shop.says(ADMIN, "!orders");
        assertEquals(1, commands("order", "done"));
        assertEquals(1, commands("order", "refused"));
        assertEquals(1, commands("cancel", "asked"));
        assertEquals(1, commands("orders", "denied"));
        assertEquals(1, commands("orders", "done"));
        storage.close();
        shop.says(ADMIN, "!orders");
        assertEquals(1, commands("orders", "failed"));
        assertTrue(shop.meters.get(AccessLog.TIMER).timer().totalTime(TimeUnit.NANOSECONDS) > 0);
    }

    @Test
    void whatTheStoreDoesIsCountedAndTimedByWhatCameOfIt() {
        String id = shop.order(BUDI, "gold");
        shop.says(ADMIN, "!order-complete " + id + " S1");
        shop.says(ADMIN, "!order-confirm " + id);
        assertEquals(1, stored("insert", "done"));
        assertEquals(1, stored("update", "refused"));
        assertEquals(1, stored("update", "done"));
        storage.close();
        shop.says(ADMIN, "!order-process " + id);
        assertEquals(1, stored("get", "failed"));
    }

    @Test
    void messagesAreCountedByWhetherTheyWereHeard() {
        for (int i = 0; i < 8; i++) {
            shop.says(BUDI, "!katalog");
        }
        assertEquals(5, messages("hear"));
        assertEquals(1, messages("warn"));
        assertEquals(2, messages("mute"));
    }

    private double outbox(String gauge) {
        return shop.meters.get(gauge).gauge().value();
    }

    @Test
    void whatWaitsInTheOutboxIsShownWithItsAge() {
        assertEquals(0, outbox(OutboxMeters.WAITING) + outbox(OutboxMeters.OLDEST) + outbox(OutboxMeters.DEAD));
        shop.fate = message -> message.to().startsWith(BUDI.text())
                ? SendResult.failed("no such number")
                : SendResult.tryAgain("busy");
        shop.order(BUDI, "gold");
        shop.clock.advance(Duration.ofSeconds(90));
        assertEquals(1, outbox(OutboxMeters.WAITING), "the owner's notice");
        assertEquals(90, outbox(OutboxMeters.OLDEST));
        assertEquals(1, outbox(OutboxMeters.DEAD), "the customer's notice");
    }

    @Test
    void strangersAndTyposMakeNoNewNames() {
        int before = shop.meters.getMeters().size();
        for (int i = 0; i < 5; i++) {
            shop.says(BUDI, "!nonsense" + i);
        }
        assertTrue(shop.meters.getMeters().size() <= before + 1);
    }
}
