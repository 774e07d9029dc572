package io.pteroorders.bot.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.provisioning.Reconciliation;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.panel.InstallEnd;
import io.pteroorders.core.testkit.panel.PanelBooks;
import io.pteroorders.core.testkit.panel.PanelRequest;
import io.pteroorders.core.testkit.panel.PanelTrouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What went wrong with servers in other shops, by the numbers of a collection of such cases: here it does not. */
class ServerCasesTest {

    private static final String POST_SERVERS = "POST api/application/servers";
    private static final String POST_USERS = "POST api/application/users";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final PanelShop shop = new PanelShop(3);

    ServerCasesTest() {
        shop.panel.world().setInstallTime(Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Server server(OrderId id) {
        return shop.order(id).server().orElseThrow();
    }

    private PanelBooks.Server made() {
        return Iterables.getOnlyElement(shop.panel.books().servers());
    }

    private OrderId ready(Customer customer) {
        OrderId id = shop.paid(customer);
        shop.passes(MINUTE);
        assertEquals(OrderStatus.COMPLETED, shop.order(id).status());
        return id;
    }

    private Optional<ServerTrouble.Kind> trouble(OrderId id) {
        return server(id).trouble().map(ServerTrouble::kind);
    }

    private void cancels(OrderId id) {
        assertEquals(
                Optional.empty(),
                shop.service.cancel(PanelShop.ADMIN, new ChangeStatus(id, "")).refusal());
    }

    private void refunds(OrderId id) {
        assertEquals(
                Optional.empty(),
                shop.service.refund(PanelShop.ADMIN, new ChangeStatus(id, "")).refusal());
    }

    private boolean wereAdminsTold(String template) {
        return shop.told(Fixtures.admin()).contains(template);
    }

    @Test
    @DisplayName("B64 a customer who came back was refused, because the panel had their address already")
    void aCustomerWhoComesBackIsTheSameUser() {
        ready(Fixtures.budi());
        ready(Fixtures.budi());
        assertEquals(1, shop.panel.books().calls(POST_USERS));
        assertEquals(
                1,
                shop.panel.books().servers().stream()
                        .map(PanelBooks.Server::user)
                        .distinct()
                        .count());
    }

    @Test
    @DisplayName("B72 the server was made inside of the command, which waited, and was repeated")
    void whoConfirmsWaitsForNoPanel() {
        OrderId id = shop.orders(Fixtures.budi()).value().orElseThrow().id();
        shop.panel.goDown();
        shop.service.confirm(PanelShop.ADMIN, new ChangeStatus(id, ""));
        assertEquals(OrderStatus.CONFIRMED, shop.order(id).status());
        assertEquals(0, shop.panel.books().calls(POST_SERVERS));
        shop.panel.comeBack();
        shop.passes(HOUR);
        assertEquals(OrderStatus.COMPLETED, shop.order(id).status());
    }

    @Test
    @DisplayName("B78 a server was known by its name, which its customer may change")
    void aServerIsKnownWhateverItIsCalled() {
        OrderId id = ready(Fixtures.budi());
        shop.panel
                .world()
                .asAdmin(
                        "PATCH",
                        "servers/" + made().id() + "/details",
                        "{\"name\":\"my castle\",\"user\":" + made().user() + "}");
        assertEquals(
                List.of(Reconciliation.Kind.NAME_LOST),
                shop.app.desk().reconcile().join().stream()
                        .map(Reconciliation.Finding::kind)
                        .toList());
        refunds(id);
        shop.passes(MINUTE);
        assertTrue(made().isSuspended());
    }

    @Test
    @DisplayName("B95 it was tried once, and the order was active without a server, and nobody saw that")
    void whatIsTriedInVainForADayIsShown() {
        shop.panel.world().setWingsAway(shop.node, true);
        OrderId id = shop.paid(Fixtures.budi());
        shop.passes(DAY.plus(HOUR));
        assertTrue(shop.panel.books().calls(POST_SERVERS) > 10);
        assertEquals(ServerState.FAILED, server(id).state());
        assertEquals(Optional.of(ServerTrouble.Kind.GIVEN_UP), trouble(id));
        assertTrue(wereAdminsTold("server-trouble-admin"));
        assertTrue(shop.told(Fixtures.budi().id()).contains("server-late-customer"));
    }

    @Test
    @DisplayName("B100 the last place was sold twice")
    void ofFiftyWhoWantTheLastPlaceOneGetsIt() {
        shop.orders(Fixtures.siti());
        shop.orders(Fixtures.siti());
        List<Outcome<Order>> all = IntStream.range(0, 50)
                .parallel()
                .mapToObj(number -> shop.orders(Fixtures.customer("C", "62812000" + (1_000 + number))))
                .toList();
        assertEquals(
                1, all.stream().flatMap(outcome -> outcome.value().stream()).count());
        assertEquals(
                49,
                all.stream()
                        .flatMap(outcome -> outcome.refusal().stream())
                        .filter(Refusal.NoRoom.class::isInstance)
                        .count());
    }

    @Test
    @DisplayName("B109 it was suspended while its program was put there, and looked fine when that was taken back")
    void nothingIsSuspendedWhileItsProgramIsPutThere() {
        OrderId id = shop.paid(Fixtures.budi());
        shop.work();
        cancels(id);
        shop.passes(Duration.ofSeconds(10));
        assertEquals(Optional.of("installing"), made().status());
        shop.passes(MINUTE);
        assertTrue(made().isSuspended());
    }

    @Test
    @DisplayName("B112 the panel failed, and the order was active without a server")
    void anOrderIsCompletedByTheServerAlone() {
        shop.panel.next(PanelTrouble.REFUSES, ServerCasesTest::makes);
        OrderId id = shop.paid(Fixtures.budi());
        shop.passes(MINUTE);
        assertEquals(OrderStatus.PROCESSING, shop.order(id).status());
        assertEquals(Optional.of(ServerTrouble.Kind.REFUSED), trouble(id));
        assertTrue(wereAdminsTold("server-trouble-admin"));
        shop.app.desk().retry(PanelShop.ADMIN, id, Optional.empty());
        shop.passes(MINUTE);
        assertEquals(OrderStatus.COMPLETED, shop.order(id).status());
    }

    @Test
    @DisplayName("B124 the panel refused to suspend a server once, and nobody knew that it runs on")
    void whatThePanelRefusesToSuspendIsShownAndTriedAgain() {
        OrderId id = ready(Fixtures.budi());
        shop.panel.next(PanelTrouble.REFUSES, request -> request.path().endsWith("/suspend"));
        refunds(id);
        shop.passes(MINUTE);
        assertFalse(made().isSuspended());
        assertTrue(wereAdminsTold("server-trouble-admin"));
        shop.app.desk().retry(PanelShop.ADMIN, id, Optional.empty());
        shop.passes(MINUTE);
        assertTrue(made().isSuspended());
    }

    @Test
    @DisplayName("a server that is there is taken over by no order that has one")
    void anOrderWithAServerAdoptsNone() {
        OrderId id = ready(Fixtures.budi());
        assertEquals(
                Optional.of(new Refusal.ServerNot(id, ServerState.READY, ServerState.FAILED)),
                shop.app
                        .desk()
                        .adopt(PanelShop.ADMIN, shop.order(id), made().identifier())
                        .join()
                        .refusal());
    }

    private static boolean makes(PanelRequest request) {
        return request.method().equals("POST") && request.path().endsWith("/servers");
    }

    @Test
    @DisplayName("B113 what was chosen was not sent to the panel")
    void aServerHasAllThatWasSold() {
        ready(Fixtures.budi());
        assertEquals(shop.plan.limits(), made().limits());
        assertEquals(Optional.of(shop.plan.features()), made().features());
        assertEquals("index.js", made().environment().get("MAIN_FILE"));
    }

    @Test
    @DisplayName("B122 a button was pressed twice, and there were two servers")
    void whatIsConfirmedTwiceIsMadeOnce() {
        OrderId id = shop.paid(Fixtures.budi());
        shop.service.confirm(PanelShop.ADMIN, new ChangeStatus(id, ""));
        shop.service.process(PanelShop.ADMIN, new ChangeStatus(id, ""));
        shop.app.desk().retry(PanelShop.ADMIN, id, Optional.empty());
        shop.passes(MINUTE);
        shop.app.desk().retry(PanelShop.ADMIN, id, Optional.empty());
        shop.restart();
        shop.passes(MINUTE);
        assertEquals(made().id(), server(id).id().orElseThrow());
    }

    @Test
    @DisplayName("B124 the panel was down when a server was deleted, which was forgotten and lived on")
    void aServerIsDeletedWhenThePanelSaysSo() {
        OrderId id = ready(Fixtures.budi());
        refunds(id);
        shop.passes(DAY.multipliedBy(8));
        shop.app.desk().delete(PanelShop.ADMIN, id, Optional.empty());
        shop.panel.goDown();
        shop.passes(HOUR);
        assertEquals(ServerState.SUSPENDED, server(id).state());
        shop.panel.comeBack();
        shop.passes(HOUR);
        assertEquals(ServerState.DELETED, server(id).state());
        assertEquals(0, shop.panel.books().servers().size());
    }

    @Test
    @DisplayName("B125 a server was deleted at the panel, and its order failed for ever")
    void aServerThatSomebodyDeletedIsGone() {
        OrderId id = ready(Fixtures.budi());
        shop.panel.world().asAdmin("DELETE", "servers/" + made().id(), "");
        shop.app.desk().sync(PanelShop.ADMIN, shop.order(id)).join();
        shop.work();
        assertEquals(ServerState.DELETED, server(id).state());
        assertEquals(Optional.of(ServerTrouble.Kind.GONE), trouble(id));
        shop.work();
        assertTrue(wereAdminsTold("server-trouble-admin"));
    }

    @Test
    @DisplayName("B125 so is one that was deleted while its program was put there")
    void aServerThatIsGoneBeforeItIsReadyHasFailed() {
        OrderId id = shop.paid(Fixtures.budi());
        shop.work();
        shop.panel.world().asAdmin("DELETE", "servers/" + made().id(), "");
        shop.passes(MINUTE);
        assertEquals(ServerState.FAILED, server(id).state());
        assertTrue(wereAdminsTold("server-trouble-admin"));
        cancels(id);
        shop.passes(MINUTE);
        assertEquals(ServerState.DELETED, server(id).state());
    }

    @Test
    @DisplayName("B125 and can be made anew, for which the order is told that it is gone")
    void aServerThatIsGoneBeforeItIsReadyIsMadeAnew() {
        shop.panel.world().endNextInstalls(InstallEnd.DIES);
        OrderId id = shop.paid(Fixtures.budi());
        shop.work();
        shop.panel.world().asAdmin("DELETE", "servers/" + made().id(), "");
        shop.app.desk().sync(PanelShop.ADMIN, shop.order(id)).join();
        assertEquals(ServerState.FAILED, server(id).state());
        shop.app.desk().retry(PanelShop.ADMIN, id, Optional.empty());
        shop.panel.next(PanelTrouble.DROPS_THE_ANSWER, ServerCasesTest::makes);
        shop.work();
        cancels(id);
        shop.passes(MINUTE);
        assertTrue(made().isSuspended());
    }

    @Test
    @DisplayName("B134 the panel had a user of that address, and the order failed for ever or went to a stranger")
    void aUserOfTheSameAddressIsTakenOverByConsentAlone() {
        shop.panel
                .world()
                .asAdmin(
                        "POST",
                        "users",
                        "{\"username\":\"budi\",\"email\":\"budi@mail.example\",\"first_name\":\"B\",\"last_name\":\"B\"}");
        long user = Iterables.getOnlyElement(shop.panel.books().users()).id();
        shop.app.desk().setMail(Fixtures.budi().id(), "budi@mail.example");
        OrderId id = shop.paid(Fixtures.budi());
        shop.passes(MINUTE);
        assertEquals(
                Optional.of(new ServerTrouble(ServerTrouble.Kind.ADDRESS_TAKEN, Long.toString(user))),
                server(id).trouble());
        assertEquals(0, shop.panel.books().servers().size());
        shop.app.desk().adoptUser(PanelShop.ADMIN, shop.order(id), user).join();
        shop.passes(MINUTE);
        assertEquals(user, made().user());
    }

    @Test
    @DisplayName("B137 a message could not be sent, and nothing was made")
    void noMessageHoldsUpAServer() {
        shop.bridge.isDown = true;
        OrderId id = shop.paid(Fixtures.budi());
        shop.passes(HOUR);
        assertEquals(OrderStatus.COMPLETED, shop.order(id).status());
        assertFalse(shop.told(Fixtures.budi().id()).contains("order-completed-customer"));
        shop.bridge.isDown = false;
        shop.passes(HOUR);
        assertTrue(shop.told(Fixtures.budi().id()).contains("order-completed-customer"));
    }

    @Test
    @DisplayName("B143 an installer died, and the server was installed for ever")
    void anInstallThatNeverEndsIsShownAndItsMoneyCanBeGivenBack() {
        shop.panel.world().endNextInstalls(InstallEnd.DIES);
        OrderId id = shop.paid(Fixtures.budi());
        shop.passes(HOUR);
        assertEquals(Optional.of(ServerTrouble.Kind.INSTALL_SLOW), trouble(id));
        assertTrue(wereAdminsTold("server-trouble-admin"));
        cancels(id);
        shop.passes(HOUR);
        assertTrue(made().isSuspended());
    }

    @Test
    @DisplayName("B94 one failure held up all others")
    void aServerThatCannotBeInstalledAnewHoldsUpNoOther() {
        try (PanelShop two = new PanelShop(new PanelShop.Parts(1, 1))) {
            two.panel.world().setInstallTime(Duration.ofSeconds(20));
            two.panel.world().endNextInstalls(InstallEnd.FAILS);
            OrderId first = two.paid(Fixtures.budi());
            two.pass(Duration.ofSeconds(1));
            OrderId second = two.paid(Fixtures.siti());
            two.work();
            two.panel.world().setWingsAway(two.panel.books().servers().get(0).node(), true);
            two.passes(MINUTE);
            assertEquals(
                    List.of(OrderStatus.PROCESSING, OrderStatus.COMPLETED),
                    Stream.of(first, second).map(id -> two.order(id).status()).toList());
        }
    }
}
