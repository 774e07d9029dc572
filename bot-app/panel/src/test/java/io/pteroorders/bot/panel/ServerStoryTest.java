package io.pteroorders.bot.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.panel.InstallEnd;
import io.pteroorders.core.testkit.panel.PanelBooks;
import io.pteroorders.core.testkit.panel.PanelTrouble;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a paid order comes to its server, and a server ends with its order. */
class ServerStoryTest {

    private final PanelShop shop = new PanelShop(2);

    @AfterEach
    void close() {
        shop.close();
    }

    private PanelBooks.Server made() {
        return Iterables.getOnlyElement(shop.panel.books().servers());
    }

    private static Server server(Order order) {
        return order.server().orElseThrow();
    }

    private static void done(Outcome<?> outcome) {
        assertEquals(Optional.empty(), outcome.refusal());
    }

    @Test
    void aPaidOrderBecomesAServerOfWhichItsCustomerIsToldWhenItIsInstalled() {
        OrderId id = shop.paid(Fixtures.budi());
        shop.work();
        assertEquals(OrderStatus.PROCESSING, shop.order(id).status());
        assertEquals(ServerState.INSTALLING, server(shop.order(id)).state());
        assertEquals(Optional.of("shop-" + id), made().externalId());
        assertEquals(shop.plan.limits(), made().limits());
        shop.panel.world().finishInstall(made().id(), true);
        shop.pass(Duration.ofSeconds(3));
        Order done = shop.order(id);
        assertEquals(OrderStatus.COMPLETED, done.status());
        assertEquals(Optional.of(made().identifier()), done.serverId());
        OutgoingMessage told = Iterables.getLast(shop.sent.stream()
                .filter(message -> message.template().equals("order-completed-customer"))
                .toList());
        String password = Iterables.getLast(shop.panel.books().users().stream()
                .filter(user -> user.externalId().isPresent())
                .findFirst()
                .orElseThrow()
                .passwords());
        assertTrue(told.text().contains(password), told::text);
        assertTrue(told.text().contains(made().ports().get(0)), told::text);
        assertFalse(shop.told(Fixtures.budi().id()).contains("order-processing-customer"));
    }

    @Test
    @DisplayName("B73 no machine has room: nobody is asked for money")
    void aFullShopAsksForNoMoney() {
        done(shop.orders(Fixtures.budi()));
        done(shop.orders(Fixtures.siti()));
        assertTrue(shop.orders(Fixtures.siti())
                .refusal()
                .filter(Refusal.NoRoom.class::isInstance)
                .isPresent());
    }

    @Test
    void aPlaceThatNobodyPaysForIsFreeAfterAWhile() {
        done(shop.orders(Fixtures.budi()));
        done(shop.orders(Fixtures.budi()));
        shop.clock.advance(Duration.ofMinutes(31));
        assertTrue(shop.orders(Fixtures.siti()).value().isPresent());
    }

    @Test
    @DisplayName("B122 the answer to a creation was lost: there is one server")
    void aLostAnswerMakesNoSecondServer() {
        OrderId id = shop.paid(Fixtures.budi());
        shop.panel.next(
                PanelTrouble.DROPS_THE_ANSWER,
                request -> request.method().equals("POST") && request.path().endsWith("/servers"));
        shop.work();
        assertEquals(ServerState.CREATING, server(shop.order(id)).state());
        shop.pass(Duration.ofMinutes(1));
        assertEquals(ServerState.INSTALLING, server(shop.order(id)).state());
        assertEquals(made().id(), server(shop.order(id)).id().orElseThrow());
    }

    @Test
    @DisplayName("B121 there is no free port: the order waits, and everybody is told")
    void anOrderWaitsForRoom() {
        OrderId id = shop.orders(Fixtures.budi()).value().orElseThrow().id();
        shop.panel.world().setOpen(shop.node, false);
        shop.service.confirm(PanelShop.ADMIN, new ChangeStatus(id, ""));
        shop.work();
        assertEquals(OrderStatus.CONFIRMED, shop.order(id).status());
        assertEquals(
                Optional.of(ServerTrouble.of(ServerTrouble.Kind.NO_ROOM)),
                server(shop.order(id)).trouble());
        shop.work();
        assertTrue(shop.told(Fixtures.budi().id()).contains("server-waits-customer"));
        assertTrue(shop.told(Fixtures.admin()).contains("server-trouble-admin"));
        shop.panel.world().setOpen(shop.node, true);
        shop.pass(Duration.ofMinutes(11));
        assertEquals(ServerState.INSTALLING, server(shop.order(id)).state());
    }

    @Test
    void anInstallThatFailsIsTriedOnceMoreAndThenShown() {
        shop.panel.world().endNextInstalls(InstallEnd.FAILS, InstallEnd.FAILS);
        shop.panel.world().setInstallTime(Duration.ofSeconds(10));
        OrderId id = shop.paid(Fixtures.budi());
        for (int i = 0; i < 20; i++) {
            shop.pass(Duration.ofSeconds(3));
        }
        assertEquals(ServerState.FAILED, server(shop.order(id)).state());
        assertEquals(
                ServerTrouble.Kind.INSTALL_FAILED,
                server(shop.order(id)).trouble().orElseThrow().kind());
        done(shop.service.servers().retry(PanelShop.ADMIN, id, Optional.empty()));
        for (int i = 0; i < 20; i++) {
            shop.pass(Duration.ofSeconds(3));
        }
        assertEquals(OrderStatus.COMPLETED, shop.order(id).status());
        assertEquals(1, shop.panel.books().servers().size());
    }

    @Test
    void aCancelledOrderLeavesNoServerRunningAndDeletesNoneByItself() {
        shop.panel.world().setInstallTime(Duration.ofSeconds(30));
        OrderId id = shop.paid(Fixtures.budi());
        shop.work();
        done(shop.service.cancel(PanelShop.ADMIN, new ChangeStatus(id, "no")));
        shop.work();
        assertEquals(ServerState.INSTALLING, server(shop.order(id)).state());
        shop.pass(Duration.ofMinutes(1));
        assertEquals(ServerState.SUSPENDED, server(shop.order(id)).state());
        assertTrue(made().isSuspended());
        shop.work();
        assertFalse(shop.told(Fixtures.budi().id()).contains("order-completed-customer"));
        assertTrue(shop.told(Fixtures.budi().id()).contains("server-suspended-customer"));
        shop.pass(Duration.ofDays(8));
        assertTrue(shop.told(Fixtures.admin()).contains("server-deletion-due-admin"));
        assertEquals(1, shop.panel.books().servers().size());
        done(shop.app.desk().delete(PanelShop.ADMIN, id, Optional.empty()));
        shop.work();
        shop.work();
        assertEquals(ServerState.DELETED, server(shop.order(id)).state());
        assertEquals(0, shop.panel.books().servers().size());
    }

    @Test
    void aPanelThatIsBackIsNotSaidToBeAway() {
        OrderId id = shop.paid(Fixtures.budi());
        shop.work();
        shop.panel.world().finishInstall(made().id(), true);
        shop.pass(Duration.ofSeconds(3));
        shop.panel.goDown();
        assertTrue(shop.app.desk().power(shop.order(id)).isCompletedExceptionally());
        shop.panel.comeBack();
        shop.pass(Duration.ofMinutes(6));
        assertFalse(shop.told(Fixtures.admin()).contains("panel-trouble-admin"));
        assertEquals(0, shop.app.troubles().size());
        shop.panel.goDown();
        assertTrue(shop.app.desk().power(shop.order(id)).isCompletedExceptionally());
        shop.pass(Duration.ofMinutes(6));
        assertTrue(shop.told(Fixtures.admin()).contains("panel-trouble-admin"));
    }
}
