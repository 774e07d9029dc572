package io.pteroorders.bot;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.bot.chat.TestShop;
import io.pteroorders.bot.json.OpenShop;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people chose outlives the program. */
class RestartTest {

    @TempDir
    Path data;

    private final OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
    private OpenShop files;
    private BotState state;
    private TestShop shop;
    private int runs;

    @BeforeEach
    void start() {
        files = OpenShop.in(data, ManualClock.at(Fixtures.NOON));
        state = BotState.open(files.lease(), data);
        shop = new TestShop(Map.of(), storage, state.stores());
        shop.run = "run " + ++runs + ", message ";
    }

    @AfterEach
    void end() {
        state.close();
        files.close();
    }

    private void restart(Duration pause) {
        end();
        start();
        shop.clock.advance(pause);
    }

    @Test
    void aChosenLanguageStays() {
        shop.says(BUDI, "!lang en");
        restart(Duration.ZERO);
        assertTrue(shop.reply(BUDI, "!katalog").contains("IDR 25,000/month"));
        assertTrue(shop.reply(SITI, "!katalog").contains("Rp 25.000/bulan"));
    }

    @ParameterizedTest
    @CsvSource({"id,MULAI,info dan promo", "en,START,news and offers"})
    void whoSaidStopStaysOutAndIsToldHowToComeBack(String language, String back, String what) {
        shop.says(BUDI, "!lang " + language);
        String stopped = shop.reply(BUDI, "stop");
        assertTrue(stopped.contains(what) && stopped.endsWith(" " + back), stopped);
        restart(Duration.ofDays(400));
        assertTrue(state.stores().optOuts().isOptedOut(BUDI));
        assertFalse(state.stores().optOuts().isOptedOut(SITI));
        String started = shop.reply(BUDI, back);
        assertTrue(started.contains(what) && started.endsWith(" STOP"), started);
        restart(Duration.ZERO);
        assertFalse(state.stores().optOuts().isOptedOut(BUDI));
    }

    @Test
    void aQuestionIsStillOpenAfterARestart() {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + id);
        restart(Duration.ofMinutes(4));
        shop.says(BUDI, "YA");
        assertEquals(OrderStatus.CANCELLED, status(id));
    }

    @Test
    void anAnswerThatComesTooLateIsToldSoOnceAndChangesNothing() {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + id);
        restart(Duration.ofMinutes(5));
        String reply = shop.reply(BUDI, "YA");
        assertTrue(reply.startsWith("⌛") && reply.endsWith("!cancel " + id), reply);
        assertEquals(OrderStatus.PENDING, status(id));
        assertTrue(shop.reply(BUDI, "YA").startsWith("⏳ Pesanan " + id), "no question is left");
    }

    @Test
    void aCallForAHumanIsToldOnceAndItsNumberIsNotUsedAgain() {
        callsForHelp(BUDI);
        restart(Duration.ofHours(1));
        assertEquals(0, told(), "it was told before");
        callsForHelp(BUDI);
        assertEquals(0, told());
        shop.says(ADMIN, "!reply #1 Halo Kak");
        restart(Duration.ofMinutes(61));
        assertEquals(1, shop.says(BUDI, "halo").size());
        assertEquals("call-words-admin", shop.sent.get(0).template(), "an admin talked a minute ago");
        restart(Duration.ofDays(2));
        callsForHelp(BUDI);
        assertTrue(shop.sent.stream().anyMatch(message -> message.text().endsWith("!reply #2 ...")));
    }

    private void callsForHelp(PersonId person) {
        List.of("hm hm", "apa ini", "tolong dong").forEach(text -> shop.says(person, text));
    }

    private long told() {
        return shop.sent.stream()
                .filter(message -> message.template().equals("call-admin"))
                .count();
    }

    @Test
    void aClockThatWasPutBackOpensNoOldQuestion() {
        String id = shop.order(BUDI, "gold");
        shop.says(BUDI, "!cancel " + id);
        restart(Duration.ofDays(-1));
        assertTrue(shop.reply(BUDI, "YA").startsWith("⌛"));
        assertEquals(OrderStatus.PENDING, status(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!lang en", "STOP"})
    void aWishThatCannotBeKeptIsAnsweredPolitely(String wish) {
        state.close();
        files.close();
        assertTrue(shop.reply(BUDI, wish).contains("Coba beberapa menit lagi"));
        assertFalse(state.stores().optOuts().isOptedOut(BUDI));
        assertTrue(state.stores().languages().of(BUDI).isEmpty());
    }

    private OrderStatus status(String id) {
        return storage.get(OrderId.of(id)).orElseThrow().status();
    }
}
