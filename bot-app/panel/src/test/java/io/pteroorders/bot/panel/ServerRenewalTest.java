package io.pteroorders.bot.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.panel.PanelTrouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a server when its time is over, and when it is paid for again. */
class ServerRenewalTest {

    private static final Duration MONTH = Duration.ofDays(35);

    private final PanelShop shop = new PanelShop(2);
    private OrderId first;

    @BeforeEach
    void sell() {
        first = shop.completed(Fixtures.budi());
        shop.clock.advance(MONTH);
        shop.work();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private ServerState state() {
        return shop.order(first).server().map(Server::state).orElseThrow();
    }

    private boolean isSuspendedAtThePanel() {
        return Iterables.getOnlyElement(shop.panel.books().servers()).isSuspended();
    }

    private List<String> toldSince(int before) {
        return shop.told(Fixtures.budi().id()).stream().skip(before).toList();
    }

    private int told() {
        return shop.told(Fixtures.budi().id()).size();
    }

    @Test
    void aServerThatIsNotPaidForIsSuspended() {
        shop.unpaid(first);
        shop.work();
        assertEquals(ServerState.SUSPENDED, state());
        assertTrue(isSuspendedAtThePanel());
        assertEquals(OrderStatus.COMPLETED, shop.order(first).status());
    }

    @Test
    void aPaymentLetsItRunAgainAndIsToldByOneMessage() {
        shop.unpaid(first);
        shop.work();
        int before = told();
        OrderId renewal = shop.renewed(first);
        assertEquals(OrderStatus.PROCESSING, shop.order(renewal).status());
        shop.work();
        assertEquals(ServerState.READY, state());
        assertFalse(isSuspendedAtThePanel());
        assertEquals(OrderStatus.COMPLETED, shop.order(renewal).status());
        assertEquals(List.of("renewed-customer"), toldSince(before));
    }

    @Test
    void aCustomerWhoPaidHearsWhenThePanelIsSilent() {
        shop.unpaid(first);
        shop.work();
        int before = told();
        shop.panel.goDown();
        shop.renewed(first);
        shop.work();
        shop.passes(Duration.ofMinutes(2));
        assertEquals(List.of("renewal-created-customer", "order-confirmed-customer"), toldSince(before));
        shop.panel.comeBack();
        shop.passes(Duration.ofHours(1));
        assertEquals(
                List.of("renewal-created-customer", "order-confirmed-customer", "renewed-customer"), toldSince(before));
        assertFalse(isSuspendedAtThePanel());
    }

    @Test
    void thePanelSuspendedAServerWhoseAnswerWasLostAndThePaymentUndoesThat() {
        shop.panel.next(PanelTrouble.DROPS_THE_ANSWER, request -> request.path().endsWith("/suspend"));
        shop.unpaid(first);
        shop.does();
        assertTrue(isSuspendedAtThePanel());
        assertEquals(ServerState.READY, state());
        OrderId renewal = shop.renewed(first);
        shop.passes(Duration.ofHours(1));
        assertFalse(isSuspendedAtThePanel());
        assertEquals(ServerState.READY, state());
        assertEquals(OrderStatus.COMPLETED, shop.order(renewal).status());
    }

    @Test
    void aPauseThatIsOverBeforeThePanelAnswersLeavesNothingSuspended() {
        shop.service
                .subscriptions()
                .give(PanelShop.ADMIN, first, 30, "", Optional.empty())
                .get();
        shop.panel.next(PanelTrouble.DROPS_THE_ANSWER, request -> request.path().endsWith("/suspend"));
        shop.service
                .subscriptions()
                .pause(PanelShop.ADMIN, first, "", Optional.empty())
                .get();
        shop.does();
        assertTrue(isSuspendedAtThePanel());
        shop.service
                .subscriptions()
                .unpause(PanelShop.ADMIN, first, "", Optional.empty())
                .get();
        shop.passes(Duration.ofHours(1));
        assertFalse(isSuspendedAtThePanel());
    }

    @Test
    @DisplayName("R7 a payment lifts only its own reason: abuse keeps the server stopped")
    void aPaymentDoesNotForgiveAbuse() {
        shop.service
                .subscriptions()
                .suspend(PanelShop.ADMIN, first, SuspensionReason.ABUSE, "mining", Optional.empty())
                .get();
        shop.unpaid(first);
        shop.work();
        OrderId renewal = shop.renewed(first);
        shop.work();
        assertEquals(OrderStatus.COMPLETED, shop.order(renewal).status());
        assertTrue(isSuspendedAtThePanel());
        shop.service
                .subscriptions()
                .unsuspend(PanelShop.ADMIN, first, "", Optional.empty())
                .get();
        shop.work();
        assertFalse(isSuspendedAtThePanel());
    }

    private OrderId upgraded() {
        shop.service
                .subscriptions()
                .give(PanelShop.ADMIN, first, 30, "", Optional.empty())
                .get();
        shop.clock.advance(Duration.ofSeconds(1));
        OrderId upgrade = shop.service
                .subscriptions()
                .changeNow(PanelShop.ADMIN, first, "silver", Optional.empty())
                .get()
                .id();
        shop.work();
        shop.service.confirm(PanelShop.ADMIN, new ChangeStatus(upgrade, "")).get();
        return upgrade;
    }

    private int memory() {
        return Iterables.getOnlyElement(shop.panel.books().servers()).limits().memory();
    }

    @Test
    @DisplayName("R8 a paid upgrade makes the server larger where it is")
    void anUpgradeResizesTheServer() {
        OrderId upgrade = upgraded();
        shop.work();
        assertEquals(OrderStatus.COMPLETED, shop.order(upgrade).status());
        assertEquals(2 * PanelShop.MEMORY, memory());
        assertTrue(shop.told(Fixtures.budi().id()).contains("upgraded-customer"));
        assertEquals(List.of(), shop.app.desk().reconcile().join());
    }

    @Test
    @DisplayName("R8 nobody is asked for money for an upgrade that the machine has no room for")
    void aFullMachineRefusesAnUpgrade() {
        shop.completed(Fixtures.siti());
        shop.service
                .subscriptions()
                .give(PanelShop.ADMIN, first, 30, "", Optional.empty())
                .get();
        shop.clock.advance(Duration.ofMinutes(1));
        assertTrue(shop.service
                .subscriptions()
                .changeNow(PanelShop.ADMIN, first, "silver", Optional.empty())
                .refusal()
                .filter(Refusal.NoRoom.class::isInstance)
                .isPresent());
    }

    @Test
    @DisplayName("R8 if the panel refuses for good the package stays, and the money is nobody's")
    void aRefusedUpgradeChangesNothing() {
        shop.panel.next(
                PanelTrouble.REFUSES,
                request -> request.method().equals("PATCH") && request.path().endsWith("/build"));
        OrderId upgrade = upgraded();
        shop.work();
        assertEquals(OrderStatus.CANCELLED, shop.order(upgrade).status());
        assertEquals(PanelShop.MEMORY, memory());
        assertEquals(
                "bronze",
                shop.service
                        .subscriptions()
                        .get(PanelShop.ADMIN, first)
                        .get()
                        .last()
                        .sold()
                        .packageType()
                        .code());
    }

    @Test
    @DisplayName("R9 a cheaper package comes with the days that are paid for at its price")
    void aDowngradeComesAtTheEnd() {
        upgraded();
        shop.work();
        shop.service
                .subscriptions()
                .changeAtTheEnd(PanelShop.ADMIN, first, "bronze", Optional.empty())
                .get();
        OrderId renewal = shop.renewed(first);
        shop.work();
        assertEquals(OrderStatus.COMPLETED, shop.order(renewal).status());
        assertEquals(Fixtures.rupiah(25_000), shop.order(renewal).totalAmount());
        assertEquals(2 * PanelShop.MEMORY, memory());
        shop.passes(Duration.ofDays(31));
        assertEquals(PanelShop.MEMORY, memory());
    }

    @Test
    @DisplayName("R14 a cheaper package comes also if it is paid back too late to take its days back")
    void aDowngradeThatIsRefundedLateComesNevertheless() {
        upgraded();
        shop.work();
        shop.service
                .subscriptions()
                .changeAtTheEnd(PanelShop.ADMIN, first, "bronze", Optional.empty())
                .get();
        OrderId renewal = shop.renewed(first);
        shop.passes(Duration.ofDays(2));
        shop.service.refund(PanelShop.ADMIN, new ChangeStatus(renewal, "")).get();
        shop.passes(Duration.ofDays(29));
        assertEquals(PanelShop.MEMORY, memory());
    }

    @Test
    void anUpgradeThatIsRefundedIsUndone() {
        OrderId upgrade = upgraded();
        shop.work();
        shop.service.refund(PanelShop.ADMIN, new ChangeStatus(upgrade, "")).get();
        shop.work();
        assertEquals(PanelShop.MEMORY, memory());
    }

    @Test
    void daysForNothingLetItRunAgain() {
        shop.unpaid(first);
        shop.work();
        shop.service
                .subscriptions()
                .give(PanelShop.ADMIN, first, 30, "", Optional.empty())
                .get();
        shop.work();
        assertEquals(ServerState.READY, state());
        assertFalse(isSuspendedAtThePanel());
    }

    @Test
    void itIsDeletedOnlyAfterItsTimeAndWhenSomebodyAgrees() {
        shop.unpaid(first);
        shop.work();
        shop.passes(Duration.ofDays(8));
        assertEquals(ServerState.SUSPENDED, state());
        shop.app.desk().delete(PanelShop.ADMIN, first, Optional.empty()).get();
        shop.passes(Duration.ofMinutes(1));
        assertEquals(ServerState.DELETED, state());
        assertEquals(List.of(), shop.panel.books().servers());
        assertTrue(shop.told(Fixtures.budi().id()).contains("server-deleted-customer"));
        assertTrue(shop.service
                .subscriptions()
                .get(PanelShop.ADMIN, first)
                .get()
                .ended()
                .isPresent());
    }

    @Test
    void whoPaysBeforeItIsDeletedKeepsItAlsoAfterTheNextStop() {
        shop.unpaid(first);
        shop.work();
        shop.clock.advance(Duration.ofDays(8));
        shop.app.desk().delete(PanelShop.ADMIN, first, Optional.empty()).get();
        shop.renewed(first);
        shop.work();
        assertEquals(ServerState.READY, state());
        shop.clock.advance(MONTH);
        shop.unpaid(first);
        shop.work();
        assertEquals(ServerState.SUSPENDED, state());
        assertTrue(isSuspendedAtThePanel());
    }

    @Test
    void aServerThatIsGoneAtThePanelIsNotTakenForEnded() {
        shop.panel
                .world()
                .asAdmin(
                        "DELETE",
                        "servers/"
                                + Iterables.getOnlyElement(shop.panel.books().servers())
                                        .id(),
                        "");
        shop.unpaid(first);
        shop.passes(Duration.ofHours(1));
        assertEquals(ServerState.READY, state());
        assertEquals(1, shop.app.desk().givenUp().size());
    }

    @Test
    void whatAnAdminDidAtThePanelIsSaidAndDone() {
        shop.panel.goDown();
        shop.unpaid(first);
        shop.work();
        shop.app.desk().done(PanelShop.ADMIN, first, Optional.empty()).get();
        assertEquals(ServerState.SUSPENDED, state());
    }
}
