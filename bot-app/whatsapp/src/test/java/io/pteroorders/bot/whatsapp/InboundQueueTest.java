package io.pteroorders.bot.whatsapp;

import static io.pteroorders.bot.whatsapp.Payloads.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.json.OpenShop;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.bot.port.Intake;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboundQueueTest {

    private static final Sender BUDI = new Sender(Optional.of(Payloads.BUDI_PHONE), Optional.of(Payloads.BUDI_ID));
    private static final Sender SITI = new Sender(Optional.of(Payloads.SITI_PHONE), Optional.of(Payloads.SITI_ID));
    private static final Instant LONG_AGO = NOON.minus(Intake.OLDEST).minusSeconds(1);

    @TempDir
    Path data;

    private final ManualClock clock = ManualClock.at(NOON);
    private final List<ReceivedStatus> statuses = new ArrayList<>();
    private OpenShop shop;
    private InboundQueue inbound;

    @BeforeEach
    void open() {
        shop = OpenShop.in(data, clock);
        EarlierInbox.move(shop.lease(), shop.storage().queue(Intake.QUEUE), clock);
        inbound = new InboundQueue(shop.lease().consumer(Intake.QUEUE), statuses::add);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void restart() {
        close();
        open();
    }

    private static ReceivedMessage message(Sender sender, String id, Instant sentAt) {
        return new ReceivedMessage(
                id,
                sender,
                "Budi\n\u202E\"",
                Optional.of(sentAt),
                Optional.of("!order gold"),
                Optional.of(new Media("123", "digest=")),
                Optional.empty(),
                Optional.of("wamid.quoted"),
                ImmutableSet.of(Trait.FORWARDED));
    }

    private static ReceivedMessage message(String id) {
        return message(BUDI, id, NOON);
    }

    private void store(ReceivedMessage... messages) {
        store(new Received(ImmutableList.copyOf(messages), ImmutableList.of(), 0));
    }

    private void store(Received received) {
        InboundQueue.store(shop.storage().queue(Intake.QUEUE), received, clock)
                .toCompletableFuture()
                .join();
    }

    /** What is handed out until one more message that comes now. */
    private List<String> handedOut() throws InterruptedException {
        store(message(SITI, "the last", clock.instant()));
        List<String> ids = new ArrayList<>();
        for (ReceivedMessage next = next(); !next.id().equals("the last"); next = next()) {
            ids.add(next.id());
        }
        return ids;
    }

    private ReceivedMessage next() throws InterruptedException {
        return inbound.take().orElseThrow();
    }

    @Test
    void aMessageIsKeptWhole() throws Exception {
        ReceivedMessage inAGroup = new ReceivedMessage(
                "g",
                new Sender(Optional.empty(), Optional.of(Payloads.BUDI_ID)),
                "",
                Optional.of(NOON.minusSeconds(5)),
                Optional.empty(),
                Optional.empty(),
                Optional.of("HBgL"),
                Optional.empty(),
                ImmutableSet.of());
        store(message("a"), inAGroup);
        restart();
        assertEquals(message("a"), next());
        assertEquals(inAGroup, next());
    }

    @Test
    void anotherPersonsMessageWithTheSameIdIsAnotherMessage() throws Exception {
        store(message("a"), message("a"), message(SITI, "a", NOON));
        assertEquals(List.of("a", "a"), handedOut());
    }

    @Test
    void aMessageOlderThanEightDaysIsNeverHandedOut() throws Exception {
        store(message(BUDI, "old", LONG_AGO), message(BUDI, "late", LONG_AGO.plusSeconds(2)));
        assertEquals(List.of("late"), handedOut());
        assertEquals(1, inbound.parked());
        store(message(BUDI, "old", LONG_AGO));
        assertEquals(List.of(), handedOutAgain());
    }

    private List<String> handedOutAgain() throws InterruptedException {
        store(message(SITI, "and one more", clock.instant()));
        List<String> ids = new ArrayList<>();
        for (ReceivedMessage next = next(); !next.id().equals("and one more"); next = next()) {
            ids.add(next.id());
        }
        return ids;
    }

    @Test
    void aTimeThatIsInTheFutureIsNow() throws Exception {
        store(message(BUDI, "future", NOON.plusSeconds(9)));
        assertEquals(Optional.of(NOON), next().sentAt());
    }

    @Test
    void whoWroteLastWhenIsKnownAfterARestart() throws Exception {
        store(message(BUDI, "b", NOON.minusSeconds(60)), message(BUDI, "a", NOON.minusSeconds(90)));
        inbound.done(next());
        inbound.done(next());
        restart();
        assertEquals(Map.of(BUDI, NOON.minusSeconds(60)), inbound.heard());
    }

    @Test
    void whatBecameOfOurMessagesIsHeardByWhoeverAnswers() throws Exception {
        ReceivedStatus read =
                new ReceivedStatus(Optional.of("ours"), ReceivedStatus.State.FAILED, ImmutableList.of(131_026));
        store(new Received(ImmutableList.of(), ImmutableList.of(read, read), 0));
        assertEquals(List.of(), handedOut());
        assertEquals(List.of(read), statuses);
    }

    @Test
    void aMessageOfAnotherTransportIsPassedOver() throws Exception {
        shop.storage()
                .queue(Intake.QUEUE)
                .add("other", new JsonValue(Part.SHOP, "{\"type\":\"message\"}"))
                .toCompletableFuture()
                .join();
        assertEquals(List.of(), handedOut());
    }

    @Test
    void whatTheInboxOfAnEarlierVersionHeldIsMovedOnce() throws Exception {
        Records earlier = earlierInbox();
        earlier.append(done("done early"));
        earlier.append(line(InboxRecord.waiting(message("waiting"), NOON)));
        earlier.append(line(InboxRecord.waiting(message("done"), NOON)));
        earlier.append(done("done"));
        earlier.append(line(InboxRecord.waiting(message("done early"), NOON)));
        String old = InboxRecord.waiting(message(BUDI, "old", LONG_AGO), NOON).toJson();
        earlier.append(new JsonValue(Part.SHOP, old.replace("\"message\"", "\"parked\"")));
        earlier.append(line(InboxRecord.heard(SITI, NOON.minusSeconds(7))));
        restart();
        assertEquals(List.of("waiting"), handedOut());
        assertEquals(
                Optional.of(NOON.minusSeconds(7)),
                Optional.ofNullable(inbound.heard().get(SITI)));
        restart();
        assertEquals(List.of("waiting", "the last"), handedOutAgain());
    }

    /** Opened as if nobody had moved it. */
    private Records earlierInbox() {
        close();
        shop = OpenShop.in(data, clock);
        return shop.lease().records("inbox");
    }

    private static JsonValue done(String id) {
        long key = Long.parseUnsignedLong(InboundQueue.key(message(id)).substring(0, 16), 16);
        return new JsonValue(Part.SHOP, "{\"at\":" + NOON.getEpochSecond() + ",\"done\":" + key + "}");
    }

    private static JsonValue line(InboxRecord record) {
        return new JsonValue(Part.SHOP, record.toJson());
    }
}
