package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Refusal.NotRenewable;
import io.pteroorders.core.order.Refusal.NotRenewable.Why;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Renewing what an order gave, and what follows when that is paid. */
class SubscriptionServiceTest extends ServiceTest {

    /** A server of bronze that is there since 15 January. */
    private final Order first = given(completed());

    private static final LocalDate FEBRUARY_15 = LocalDate.of(2026, 2, 15);

    @Override
    OrderService.Builder builder() {
        return super.builder()
                .maxPendingOrders(1)
                .slipPause(Duration.ofMinutes(2))
                .payBy(List.of(new ManualPayment()))
                .renewals(RenewalRules.defaults(Samples.JAKARTA));
    }

    private static Order completed() {
        Order processing = Samples.in(OrderStatus.PROCESSING).withServerId(Samples.NOON, "srv-7");
        return Samples.moved(processing, OrderStatus.COMPLETED, Samples.NOON.plusSeconds(600));
    }

    private Outcome<Order> renew(Actor actor, OrderId id, Integer... months) {
        return service.subscriptions()
                .renew(actor, new RenewOrder(id, List.of(months).stream().findFirst(), NO_REQUEST));
    }

    private Order renewed(Integer... months) {
        return stored(renew(BUDI, first.id(), months).get().id());
    }

    private LocalDate paidUntil() {
        return service.subscriptions()
                .reader()
                .of(stored(first.id()))
                .orElseThrow()
                .paidUntil();
    }

    private Order confirmed(Order order) {
        return service.confirm(ADMIN, move(order.id())).get();
    }

    private static List<OrderStatus> statuses(Order order) {
        return order.statusHistory().stream().map(StatusChange::status).toList();
    }

    @Test
    void aRenewalIsAnOrderOfItsOwnForAsManyMonthsAsLastTime() {
        Order renewal = renewed();
        assertEquals(Optional.of(new Sequel.Renewal(first.id())), renewal.sequel());
        assertEquals(first.item(), renewal.item());
        assertEquals(first.customer(), renewal.customer());
        assertEquals(OrderStatus.PENDING, renewal.status());
        assertTrue(renewal.payments().open().isPresent(), "it can be paid");
        assertEquals(FEBRUARY_15, paidUntil(), "nothing is paid yet");
    }

    @Test
    @DisplayName("B160 a renewal that is paid counts once, whoever said so")
    void aRenewalThatIsPaidIsCompletedAtOnce() {
        Order renewal = confirmed(renewed(3));
        assertEquals(
                List.of(OrderStatus.PENDING, OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.COMPLETED),
                statuses(renewal));
        assertEquals(Optional.of("srv-7"), renewal.serverId());
        assertEquals(StatusChange.SYSTEM, renewal.lastChange().updatedBy());
        assertEquals(LocalDate.of(2026, 5, 15), paidUntil());
        assertEquals(
                List.of(OrderEvent.Kind.CREATED, OrderEvent.Kind.STATUS_CHANGED),
                events.stream().map(OrderEvent::kind).toList());
    }

    @Test
    void moneyThatIsBookedCompletesARenewalToo() {
        Order renewal = renewed();
        PaymentReport report = PaymentReport.ofMoney("row-1", "system:bank", renewal.totalAmount(), now.get());
        Booking booking = service.payments()
                .book(renewal.payments().open().orElseThrow().id(), report)
                .get();
        assertEquals(Booking.Kind.PAID, booking.kind());
        assertEquals(OrderStatus.COMPLETED, booking.order().status());
        assertEquals(booking.order(), stored(renewal.id()));
        assertEquals(LocalDate.of(2026, 3, 15), paidUntil());
    }

    @Test
    @DisplayName("R2 a payment counts when it was made, not when it became known")
    void aPaymentThatBecomesKnownAfterTheSuspensionUndoesIt() {
        Order renewal = renewed();
        now.set(Samples.NOON.plus(Duration.ofDays(35)));
        service.subscriptions().suspendUnpaid(ADMIN, first.id(), NO_REQUEST).get();
        Instant paid = now.get().minusSeconds(1);
        now.set(now.get().plus(Duration.ofDays(3)));
        service.payments()
                .book(
                        renewal.payments().open().orElseThrow().id(),
                        PaymentReport.ofMoney("row-1", "system:bank", renewal.totalAmount(), paid))
                .get();
        Subscription known = service.subscriptions().get(ADMIN, first.id()).get();
        assertEquals(LocalDate.of(2026, 3, 15), known.paidUntil(), "no day is lost");
        assertEquals(Optional.empty(), known.unpaidSince());
    }

    @Test
    void askingAgainGivesTheSameOrderAndOtherMonthsTakeItsPlace() {
        Order one = renewed();
        assertEquals(one.id(), renewed().id());
        assertEquals(one.id(), renewed(1).id());
        Order three = renewed(3);
        assertEquals(OrderStatus.CANCELLED, stored(one.id()).status());
        assertEquals(StatusChange.SYSTEM, stored(one.id()).lastChange().updatedBy());
        assertEquals(OrderStatus.PENDING, stored(three.id()).status());
    }

    @Test
    void whatHasAPictureOfThePaymentIsNotTakenAway() {
        Order one = renewed();
        service.setPaymentProof(BUDI, new SetPaymentProof(one.id(), "media:1", NO_REQUEST))
                .get();
        assertEquals(
                new NotRenewable(first.id(), Why.OPEN, Optional.of(one.id()), 0),
                refused(() -> renew(BUDI, first.id(), 3)));
    }

    @Test
    void anyOrderOfItNamesTheSubscription() {
        Order second = confirmed(renewed());
        Order third = stored(renew(BUDI, second.id(), 2).get().id());
        assertEquals(first.id(), third.first());
        assertEquals(
                first.id(), service.subscriptions().get(BUDI, third.id()).get().first());
    }

    @Test
    void renewalsCountNeitherAsUnpaidOrdersNorAsSlips() {
        renewed();
        Order fresh = service.create(BUDI, new CreateOrder(Samples.budi(), "bronze", 1))
                .get();
        assertTrue(fresh.sequel().isEmpty());
    }

    @Test
    void itIsSoldAtTodaysPriceAlsoWhenNobodyCanOrderItAnyMore() {
        PackageInfo bronze =
                PackageCatalog.PACKAGE_CATALOG.find(PackageType.BRONZE).orElseThrow();
        PackageInfo dearer =
                new PackageInfo(bronze.type(), "BRONZE+", bronze.specifications(), Samples.rupiah(30_000), "", false);
        assertEquals(OrderItem.of(dearer, 1), soldBy(PackageCatalog.of(List.of(dearer, ofAnother(bronze)))));
    }

    @Test
    void whatIsNotInTheCatalogueAnyMoreCostsWhatItDid() {
        PackageInfo bronze =
                PackageCatalog.PACKAGE_CATALOG.find(PackageType.BRONZE).orElseThrow();
        assertEquals(first.item(), soldBy(PackageCatalog.of(List.of(ofAnother(bronze)))));
    }

    private static PackageInfo ofAnother(PackageInfo bronze) {
        return new PackageInfo(PackageType.GOLD, "GOLD", bronze.specifications(), Samples.rupiah(85_000), "", true);
    }

    private OrderItem soldBy(PackageCatalog catalog) {
        return builder()
                .catalog(catalog)
                .build()
                .subscriptions()
                .renew(BUDI, new RenewOrder(first.id(), Optional.empty(), NO_REQUEST))
                .get()
                .item();
    }

    @Test
    void nobodyElseRenewsIt() {
        assertTrue(refused(() -> renew(SITI, first.id())) instanceof Refusal.OrderNotFound);
        assertEquals(
                Samples.budi().id(), renew(ADMIN, first.id()).get().customer().id());
    }

    @Test
    @DisplayName("B151 what is not there or over is not renewed")
    void whatIsNotThereOrOverIsNotRenewed() {
        Order pending = given(Samples.pending(3, Samples.budi(), Samples.NOON));
        assertEquals(
                new NotRenewable(pending.id(), Why.NOT_THERE, Optional.empty(), 0),
                refused(() -> renew(BUDI, pending.id())));
        service.refund(ADMIN, move(first.id())).get();
        assertEquals(
                new NotRenewable(first.id(), Why.ENDED, Optional.empty(), 0), refused(() -> renew(BUDI, first.id())));
    }

    @Test
    void itIsPaidForThirteenMonthsAheadAtMost() {
        confirmed(renewed(12));
        assertEquals(LocalDate.of(2027, 2, 15), paidUntil());
        assertEquals(
                new NotRenewable(first.id(), Why.TOO_FAR, Optional.empty(), 0),
                refused(() -> renew(BUDI, first.id(), 1)));
        now.set(now.get().plus(Duration.ofDays(120)));
        assertEquals(
                new NotRenewable(first.id(), Why.TOO_FAR, Optional.empty(), 4),
                refused(() -> renew(BUDI, first.id(), 5)));
        assertTrue(refused(() -> renew(BUDI, first.id(), 13)) instanceof Refusal.InvalidInput);
    }

    @Test
    @DisplayName("B146 money for what is over is nobody's")
    void moneyForWhatIsOverIsNobodys() {
        Order renewal = renewed();
        service.refund(ADMIN, move(first.id())).get();
        PaymentReport report = PaymentReport.ofMoney("row-1", "system:bank", renewal.totalAmount(), now.get());
        Booking booking = service.payments()
                .book(renewal.payments().open().orElseThrow().id(), report)
                .get();
        assertEquals(Booking.Kind.WITHOUT_ORDER, booking.kind());
        assertEquals(OrderStatus.CANCELLED, stored(renewal.id()).status());
        assertTrue(stored(renewal.id()).moneyWithoutOrder().isPresent());
    }

    @Test
    void whatWasRenewedIsTakenBackFromItsEnd() {
        Order renewal = confirmed(renewed());
        assertEquals(
                new Refusal.HasSequels(first.id(), ImmutableList.of(renewal.id())),
                refused(() -> service.refund(ADMIN, move(first.id()))));
        service.refund(ADMIN, move(renewal.id())).get();
        assertEquals(FEBRUARY_15, paidUntil());
        assertEquals(
                OrderStatus.REFUNDED,
                service.refund(ADMIN, move(first.id())).get().status());
    }

    @Test
    void anAdminSaysUntilWhenItIsPaidAndGivesDays() {
        SubscriptionService subscriptions = service.subscriptions();
        Subscription said = subscriptions
                .setPaidUntil(ADMIN, first.id(), LocalDate.of(2026, 3, 1), "as agreed", ONCE)
                .get();
        assertEquals(LocalDate.of(2026, 3, 1), said.paidUntil());
        subscriptions
                .setPaidUntil(ADMIN, first.id(), LocalDate.of(2026, 4, 1), "", ONCE)
                .get();
        assertEquals(LocalDate.of(2026, 3, 1), paidUntil(), "the same request does nothing again");
        now.set(now.get().minusSeconds(3_600));
        subscriptions.give(ADMIN, first.id(), 4, "an outage", NO_REQUEST).get();
        assertEquals(LocalDate.of(2026, 3, 5), paidUntil(), "whatever the clock says");
        assertEquals(
                OrderEvent.Kind.SUBSCRIPTION_CHANGED,
                events.get(events.size() - 1).kind());
        assertThrows(IllegalArgumentException.class, () -> subscriptions.give(ADMIN, first.id(), 0, "", NO_REQUEST));
        assertEquals(new Refusal.NotAllowed(), refused(() -> subscriptions.give(BUDI, first.id(), 9, "", NO_REQUEST)));
        assertTrue(
                subscriptions.setRenewing(BUDI, first.id(), false, NO_REQUEST).isDone());
    }

    @Test
    void aReasonThatIsTooLongIsRefused() {
        String why = "x".repeat(501);
        SubscriptionService subscriptions = service.subscriptions();
        assertTrue(
                refused(() -> subscriptions.give(ADMIN, first.id(), 3, why, NO_REQUEST))
                        instanceof Refusal.InvalidInput);
        assertTrue(subscriptions
                .give(ADMIN, first.id(), 3, why.substring(1), NO_REQUEST)
                .isDone());
    }

    @Test
    void ofThoseThatAskAtOnceOneOrderIsLeft() {
        Samples.race(RACERS, racer -> renew(BUDI, first.id(), 1 + racer % 3));
        long open = storage
                .query(OrderQuery.newestFirst().sequelsOf(first.id()).limit(100).build())
                .orders()
                .stream()
                .filter(order -> order.status() == OrderStatus.PENDING)
                .count();
        assertEquals(1, open);
    }

    @Test
    @DisplayName("B152 what costs nothing is renewed when somebody asks, and never by itself")
    void whatCostsNothingIsNotRenewedByItself() {
        PackageInfo bronze =
                PackageCatalog.PACKAGE_CATALOG.find(PackageType.BRONZE).orElseThrow();
        OrderService free = builder()
                .catalog(PackageCatalog.of(ImmutableList.of(new PackageInfo(
                        bronze.type(),
                        bronze.name(),
                        bronze.specifications(),
                        Samples.rupiah(0),
                        bronze.emoji(),
                        true,
                        Optional.empty()))))
                .build();
        Order renewal = free.subscriptions()
                .renew(BUDI, new RenewOrder(first.id(), Optional.of(1), NO_REQUEST))
                .get();
        assertEquals(OrderStatus.COMPLETED, renewal.status(), "nobody is asked for nothing");
        assertEquals(LocalDate.of(2026, 3, 15), paidUntil());
        assertEquals(1, service.subscriptions().reader().sequels(first.id()).size());
    }
}
