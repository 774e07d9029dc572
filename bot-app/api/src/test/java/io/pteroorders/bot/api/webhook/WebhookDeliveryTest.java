package io.pteroorders.bot.api.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.api.event.EventType;
import io.pteroorders.bot.api.resource.OrderView;
import io.pteroorders.bot.api.webhook.Receiver.Entry;
import io.pteroorders.bot.api.webhook.Receiver.Manner;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.AddNote;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every event reaches every webhook that wants it, in order, signed; whoever fails delays nobody else. */
class WebhookDeliveryTest {

    private final Receiver receiver = new Receiver();
    private final Sending shop = new Sending(WebhookStore.inMemory(), Duration.ofSeconds(2));

    @AfterEach
    void close() {
        shop.close();
        receiver.close();
    }

    @Test
    void anEventIsSentWithItsOrderAsItIsThen() {
        Webhook webhook = shop.webhook(receiver.url("/hook?shop=1"));
        Order order = shop.order();
        String id = shop.events.add(EventType.ORDER_CREATED, Optional.of(order.id()), shop.clock.instant());
        Order later = shop.service
                .addNote(Actor.SYSTEM, new AddNote(order.id(), "meanwhile"))
                .get();
        shop.send();

        Entry entry = receiver.books().get(0);
        assertEquals(1, receiver.books().size());
        assertEquals("/hook?shop=1", entry.path());
        assertEquals(id, entry.id());
        assertEquals("application/json", entry.header("content-type"));
        assertEquals(String.valueOf(shop.clock.instant().getEpochSecond()), entry.header("webhook-timestamp"));
        assertEquals("ptero-orders-webhooks/1", entry.header("user-agent"));
        assertEquals(
                List.of("type", "timestamp", "data"), List.copyOf(entry.json().propertyNames()));
        assertEquals("order.created", entry.json().path("type").asString());
        assertEquals(OrderView.json(later, true), entry.json().at("/data/order"));
        assertTrue(entry.isSignedBy(webhook.secrets().current().text()));
    }

    @Test
    void numbersAreHiddenWhereTheKeyHadNoRightToThem() {
        Webhook webhook = shop.webhook(receiver.url());
        shop.store().change(webhook.id(), one -> one.withUrl(one.url(), false));
        shop.events.add(EventType.ORDER_CREATED, Optional.of(shop.order().id()), shop.clock.instant());
        shop.send();

        assertFalse(receiver.books().get(0).body().contains("34567"));
    }

    @Test
    void aMessageThatWasChangedOrSignedBySomebodyElseIsNotTaken() {
        Webhook webhook = shop.webhook(receiver.url());
        shop.happen(1);
        shop.send();

        Entry entry = receiver.books().get(0);
        assertFalse(entry.isSignedBy(Secret.draw(new SecureRandom()).text()));
        Entry changed = new Entry(entry.path(), entry.headers(), entry.body() + " ", entry.manner());
        assertFalse(changed.isSignedBy(webhook.secrets().current().text()));
    }

    @Test
    void bothSecretsAreGoodForADayAfterAChange() {
        Webhook webhook = shop.webhook(receiver.url());
        Secret old = webhook.secrets().current();
        Secret fresh = Secret.draw(new SecureRandom());
        shop.store()
                .change(
                        webhook.id(),
                        one -> one.withSecrets(
                                one.secrets().replacedBy(fresh, shop.clock.instant()), Optional.empty()));
        shop.happen(1);
        shop.send();
        Entry both = receiver.books().get(0);
        assertTrue(both.isSignedBy(old.text()));
        assertTrue(both.isSignedBy(fresh.text()));
        assertEquals(2, both.header("webhook-signature").split(" ", -1).length);

        shop.clock.advance(Duration.ofHours(24));
        shop.happen(1);
        shop.send();
        Entry one = receiver.books().get(1);
        assertEquals(1, one.header("webhook-signature").split(" ", -1).length);
    }

    @Test
    void whatWasBeforeAWebhookIsNotSentToIt() {
        shop.happen(3);
        shop.webhook(receiver.url());
        List<String> ids = shop.happen(2);
        shop.send();
        assertEquals(ids, receiver.taken());
    }

    @Test
    void onlyWhatIsWantedIsSent() {
        shop.webhook(receiver.url(), EventType.SERVER_READY, EventType.SERVER_FAILED);
        shop.happen(250);
        String ready = shop.happens(EventType.SERVER_READY);
        shop.happen(250);
        String failed = shop.happens(EventType.SERVER_FAILED);
        shop.send();
        assertEquals(List.of(ready, failed), receiver.taken());
    }

    @Test
    void hundredsOfEventsAreSentInOrder() {
        shop.webhook(receiver.url());
        List<String> ids = shop.happen(350);
        shop.send();
        assertEquals(ids, receiver.taken());
    }

    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"FAIL", "UNAVAILABLE", "REDIRECT", "ASK_WHO", "NONSENSE", "ENDLESS_HEADERS", "CLOSE", "HANG"})
    void whatIsNotTakenIsSentAgainAndNothingOvertakesIt(Manner manner) {
        Webhook webhook = shop.webhook(receiver.url());
        receiver.behaveNext(Manner.TAKE, manner, manner);
        List<String> ids = shop.happen(3);
        shop.send();
        assertEquals(2, receiver.books().size());
        shop.pass(Duration.ofHours(6), Duration.ofMinutes(30));

        assertEquals(ids, receiver.taken());
        assertEquals(5, receiver.books().size());
        assertEquals(
                List.of(ids.get(0), ids.get(1), ids.get(1), ids.get(1), ids.get(2)),
                receiver.books().stream().map(Entry::id).toList());
        assertTrue(receiver.books().stream().allMatch(entry -> entry.path().equals("/hook")));
        assertEquals(5, shop.log.of(webhook.id()).size());
    }

    @ParameterizedTest
    @EnumSource(
            value = Manner.class,
            names = {"TAKE_WITHOUT_BODY", "ENDLESS_BODY", "TAKE_THEN_DIE", "SET_COOKIE"})
    void whoSaysThatItIsTakenHasItWhateverComesAfterThat(Manner manner) {
        shop.webhook(receiver.url());
        receiver.behave(manner);
        List<String> ids = shop.happen(2);
        shop.send();
        assertEquals(ids, receiver.taken());
        assertTrue(receiver.books().stream().noneMatch(entry -> entry.headers().containsKey("cookie")));
    }

    @Test
    void whoFailsDelaysNobodyElse() {
        try (Receiver other = new Receiver()) {
            receiver.behave(Manner.HANG);
            shop.webhook(receiver.url());
            shop.webhook(other.url());
            List<String> ids = shop.happen(200);
            shop.send();
            assertEquals(ids, other.taken());
            assertEquals(1, receiver.books().size());
        }
    }

    @Test
    void waitsGrowFromFiveSecondsToADay() {
        receiver.behave(Manner.FAIL);
        Webhook webhook = shop.webhook(receiver.url());
        shop.happen(1);
        shop.send();
        shop.clock.advance(Duration.ofSeconds(3));
        shop.send();
        assertEquals(1, receiver.books().size());
        shop.clock.advance(Duration.ofSeconds(2));
        shop.send();
        assertEquals(2, receiver.books().size());
        shop.pass(Duration.ofHours(71), Duration.ofMinutes(20));

        assertTrue(shop.now(webhook).isActive());
        int tries = receiver.books().size();
        assertTrue(tries >= 14 && tries <= 24, tries + " tries");
    }

    @Test
    void whoAsksForTimeGetsItUpToADay() {
        Webhook webhook = shop.webhook(receiver.url());
        receiver.behaveNext(Manner.UNAVAILABLE);
        shop.happen(2);
        shop.send();
        shop.pass(Duration.ofMinutes(115), Duration.ofMinutes(5));
        assertEquals(1, receiver.books().size());
        shop.pass(Duration.ofMinutes(10), Duration.ofMinutes(5));
        assertEquals(3, receiver.books().size());
        assertTrue(shop.deliveries().failing(webhook.id()).isEmpty());
    }

    @Test
    void whoTakesNothingForThreeDaysIsSwitchedOffAndThatIsToldOnce() {
        receiver.behave(Manner.FAIL);
        Webhook webhook = shop.webhook(receiver.url());
        shop.happen(2);
        shop.send();
        shop.pass(Duration.ofDays(5), Duration.ofMinutes(30));

        assertEquals(Optional.of("the endpoint said 500"), shop.now(webhook).off());
        assertEquals(
                List.of(webhook.id()),
                shop.switchedOff.stream().map(Webhook::id).toList());
        int tries = receiver.books().size();
        shop.pass(Duration.ofDays(2), Duration.ofHours(1));
        assertEquals(tries, receiver.books().size());
    }

    @Test
    void whoIsGoneIsSwitchedOffAtOnce() {
        receiver.behave(Manner.GONE);
        Webhook webhook = shop.webhook(receiver.url());
        shop.happen(3);
        shop.send();

        assertEquals(1, receiver.books().size());
        assertFalse(shop.now(webhook).isActive());
        assertEquals(1, shop.switchedOff.size());
    }

    @Test
    void whoIsSwitchedOnAgainGetsAllThatWasMissed() {
        receiver.behave(Manner.GONE);
        Webhook webhook = shop.webhook(receiver.url());
        List<String> ids = shop.happen(3);
        shop.send();
        shop.clock.advance(Duration.ofDays(6));
        ids.addAll(shop.happen(2));
        shop.send();
        receiver.behave(Manner.TAKE);
        shop.deliveries().forgive(webhook.id());
        shop.store().change(webhook.id(), Webhook::switchedOn);
        shop.deliveries().changed(webhook.id());
        shop.send();

        assertEquals(ids, receiver.taken());
        assertEquals(1, shop.switchedOff.size());
    }

    @Test
    void whoAskedForTimeAndIsForgivenIsTriedAtOnce() {
        Webhook webhook = shop.webhook(receiver.url());
        receiver.behaveNext(Manner.UNAVAILABLE);
        List<String> ids = shop.happen(2);
        shop.send();
        shop.deliveries().forgive(webhook.id());
        shop.deliveries().changed(webhook.id());
        shop.send();

        assertEquals(ids, receiver.taken());
    }

    @Test
    void whoMissedEventsThatAreForgottenIsToldSo() {
        Webhook webhook = shop.webhook(receiver.url());
        shop.store().change(webhook.id(), one -> one.switchedOff("for a while"));
        shop.happen(5);
        shop.events.forgetAll();
        List<String> ids = shop.happen(2);
        shop.store().change(webhook.id(), Webhook::switchedOn);
        receiver.behaveNext(Manner.FAIL);
        shop.send();
        shop.clock.advance(Duration.ofMinutes(1));
        shop.send();

        List<Entry> books = receiver.books();
        assertEquals(4, books.size());
        assertEquals("reset", books.get(0).json().path("type").asString());
        assertEquals(books.get(0).id(), books.get(1).id());
        assertEquals(ids, books.subList(2, 4).stream().map(Entry::id).toList());
        assertEquals(4, new HashSet<>(books).size());
        ids.addAll(shop.happen(1));
        shop.send();
        assertEquals(ids, receiver.taken().subList(1, 4));
    }

    @Test
    void whoMissedEventsOfWhichNoneIsLeftIsToldOnce() {
        Webhook webhook = shop.webhook(receiver.url());
        shop.store().change(webhook.id(), one -> one.switchedOff("for a while"));
        shop.happen(5);
        shop.events.forgetAll();
        shop.store().change(webhook.id(), Webhook::switchedOn);
        shop.send();
        shop.restart(shop.store());
        List<String> ids = shop.happen(2);
        shop.send();

        List<Entry> books = receiver.books();
        assertEquals("reset", books.get(0).json().path("type").asString());
        assertEquals(ids, receiver.taken().subList(1, 3));
        assertEquals(3, books.size());
    }

    @Test
    void whatIsTakenAwayGetsNothingMore() {
        Webhook webhook = shop.webhook(receiver.url());
        receiver.behave(Manner.FAIL);
        shop.happen(3);
        shop.send();
        assertTrue(shop.store().remove(webhook.id()));
        shop.deliveries().changed(webhook.id());
        shop.pass(Duration.ofDays(4), Duration.ofHours(1));

        assertEquals(1, receiver.books().size());
        assertEquals(List.of(), shop.switchedOff);
    }
}
