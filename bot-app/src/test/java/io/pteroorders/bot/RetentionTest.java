package io.pteroorders.bot;

import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.chat.TestShop;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What its time is over for goes, what somebody may still need stays. */
class RetentionTest {

    /** Records that name no people: they speak of orders, of programs, and of the shop. */
    private static final ImmutableSet<String> OF_NOBODY = ImmutableSet.of(
            "payment-tasks",
            "panel-tasks",
            "panel-identity",
            "renewals",
            "events",
            "webhooks",
            "webhook-deliveries",
            // These name staff alone.
            "catalog-versions",
            "text-versions",
            "api-keys",
            "api-requests");

    @TempDir
    Path data;

    private ShopStorage store;
    private Lease lease;
    private BotState state;
    private TestShop shop;

    @BeforeEach
    void open() {
        store = JsonShopStorage.open(
                data,
                JsonStorageOptions.defaults(ManualClock.at(Instant.parse("2026-11-22T14:50:00Z"))),
                BotState.PLAIN);
        lease = store.lease("test").orElseThrow();
        state = BotState.open(lease, data);
        shop = new TestShop(Map.of("STORE_LANGUAGE", "en"), store.orders(), state.stores());
    }

    @AfterEach
    void close() {
        state.close();
        store.close();
    }

    private String order() {
        return idOf(shop.says(BUDI, "!order gold 1"));
    }

    private static String idOf(List<OutgoingMessage> sent) {
        return TracedPerson.idOf(sent);
    }

    private void sendsPicture(String id, String hex) {
        shop.receives(new IncomingMessage(
                "test",
                id,
                BUDI,
                BUDI.text(),
                "Budi",
                "",
                ImmutableSet.of(),
                Optional.empty(),
                Optional.of(() -> CompletableFuture.completedFuture(
                        Optional.of(ByteSource.wrap(BaseEncoding.base16().decode(hex))))),
                Optional.empty()));
    }

    private List<Path> pictures() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("proofs"))) {
            return files.toList();
        }
    }

    private void age(Duration by) throws IOException {
        shop.clock.advance(by);
        for (Path picture : pictures()) {
            Files.setLastModifiedTime(picture, FileTime.from(Instant.parse("2026-11-22T14:50:00Z")));
        }
    }

    @Test
    void thePictureOfAnOpenOrderStaysAndThatOfAnotherGoes() throws IOException {
        String open = order();
        sendsPicture("p1", "FFD8FFE000104A4601");
        age(Duration.ofDays(366));
        shop.privacy().retention().run();
        assertEquals(1, pictures().size());
        shop.says(OWNER, "!order-cancel " + open);
        shop.says(OWNER, "yes");
        shop.privacy().retention().run();
        assertEquals(0, pictures().size());
    }

    @Test
    void aPictureIsKeptForItsTime() throws IOException {
        String id = order();
        sendsPicture("p1", "FFD8FFE000104A4601");
        shop.says(OWNER, "!order-cancel " + id);
        shop.says(OWNER, "yes");
        age(Duration.ofDays(364));
        shop.privacy().retention().run();
        assertEquals(1, pictures().size());
    }

    @Test
    void theAuditTrailForgetsWhatIsOlderThanItsTime() throws IOException {
        order();
        shop.clock.advance(Duration.ofDays(729));
        String late = order();
        shop.clock.advance(Duration.ofDays(2));
        assertEquals(2, Files.readAllLines(data.resolve("audit.jsonl")).size());
        shop.privacy().retention().run();
        List<String> rest = Files.readAllLines(data.resolve("audit.jsonl"));
        assertEquals(1, rest.size());
        assertTrue(rest.get(0).contains(late), rest.toString());
    }

    @Test
    void aMessageThatCouldNotBeDeliveredGoesAfterItsTimeAndNoEarlier() {
        String id = order();
        shop.fate =
                message -> message.to().equals(BUDI.text()) ? SendResult.failed("nobody is there") : SendResult.SENT;
        shop.says(OWNER, "!order-message " + id + " a word about Xylophia");
        shop.privacy().retention().run();
        assertTrue(holds("Xylophia"), "the message is not kept");
        shop.clock.advance(Duration.ofDays(89));
        shop.privacy().retention().run();
        assertTrue(holds("Xylophia"), "the message went too early");
        shop.clock.advance(Duration.ofDays(2));
        shop.privacy().retention().run();
        assertFalse(holds("Xylophia"), "the message is still kept");
    }

    private boolean holds(String word) {
        try (Stream<Path> files = Files.walk(data.resolve("outbox"))) {
            return files.filter(Files::isRegularFile)
                    .anyMatch(file -> content(file).contains(word));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A new place has to be told of here: does it name people, and then can it show and forget them? */
    @Test
    void everyRecordIsAPlaceOfPeopleOrOfNobody() {
        TreeSet<String> opened = new TreeSet<>();
        try (ShopStorage memory = InMemoryShopStorage.create(Fixtures.JAKARTA, shop.clock)) {
            Lease real = memory.lease("test").orElseThrow();
            Lease spied = (Lease) Proxy.newProxyInstance(
                    Lease.class.getClassLoader(), new Class<?>[] {Lease.class}, (proxy, method, args) -> {
                        if (method.getName().equals("records")) {
                            opened.add((String) args[0]);
                        }
                        return method.invoke(real, args);
                    });
            BotState.open(spied, data.resolve("other")).close();
        }
        TreeSet<String> known = new TreeSet<>(OF_NOBODY);
        shop.privacy().data().places().stream().map(PersonalPlace::name).forEach(known::add);
        TreeSet<String> unknown = new TreeSet<>(opened);
        unknown.removeAll(known);
        assertEquals(new TreeSet<>(), unknown, "records that nobody shows or forgets");
        OF_NOBODY.forEach(name -> assertTrue(opened.contains(name), name + " is no record"));
    }
}
