package io.pteroorders.bot.api.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.api.webhook.Receiver.Manner;
import io.pteroorders.bot.json.OpenShop;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After an end, and after a kill, deliveries go on where they were. */
class WebhookRestartTest {

    @TempDir
    Path directory;

    private final ManualClock storeClock = ManualClock.at(Fixtures.NOON);
    private final Receiver receiver = new Receiver();
    private Path data;
    private OpenShop files;
    private Sending shop;

    @BeforeEach
    void open() {
        data = directory.resolve("shop0");
        files = OpenShop.in(data, storeClock);
        shop = new Sending(WebhookStore.of(files.lease()));
    }

    @AfterEach
    void close() {
        shop.close();
        files.close();
        receiver.close();
    }

    private void restart() {
        shop.deliveries().close();
        files.close();
        files = OpenShop.in(data, storeClock);
        shop.restart(WebhookStore.of(files.lease()));
    }

    private void kill() throws Exception {
        Path copy = directory.resolve(data.getFileName() + "0");
        OpenShop left = OpenShop.asLeftByAKill(data, copy, storeClock);
        files.close();
        data = copy;
        files = left;
        shop.restart(WebhookStore.of(files.lease()));
    }

    @Test
    void aWebhookIsKeptAsItWas() {
        Webhook webhook = shop.webhook(receiver.url());
        shop.store().change(webhook.id(), one -> one.withSecrets(
                        one.secrets().replacedBy(Secret.draw(new SecureRandom()), shop.clock.instant()),
                        Optional.of("r"))
                .switchedOff("for a while"));
        Webhook before = shop.now(webhook);
        restart();
        assertEquals(before, shop.now(webhook));
        assertEquals(List.of(before), shop.store().all());
        assertTrue(shop.store().remove(webhook.id()));
        restart();
        assertEquals(List.of(), shop.store().all());
    }

    @Test
    void whatWasTakenIsNotSentAgainAndWhatCameMeanwhileIsSent() {
        shop.webhook(receiver.url());
        List<String> ids = shop.happen(150);
        shop.send();
        restart();
        shop.send();
        ids.addAll(shop.happen(3));
        restart();
        shop.send();
        assertEquals(ids, receiver.taken());
    }

    @Test
    void howOftenItWasTriedIsRemembered() {
        receiver.behave(Manner.FAIL);
        Webhook webhook = shop.webhook(receiver.url());
        List<String> ids = shop.happen(2);
        shop.send();
        shop.pass(Duration.ofHours(12), Duration.ofMinutes(30));
        int attempts = shop.deliveries().failing(webhook.id()).orElseThrow().attempts();
        assertTrue(attempts > 5);
        restart();
        shop.send();
        assertEquals(
                attempts, shop.deliveries().failing(webhook.id()).orElseThrow().attempts());
        int tries = receiver.books().size();
        shop.clock.advance(Duration.ofSeconds(10));
        shop.send();
        assertEquals(tries, receiver.books().size());
        receiver.behave(Manner.TAKE);
        shop.pass(Duration.ofDays(1), Duration.ofHours(6));
        assertEquals(ids, receiver.taken());
    }

    @Test
    void threeDaysOfFailingAreThreeDaysWithARestartEveryHalfOfOne() {
        receiver.behave(Manner.FAIL);
        Webhook webhook = shop.webhook(receiver.url());
        shop.happen(2);
        for (int half = 0; half < 10; half++) {
            shop.send();
            shop.pass(Duration.ofHours(12), Duration.ofHours(1));
            restart();
        }
        shop.send();
        assertFalse(shop.now(webhook).isActive());
        assertEquals(1, shop.switchedOff.size());
    }

    @Test
    void whoWasForgivenIsNotSwitchedOffAfterARestart() {
        receiver.behave(Manner.GONE);
        Webhook webhook = shop.webhook(receiver.url());
        List<String> ids = shop.happen(2);
        shop.send();
        shop.deliveries().forgive(webhook.id());
        shop.store().change(webhook.id(), Webhook::switchedOn);
        receiver.behave(Manner.TAKE);
        restart();
        shop.send();
        assertEquals(ids, receiver.taken());
        assertTrue(shop.now(webhook).isActive());
        assertEquals(1, shop.switchedOff.size());
    }

    @Test
    void aKillLosesNothingAndWhatComesTwiceHasTheSameId() throws Exception {
        shop.webhook(receiver.url());
        List<String> ids = shop.happen(0);
        for (int round = 0; round < 5; round++) {
            receiver.behaveNext(Manner.TAKE, Manner.TAKE_THEN_DIE, Manner.CLOSE);
            ids.addAll(shop.happen(7));
            shop.send();
            kill();
            shop.clock.advance(Duration.ofMinutes(1));
            shop.send();
        }
        assertEquals(ids, receiver.taken().stream().distinct().toList());
        assertEquals(
                ids.size(),
                receiver.books().stream()
                        .map(entry -> entry.id() + entry.digest())
                        .distinct()
                        .count(),
                "each id has one body");
    }
}
