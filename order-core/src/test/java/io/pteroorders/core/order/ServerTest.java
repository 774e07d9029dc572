package io.pteroorders.core.order;

import static io.pteroorders.core.order.ServerState.CREATING;
import static io.pteroorders.core.order.ServerState.DELETED;
import static io.pteroorders.core.order.ServerState.FAILED;
import static io.pteroorders.core.order.ServerState.INSTALLING;
import static io.pteroorders.core.order.ServerState.READY;
import static io.pteroorders.core.order.ServerState.SUSPENDED;
import static io.pteroorders.core.order.ServerState.WANTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {

    private static final Instant NOON = Samples.NOON;
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final ServerTrouble AWAY = ServerTrouble.of(ServerTrouble.Kind.PANEL_AWAY);
    private static final Server WANTED_SERVER = Server.wanted("shop-1", NOON);

    private static Server.Builder in(ServerState state) {
        return Server.restore("shop-1", state, NOON).id(41L).identifier("1a7ce997");
    }

    private static void assertRefused(String why, Runnable wrong) {
        assertEquals(
                why, assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
    }

    // The flow.

    @ParameterizedTest
    @CsvSource({
        "wanted, creating failed suspended deleted",
        "creating, installing failed suspended deleted",
        "installing, ready failed suspended deleted",
        "ready, suspended deleted",
        "failed, wanted suspended deleted",
        "suspended, ready deleted",
        "deleted, ''"
    })
    void aServerMovesAlongTheArrowsAlone(String from, String arrows) {
        Server server = in(ServerState.parse(from).orElseThrow()).build();
        Set<String> moves = EnumSet.allOf(ServerState.class).stream()
                .filter(to -> movesTo(server, to))
                .map(ServerState::word)
                .collect(Collectors.toSet());
        assertEquals(Set.copyOf(Splitter.on(' ').omitEmptyStrings().splitToList(arrows)), moves);
        assertEquals(
                moves,
                ServerFlow.next(server.state()).stream().map(ServerState::word).collect(Collectors.toSet()));
    }

    private static boolean movesTo(Server server, ServerState to) {
        try {
            assertEquals(to, server.moved(to, LATER).state());
            return true;
        } catch (IllegalArgumentException e) {
            assertEquals("a server that is " + server.state().word() + " cannot become " + to.word(), e.getMessage());
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStateIsKnownByItsWord(ServerState state) {
        assertEquals(Optional.of(state), ServerState.parse(state.word().toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @EnumSource(names = {"INSTALLING", "READY", "SUSPENDED"})
    void whatThePanelHasANumberForIsThere(ServerState state) {
        assertRefused("a server that is " + state.word() + " has a number", () -> Server.restore("shop-1", state, NOON)
                .build());
        assertEquals(Optional.of(41L), in(state).build().id());
    }

    @Test
    void aMoveSaysWhenAndEndsTrouble() {
        Server creating = WANTED_SERVER.withTrouble(AWAY).moved(CREATING, LATER);
        assertEquals(LATER, creating.since());
        assertEquals(Optional.empty(), creating.trouble());
        assertEquals(1, creating.attempts());
        assertEquals(0, WANTED_SERVER.attempts());
    }

    @Test
    void aServerThatFailedIsBegunInANewRound() {
        Server failed = in(INSTALLING).reinstalls(1).attempts(3).build().failed(AWAY, LATER);
        assertEquals(FAILED, failed.state());
        assertEquals(Optional.of(AWAY), failed.trouble());
        assertEquals(1, failed.round());
        Server again = failed.moved(WANTED, LATER);
        assertEquals(2, again.round());
        assertEquals(0, again.reinstalls());
        assertEquals(3, again.attempts());
        assertEquals(Optional.of(41L), again.id());
        assertEquals(4, again.moved(CREATING, LATER).attempts());
    }

    @Test
    void whatFailedForAnotherReasonFailsAtTheSameTime() {
        Server failed = WANTED_SERVER.failed(AWAY, NOON);
        Server stopped = failed.failed(ServerTrouble.of(ServerTrouble.Kind.STOPPED), LATER);
        assertEquals(NOON, stopped.since());
        assertEquals(ServerTrouble.Kind.STOPPED, stopped.trouble().orElseThrow().kind());
        assertRefused(
                "a server that is ready cannot become failed",
                () -> in(READY).build().failed(AWAY, NOON));
    }

    @Test
    void countsStopAtTheMost() {
        Server often = in(FAILED)
                .round(Server.MAX_COUNT)
                .attempts(Server.MAX_COUNT)
                .reinstalls(Server.MAX_COUNT)
                .build();
        Server again = often.moved(WANTED, LATER).moved(CREATING, LATER);
        assertEquals(Server.MAX_COUNT, again.round());
        assertEquals(Server.MAX_COUNT, again.attempts());
        assertEquals(
                Server.MAX_COUNT,
                in(INSTALLING)
                        .reinstalls(Server.MAX_COUNT)
                        .build()
                        .reinstalled(LATER)
                        .reinstalls());
    }

    @Test
    void aServerIsFoundAsThePanelHasIt() {
        Server found = WANTED_SERVER.found(41, "1a7ce997", 7, Optional.of("10.0.0.5:25565"));
        assertEquals(Optional.of(41L), found.id());
        assertEquals(Optional.of("1a7ce997"), found.identifier());
        assertEquals(Optional.of(7L), found.node());
        assertEquals(Optional.of("10.0.0.5:25565"), found.address());
        assertEquals(
                Optional.empty(),
                found.found(41, "1a7ce997", 7, Optional.empty()).address());
        assertEquals("server 1a7ce997 wanted", found.toString());
    }

    @Test
    void aProgramThatIsPutThereAnewBeginsAgain() {
        Server again = in(INSTALLING).build().reinstalled(LATER);
        assertEquals(LATER, again.since());
        assertEquals(1, again.reinstalls());
        assertEquals(INSTALLING, again.state());
    }

    @Test
    void theFirstWishToDeleteItCounts() {
        Server asked = in(SUSPENDED).build().askedToDelete(NOON);
        assertSame(asked, asked.askedToDelete(LATER));
        assertEquals(Optional.of(NOON), asked.deletionAsked());
        assertEquals(DELETED, asked.moved(DELETED, LATER).state());
    }

    @Test
    void troubleComesAndGoes() {
        Server troubled = WANTED_SERVER.withTrouble(AWAY);
        assertEquals(WANTED_SERVER, troubled.withoutTrouble());
        assertSame(WANTED_SERVER, WANTED_SERVER.withoutTrouble());
        assertEquals(WANTED, troubled.state());
    }

    // What a server may be.

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "é", "a/b"})
    void anExternalIdMatchesItsPattern(String id) {
        assertRefused("externalId must match " + Server.EXTERNAL_ID_PATTERN, () -> Server.wanted(id, NOON));
    }

    @Test
    void numbersAndTextsKeepTheirRules() {
        assertRefused(
                "rounds are counted from 1 to 1000", () -> in(WANTED).round(0).build());
        assertRefused(
                "attempts are counted from 0 to 1000",
                () -> in(WANTED).attempts(1001).build());
        assertRefused(
                "reinstalls are counted from 0 to 1000",
                () -> in(WANTED).reinstalls(-1).build());
        assertRefused(
                "servers of the panel are numbered from 1",
                () -> in(WANTED).id(0L).build());
        assertRefused(
                "nodes of the panel are numbered from 1",
                () -> in(WANTED).node(0L).build());
        assertRefused(
                "the panel has a number and an identifier for it, or neither",
                () -> in(WANTED).id(null).build());
        assertRefused(
                "identifier must match " + Order.SERVER_ID_PATTERN,
                () -> in(WANTED).identifier("a b").build());
        assertRefused(
                "address must match " + Server.ADDRESS_PATTERN,
                () -> in(WANTED).address("10.0.0.5 25565").build());
        assertEquals(
                Instant.EPOCH.plusMillis(1),
                Server.wanted("a", Instant.EPOCH.plusNanos(1_999_999)).since());
    }

    @Test
    void aUserHasANumberAndAVisibleName() {
        assertRefused("users of the panel are numbered from 1", () -> new ServerUser(0, "a", true));
        String why = "the name of a panel's user is 1 to 191 visible ASCII characters";
        for (String name : new String[] {"", "a b", "é", "a\n", "x".repeat(192)}) {
            assertRefused(why, () -> new ServerUser(1, name, true));
        }
    }

    @Test
    void aDetailIsCleanAndShort() {
        assertEquals("a b", new ServerTrouble(ServerTrouble.Kind.REFUSED, " a\n\u200bb ").detail());
        String cut = new ServerTrouble(ServerTrouble.Kind.REFUSED, "🎮".repeat(300)).detail();
        assertEquals("🎮".repeat(200), cut);
        assertEquals("x".repeat(199), new ServerTrouble(ServerTrouble.Kind.REFUSED, "x".repeat(199) + " y").detail());
        assertEquals("", AWAY.detail());
    }

    @ParameterizedTest
    @EnumSource
    void troubleIsKnownByItsWord(ServerTrouble.Kind kind) {
        assertTrue(kind.word().matches("[a-z]+(-[a-z]+)*"), kind.word());
        assertEquals(Optional.of(kind), ServerTrouble.Kind.parse(kind.word()));
    }

    // The server of an order.

    private static Order planned() {
        Order like = Samples.in(OrderStatus.CONFIRMED);
        OrderItem sold = like.item();
        ServerPlan plan = new ServerPlan(
                15,
                Optional.of(1),
                ImmutableSortedSet.of(),
                ImmutableSortedSet.of(7),
                new ServerLimits(1024, 0, 2048, ServerLimits.USUAL_IO, 100),
                ServerFeatures.NONE,
                new ServerStartup(
                        ImmutableSortedMap.of("TOKEN", "SECRET"), Optional.of("SECRET"), Optional.of("SECRET")),
                true);
        OrderItem item = new OrderItem(
                sold.packageType(),
                sold.packageName(),
                sold.durationMonths(),
                sold.pricePerMonth(),
                sold.specifications(),
                Optional.of(plan));
        return Order.restore(like.id(), like.customer(), item, like.createdAt(), like.statusHistory())
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    @Test
    void onlyAnItemWithAPlanGetsAServer() {
        assertRefused("the server of an order follows the plan of its item", () -> Samples.in(OrderStatus.CONFIRMED)
                .withServer(LATER, WANTED_SERVER));
        Order served = planned().withServer(LATER, WANTED_SERVER);
        assertEquals(Optional.of(WANTED_SERVER), served.server());
        assertEquals(Optional.empty(), planned().server());
        assertFalse(served.equals(planned()));
        assertEquals(planned().status(), served.status());
    }

    @Test
    void anOrderKeepsItsServer() {
        Server failed = WANTED_SERVER.failed(AWAY, NOON);
        Order order = planned().withServer(NOON, failed.moved(WANTED, NOON));
        assertTrue(order.continues(planned()));
        assertTrue(order.withServer(NOON, failed.moved(WANTED, NOON).moved(CREATING, NOON))
                .continues(order));
        assertFalse(planned().continues(order));
        assertFalse(order.withServer(NOON, WANTED_SERVER).continues(order));
        assertFalse(order.withServer(
                        NOON, Server.restore("shop-2", WANTED, NOON).round(2).build())
                .continues(order));
    }

    @Test
    void aCustomerSeesTheServerButNotHowItIsMade() {
        Server ready = in(READY)
                .round(2)
                .attempts(3)
                .reinstalls(1)
                .node(7L)
                .address("10.0.0.5:25565")
                .user(new ServerUser(12, "budi_7k3", true))
                .trouble(new ServerTrouble(ServerTrouble.Kind.REFUSED, "SECRET"))
                .deletionAsked(NOON)
                .build();
        Order seen = planned().withServer(LATER, ready).asSeenByCustomer();
        assertEquals(
                in(READY)
                        .address("10.0.0.5:25565")
                        .user(new ServerUser(12, "budi_7k3", true))
                        .build(),
                seen.server().orElseThrow());
        ServerPlan plan = seen.item().plan().orElseThrow();
        assertEquals(ServerStartup.OF_THE_EGG, plan.startup());
        assertEquals(ImmutableSortedSet.of(), plan.nodes());
        assertFalse(Arrays.asList(seen.item().toString(), seen.server().toString())
                .toString()
                .contains("SECRET"));
        assertEquals(planned().totalAmount(), seen.totalAmount());
    }
}
