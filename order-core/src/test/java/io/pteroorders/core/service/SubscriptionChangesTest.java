package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Refusal.NotRenewable;
import io.pteroorders.core.order.Refusal.NotRenewable.Why;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry.Credited;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.subscription.PackageChange;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Subscription;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Another package for what runs, and what keeps a server from running, by the service. */
class SubscriptionChangesTest extends ServiceTest {

    /** A server of bronze, 25.000 a month, from 15 January to 15 February: 32 days. Today is 16 January. */
    private final Order first = given(completed());

    @Override
    OrderService.Builder builder() {
        return super.builder().payBy(List.of(new ManualPayment())).renewals(RenewalRules.defaults(Samples.JAKARTA));
    }

    private static Order completed() {
        Order processing = Samples.in(OrderStatus.PROCESSING).withServerId(Samples.NOON, "srv-7");
        return Samples.moved(processing, OrderStatus.COMPLETED, Samples.NOON.plusSeconds(600));
    }

    private Subscription subscription() {
        return service.subscriptions().get(ADMIN, first.id()).get();
    }

    private SubscriptionService subscriptions() {
        return service.subscriptions();
    }

    private static Money rupiah(long units) {
        return Samples.rupiah(units);
    }

    private static NotRenewable because(OrderId id, Why why) {
        return new NotRenewable(id, why, Optional.empty(), 0);
    }

    private void passes(Duration time) {
        now.set(now.get().plus(time));
    }

    private Order upgraded(String packageType) {
        OrderId id = subscriptions()
                .changeNow(BUDI, first.id(), packageType, NO_REQUEST)
                .get()
                .id();
        service.confirm(ADMIN, move(id)).get();
        return stored(id);
    }

    @Test
    @DisplayName("R8 an upgrade costs what the rest of the term is worth more")
    void anUpgradeCostsTheDifference() {
        Order order =
                subscriptions().changeNow(BUDI, first.id(), "gold", NO_REQUEST).get();
        assertEquals(Optional.of(new Sequel.Upgrade(first.id(), rupiah(85_000))), order.sequel());
        assertEquals(rupiah(56_251), order.totalAmount(), "79.688 for gold less 23.437 for bronze");
        assertEquals(OrderStatus.PENDING, order.status());
        assertEquals(PackageType.BRONZE, subscription().last().sold().packageType(), "it is not paid yet");
        service.confirm(ADMIN, move(order.id())).get();
        assertEquals(PackageType.GOLD, subscription().last().sold().packageType());
        assertEquals(rupiah(85_000), subscription().last().sold().pricePerMonth());
        assertEquals(LocalDate.of(2026, 2, 15), subscription().paidUntil(), "the day stays");
        assertEquals(OrderStatus.CONFIRMED, stored(order.id()).status(), "somebody has to change the server");
    }

    @Test
    void theNextRenewalIsOfTheNewPackage() {
        upgraded("gold");
        Order renewal = subscriptions()
                .renew(BUDI, new RenewOrder(first.id(), Optional.of(1), NO_REQUEST))
                .get();
        assertEquals(rupiah(85_000), renewal.totalAmount());
    }

    @Test
    void oneOrderOfASubscriptionWaitsToBePaid() {
        Order gold =
                subscriptions().changeNow(BUDI, first.id(), "gold", NO_REQUEST).get();
        Order same =
                subscriptions().changeNow(BUDI, first.id(), "GOLD", NO_REQUEST).get();
        assertEquals(gold.id(), same.id());
        Order renewal = subscriptions()
                .renew(BUDI, new RenewOrder(first.id(), Optional.of(1), NO_REQUEST))
                .get();
        assertEquals(OrderStatus.CANCELLED, stored(gold.id()).status());
        assertEquals(OrderStatus.PENDING, stored(renewal.id()).status());
    }

    @Test
    @DisplayName("R8 less than a thousand rupiah is waived: the order is confirmed at once")
    void tooLittleIsWaived() {
        now.set(first.lastChange().timestamp().plus(Duration.ofDays(30)));
        Order waived = subscriptions()
                .changeNow(BUDI, first.id(), "silver", NO_REQUEST)
                .get();
        assertEquals(rupiah(0), waived.totalAmount(), "1.407 for silver less 781 for bronze");
        assertEquals(
                List.of(OrderStatus.PENDING, OrderStatus.CONFIRMED),
                waived.statusHistory().stream().map(StatusChange::status).toList());
        assertEquals(PackageType.SILVER, subscription().last().sold().packageType());
    }

    @Test
    @DisplayName("R8 on the last day nothing is left to change")
    void nothingIsLeftOnTheLastDay() {
        now.set(LocalDate.of(2026, 2, 15).atTime(12, 0).atZone(Samples.JAKARTA).toInstant());
        assertEquals(
                PackageChange.Kind.AT_THE_END,
                subscriptions().quote(BUDI, first.id(), "gold").get().kind());
        assertEquals(because(first.id(), Why.NOTHING_LEFT), refused(() -> subscriptions()
                .changeNow(BUDI, first.id(), "gold", NO_REQUEST)));
    }

    @Test
    void whatIsNotPaidForOrStoppedIsNotChanged() {
        subscriptions()
                .suspend(ADMIN, first.id(), SuspensionReason.ABUSE, "", NO_REQUEST)
                .get();
        assertEquals(
                because(first.id(), Why.STOPPED), refused(() -> subscriptions().quote(BUDI, first.id(), "gold")));
        subscriptions().unsuspend(ADMIN, first.id(), "", NO_REQUEST).get();
        assertEquals(because(first.id(), Why.SAME_PACKAGE), refused(() -> subscriptions()
                .quote(BUDI, first.id(), "bronze")));
        assertTrue(refused(() -> subscriptions().quote(BUDI, first.id(), "emas")) instanceof Refusal.InvalidInput);
        passes(Duration.ofDays(31));
        assertEquals(
                because(first.id(), Why.UNPAID), refused(() -> subscriptions().quote(BUDI, first.id(), "gold")));
    }

    @Test
    void moneyForAnUpgradeThatComesWhenTheTermIsOverIsNobodys() {
        Order gold =
                subscriptions().changeNow(BUDI, first.id(), "gold", NO_REQUEST).get();
        passes(Duration.ofDays(31));
        service.confirm(ADMIN, move(gold.id())).get();
        assertEquals(OrderStatus.CANCELLED, stored(gold.id()).status());
        assertEquals(PackageType.BRONZE, subscription().last().sold().packageType());
    }

    @Test
    void anUpgradeThatIsTakenBackCountsNothing() {
        Order gold = upgraded("gold");
        service.cancel(ADMIN, move(gold.id())).get();
        assertEquals(PackageType.BRONZE, subscription().last().sold().packageType());
    }

    @Test
    @DisplayName("R9 a cheaper package comes with the next renewal, unless it is undone")
    void aDowngradeWaitsForTheEnd() {
        upgraded("gold");
        passes(Duration.ofMinutes(1));
        subscriptions().changeAtTheEnd(BUDI, first.id(), "silver", NO_REQUEST).get();
        assertEquals(PackageType.GOLD, subscription().last().sold().packageType());
        assertEquals(
                rupiah(45_000),
                subscriptions().reader().renewal(subscription(), 1, now.get()).totalAmount());
        subscriptions().changeAtTheEnd(BUDI, first.id(), "gold", NO_REQUEST).get();
        assertEquals(Optional.empty(), subscription().changing());
        assertEquals(because(first.id(), Why.SAME_PACKAGE), refused(() -> subscriptions()
                .changeAtTheEnd(BUDI, first.id(), "gold", NO_REQUEST)));
    }

    @Test
    @DisplayName("R9 an admin changes to a cheaper package now, and the rest is owed")
    void aDowngradeNowIsCredited() {
        upgraded("gold");
        passes(Duration.ofMinutes(1));
        assertEquals(new Refusal.NotAllowed(), refused(() -> subscriptions()
                .downgrade(BUDI, first.id(), "silver", NO_REQUEST)));
        assertEquals(because(first.id(), Why.CHEAPER), refused(() -> subscriptions()
                .changeNow(ADMIN, first.id(), "silver", NO_REQUEST)));
        assertEquals(because(first.id(), Why.DEARER), refused(() -> subscriptions()
                .downgrade(ADMIN, first.id(), "diamond", NO_REQUEST)));
        Order change =
                subscriptions().downgrade(ADMIN, first.id(), "silver", ONCE).get();
        assertEquals(rupiah(0), change.totalAmount());
        assertEquals(PackageType.SILVER, subscription().last().sold().packageType());
        assertEquals(
                List.of(rupiah(37_500)),
                stored(first.id()).subscription().entries().stream()
                        .filter(Credited.class::isInstance)
                        .map(entry -> ((Credited) entry).amount())
                        .toList(),
                "40.000 for 30 of 32 days");
    }

    @Test
    @DisplayName("R7 each reason is lifted by itself")
    void reasonsAreASet() {
        subscriptions()
                .suspend(ADMIN, first.id(), SuspensionReason.ABUSE, "mining", NO_REQUEST)
                .get();
        subscriptions().pause(ADMIN, first.id(), "", NO_REQUEST).get();
        assertEquals(2, subscription().reasons().size());
        subscriptions().unpause(ADMIN, first.id(), "", NO_REQUEST).get();
        subscriptions().unsuspend(ADMIN, first.id(), "", NO_REQUEST).get();
        assertTrue(subscription().reasons().isEmpty());
        assertEquals(because(first.id(), Why.NOT_STOPPED), refused(() -> subscriptions()
                .unsuspend(ADMIN, first.id(), "", NO_REQUEST)));
        assertEquals(new Refusal.NotAllowed(), refused(() -> subscriptions().pause(BUDI, first.id(), "", NO_REQUEST)));
        assertThrows(IllegalArgumentException.class, () -> subscriptions()
                .suspend(ADMIN, first.id(), SuspensionReason.BILLING, "", NO_REQUEST));
    }

    @Test
    @DisplayName("R11 a pause gives its days back, once in a term, and not to who has not paid")
    void aPauseIsOnceInATerm() {
        subscriptions().pause(ADMIN, first.id(), "", ONCE).get();
        passes(Duration.ofDays(9));
        Outcome<Subscription> ended = subscriptions().unpause(ADMIN, first.id(), "", NO_REQUEST);
        assertEquals(LocalDate.of(2026, 2, 24), ended.get().paidUntil());
        assertEquals(because(first.id(), Why.PAUSED_BEFORE), refused(() -> subscriptions()
                .pause(ADMIN, first.id(), "", NO_REQUEST)));
        assertTrue(
                subscriptions().pause(ADMIN, first.id(), "", ONCE).isDone(), "the same request is answered as before");
        passes(Duration.ofDays(60));
        assertEquals(because(first.id(), Why.UNPAID), refused(() -> subscriptions()
                .pause(ADMIN, first.id(), "", NO_REQUEST)));
    }

    @Test
    void aServerThatIsGoneForGoodIsNotRenewed() {
        assertEquals(
                because(first.id(), Why.PAID), refused(() -> subscriptions().end(ADMIN, first.id(), "", NO_REQUEST)));
        passes(Duration.ofDays(60));
        assertTrue(subscriptions()
                .end(ADMIN, first.id(), "", NO_REQUEST)
                .get()
                .ended()
                .isPresent());
        assertEquals(because(first.id(), Why.ENDED), refused(() -> subscriptions()
                .renew(BUDI, new RenewOrder(first.id(), Optional.of(1), NO_REQUEST))));
    }
}
