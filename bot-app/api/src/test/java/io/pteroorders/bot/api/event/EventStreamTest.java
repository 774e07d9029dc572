package io.pteroorders.bot.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.api.TestApi;
import io.pteroorders.bot.api.http.ApiPages;
import io.pteroorders.bot.api.http.CustomerLooks;
import io.pteroorders.bot.api.http.Gate;
import io.pteroorders.bot.api.http.ProblemException;
import io.pteroorders.bot.api.http.RequestTrail;
import io.pteroorders.bot.api.http.Tickets;
import io.pteroorders.bot.web.ClientAddresses;
import io.pteroorders.bot.web.WebServer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.AddNote;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever follows by a stream hears of each event once and in order, and costs the others nothing. */
class EventStreamTest {

    private final TestApi api = new TestApi(100_000);
    private final String key = api.key("follower", "events:read", "customers:read");

    @AfterEach
    void close() {
        api.close();
    }

    private StreamClient follow(String query, String... headers) {
        StreamClient client = new StreamClient(api.port(), key, query, headers);
        client.received.awaitPlace();
        return client;
    }

    private void note(OrderId id) {
        api.service
                .addNote(Actor.customer(TestApi.BUDI.id()), new AddNote(id, "a note"))
                .get();
    }

    private static List<String> types(List<Received.Event> events) {
        return events.stream().map(Received.Event::type).toList();
    }

    @Test
    void allHearTheSame() {
        try (StreamClient one = follow("");
                StreamClient other = follow("")) {
            Order order = api.order();
            note(order.id());

            List<Received.Event> heard = one.received.await(3);
            assertEquals(List.of("order.created", "order.payment", "order.note"), types(heard));
            assertEquals(order.id().toString(), heard.get(0).order());
            assertEquals(
                    heard.stream().map(Received.Event::id).toList(),
                    other.received.await(3).stream().map(Received.Event::id).toList());
        }
    }

    @Test
    void numbersAreShownToKeysThatMaySeeCustomersOnly() {
        String blind = api.key("blind", "events:read");
        try (StreamClient sees = follow("");
                StreamClient not = new StreamClient(api.port(), blind, "")) {
            not.received.awaitPlace();
            api.order();
            assertTrue(sees.received.await(1).get(0).data().contains("6281234567890"));
            assertFalse(not.received.await(1).get(0).data().contains("6281234567890"));
        }
    }

    @Test
    void onlyWhatSomebodyWantsComesToThem() {
        try (StreamClient notes = follow("?types=order.note")) {
            Order order = api.order();
            note(order.id());
            api.order();
            note(order.id());
            assertEquals(List.of("order.note", "order.note"), types(notes.received.await(2)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?types=order.nothing", "?types=", "?colour=red", "?after=a&after=b"})
    void aWrongParameterIsRefused(String query) {
        assertEquals(422, api.get(key, "/events" + query).status());
    }

    @Test
    void theScopeIsNeeded() {
        assertEquals(403, api.get(api.key("orders", "orders:read"), "/events").status());
    }

    @Test
    void whoComesBackGoesOnWithoutAGap() {
        StreamClient first = follow("");
        api.order();
        String last = first.received.await(2).get(1).id();
        first.close();
        Order missed = api.order();

        try (StreamClient byHeader = follow("", "Last-Event-ID", last);
                StreamClient byParameter = follow("?after=" + last)) {
            assertEquals(
                    missed.id().toString(), byHeader.received.await(1).get(0).order());
            assertEquals(
                    missed.id().toString(), byParameter.received.await(1).get(0).order());
        }
    }

    @Test
    void whoHeardNothingYetHasAPlaceToo() {
        StreamClient first = follow("");
        first.close();
        Order missed = api.order();
        try (StreamClient again = follow("", "Last-Event-ID", first.received.lastId())) {
            assertEquals(missed.id().toString(), again.received.await(1).get(0).order());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123.4", "nothing", "%0Aevent:%20x"})
    void aForeignPlaceIsAResetFromWhichItGoesOn(String place) {
        try (StreamClient client = follow("?after=" + place)) {
            Received.Event reset = client.received.await(1).get(0);
            assertEquals("reset", reset.type());
            assertEquals(api.stores.events().now(), reset.id());
            api.order();
            assertEquals("order.created", client.received.await(2).get(1).type());
        }
    }

    @Test
    void anOrderThatIsGoneIsNone() {
        String begin = api.stores.events().now();
        Order order = api.order();
        api.stores.events().follow(api.storage, api.clock.instant());
        api.storage.remove(order.id(), any -> Optional.empty(), Optional.empty());
        EventTexts texts = new EventTexts(api.stores.events(), api.storage);
        EventBatch batch = texts.after(begin, new View(true, ImmutableSet.copyOf(EventType.values())));
        assertEquals(2, batch.events().size());
        batch.events().forEach(event -> assertEquals("{}", event.data()));
    }

    @Test
    void aRevokedKeyHearsNothingMore() {
        try (EventClients clients = new EventClients(api.stores.events(), api.storage, api.stores.keys(), api.clock)) {
            Heard heard = new Heard(clients, api.stores.keys().all().get(0), true);
            clients.join(heard);
            heard.begin(clients.now());
            clients.check();
            assertEquals(1, clients.count());
            api.stores.keys().revoke("follower");
            clients.check();
            assertEquals(Optional.of(EventClient.Ending.KEY), heard.awaitEnd());
            assertEquals(0, clients.count());
        }
    }

    @Test
    void aStreamOfARevokedKeyEnds() {
        try (StreamClient client = follow("")) {
            api.stores.keys().revoke("follower");
            assertEquals("ended", client.received.awaitEnd());
        }
    }

    @Test
    void whoDoesNotReadCostsTheOthersNothing() throws IOException {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), api.port());
                StreamClient honest = follow("")) {
            OutputStream out = slow.getOutputStream();
            out.write(("GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            Order order = api.order();
            for (int i = 0; i < 90; i++) {
                note(order.id());
                if (i % 30 == 29) {
                    order = api.order();
                }
            }
            List<Received.Event> heard = honest.received.await(90 + 4 * 2);
            assertEquals(
                    heard.size(),
                    heard.stream().map(Received.Event::id).distinct().count());
        }
    }

    @Test
    void atMostOneWriteIsUnderWayWhateverComes() {
        try (EventClients clients = new EventClients(api.stores.events(), api.storage, api.stores.keys(), api.clock)) {
            Heard stuck = new Heard(clients, api.stores.keys().all().get(0), false);
            Heard honest = new Heard(clients, api.stores.keys().all().get(0), true);
            for (Heard client : List.of(stuck, honest)) {
                clients.join(client);
                client.begin(clients.now());
            }
            Order order = api.order();
            honest.await(() -> honest.events().size() == 2);
            note(order.id());
            note(order.id());
            honest.await(() -> honest.events().size() == 4);
            clients.beat();
            assertEquals(1, stuck.writes());
            assertEquals(0, stuck.beats());
        }
    }

    @Test
    void aSignOfLifeComesWithAPlaceThatMovedOn() throws IOException {
        try (EventClients clients = new EventClients(api.stores.events(), api.storage, api.stores.keys(), api.clock);
                WebServer web = new WebServer()) {
            int port = web.listen("127.0.0.1", 0, pages(clients, web)).port();
            try (StreamClient client = new StreamClient(port, key, "?types=message.dead")) {
                client.received.awaitPlace();
                api.order();
                client.received.await(none -> {
                    clients.beat();
                    return client.received.lastId().endsWith(".2");
                });
                assertTrue(client.comments().contains("2000:"));
            }
        }
    }

    private ApiPages pages(EventClients clients, WebServer web) {
        return new ApiPages(
                new EventStream(clients).routes(),
                ImmutableMap.of(),
                new Gate(
                        api.stores.keys(),
                        new Tickets(),
                        1_000,
                        new ClientAddresses(ClientAddresses.LOOPBACK),
                        api.clock),
                ImmutableSet.of(),
                api.stores.digests(),
                new RequestTrail(api.stores.keys(), api.audited::add, new CustomerLooks(api.audited::add), api.clock),
                web.bodies(),
                Runnable::run,
                () -> {},
                api.clock);
    }

    @Test
    void whenTooManyFollowOneMoreIsSentAway() {
        try (EventClients clients =
                new EventClients(api.stores.events(), api.storage, api.stores.keys(), api.clock, 1)) {
            clients.checkRoom();
            clients.join(new Heard(clients, api.stores.keys().all().get(0), true));
            ProblemException refused = assertThrows(ProblemException.class, clients::checkRoom);
            assertEquals(503, refused.problem().kind().status());
            assertEquals("10", refused.problem().headers().get("Retry-After"));
        }
    }
}
