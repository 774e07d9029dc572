package io.pteroorders.bot.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.core.testkit.Fixtures;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an order tells of: each thing that happened to it, by a key and a time of its own. */
class OrderEventsTest {

    private static final Order PENDING = Fixtures.anOrder(1).pending();
    private static final Instant LATER = PENDING.createdAt().plusSeconds(3600);
    private static final Instant LATEST = LATER.plusSeconds(3600);

    private static List<String> told(Order order) {
        return OrderEvents.of(order).stream()
                .map(event -> event.type().word() + " " + event.key())
                .toList();
    }

    private static List<String> added(Order before, Order after) {
        List<String> known = told(before);
        return told(after).stream().filter(event -> !known.contains(event)).toList();
    }

    private static DerivedEvent newest(Order order) {
        List<DerivedEvent> all = OrderEvents.of(order);
        return all.get(all.size() - 1);
    }

    @Test
    void aNewOrderWasCreated() {
        assertEquals(List.of("order.created status/0"), told(PENDING));
        assertEquals(PENDING.createdAt(), newest(PENDING).at());
    }

    @Test
    void eachFurtherStatusIsAnEvent() {
        assertEquals(
                List.of("order.created status/0", "order.status status/1", "order.status status/2"),
                told(Fixtures.anOrder(1).in(OrderStatus.PROCESSING)));
    }

    @Test
    void notesOfCustomersAndOfAdminsAreEvents() {
        Order noted = PENDING.withNote(LATER, "system", "one")
                .withAdminNote(LATEST, "system", "two")
                .withNote(LATEST, "system", "three");
        assertEquals(
                List.of("order.note note/0", "order.note note/1", "order.note admin-note/0"), added(PENDING, noted));
        assertEquals(LATEST, newest(noted).at());
    }

    @Test
    void remindersThatWereTakenAreEventsAndThoseThatWerePassedOverAreNot() {
        LocalDate paidUntil = LocalDate.parse("2026-12-31");
        SubscriptionLog log = PENDING.subscription()
                .with(new TakenStep(paidUntil, new RenewalStep(RenewalStep.Kind.REMINDER, 7), LATER, true))
                .with(new TakenStep(paidUntil, new RenewalStep(RenewalStep.Kind.REMINDER, 3), LATEST, false));
        assertEquals(
                List.of("subscription.due due/2026-12-31/reminder-3"),
                added(PENDING, PENDING.withSubscription(LATEST, log)));
    }

    private static Payment attempt(Order order) {
        return Payment.begin(new PaymentId(order.id(), 1), "manual", order.totalAmount(), LATER)
                .build();
    }

    @Test
    void anAttemptToPayItsMoneyAndItsEndAreEvents() {
        Order begun = PENDING.withPayment(LATER, attempt(PENDING));
        assertEquals(List.of("order.payment payment/1"), added(PENDING, begun));

        Payment whole = attempt(PENDING)
                .with(new PaymentArrival(PENDING.totalAmount(), LATEST, "system", Optional.empty()))
                .moved(PaymentState.PAID, LATEST);
        Order paid = begun.withPayment(LATEST, whole);
        assertEquals(List.of("order.payment payment/1/paid", "order.payment payment/1/arrival/0"), added(begun, paid));

        Payment asked = whole.withRefund(PENDING.totalAmount(), LATEST, "system", "");
        Order refunding = paid.withPayment(LATEST, asked);
        assertEquals(List.of("order.payment payment/1/refund/1"), added(paid, refunding));

        Payment back = asked.refundEnded(1, io.pteroorders.core.order.PaymentRefund.State.DONE, LATEST);
        assertEquals(
                List.of("order.payment payment/1/refund/1/done"),
                added(refunding, refunding.withPayment(LATEST, back)));
    }

    @Test
    void anAttemptThatEndsUnpaidIsAnEventNotBeforeItBegan() {
        Order begun = PENDING.withPayment(LATER, attempt(PENDING));
        Order over = begun.withPayment(LATEST, attempt(PENDING).moved(PaymentState.EXPIRED, LATEST));
        assertEquals(List.of("order.payment payment/1/expired"), added(begun, over));
        assertEquals(LATER, newest(over).from());
        assertEquals(LATEST, newest(over).at());
    }

    @Test
    void moneyThatABankTookBackIsAnEventWhoseAgeNobodyKnows() {
        Payment paid = attempt(PENDING)
                .with(new PaymentArrival(PENDING.totalAmount(), LATER, "system", Optional.empty()))
                .moved(PaymentState.PAID, LATER);
        Order before = PENDING.withPayment(LATER, paid);
        Order after = before.withPayment(LATEST, paid.moved(PaymentState.REVERSED, LATEST));
        assertEquals(List.of("order.payment payment/1/reversed"), added(before, after));
        assertFalse(newest(after).dated());
    }

    @Test
    void aServerThatIsSuspendedIsAnEventAndNothingElseOfASubscriptionIs() {
        Order suspended = PENDING.withSubscription(
                LATEST,
                PENDING.subscription()
                        .with(new SubscriptionEntry.Given(LATER, "system", 3, ""))
                        .with(new SubscriptionEntry.Suspended(LATEST, "system", SuspensionReason.BILLING, "")));
        assertEquals(List.of("subscription.suspended subscription/1"), added(PENDING, suspended));
    }

    @Test
    void aSequelThatIsPaidRenews() {
        Order sequel = Order.create(
                Fixtures.orderId(2),
                Fixtures.budi(),
                PENDING.item(),
                new Sequel.Renewal(PENDING.id()),
                "system",
                Fixtures.NOON);
        assertEquals(List.of("order.created status/0"), told(sequel));
        Order paid = Fixtures.moved(sequel, OrderStatus.CONFIRMED);
        assertEquals(List.of("order.status status/1", "subscription.renewed renewed"), added(sequel, paid));
        assertTrue(added(paid, Fixtures.moved(paid, OrderStatus.PROCESSING)).stream()
                .noneMatch(event -> event.contains("renewed")));
    }

    @Test
    void aServerThatIsReadyIsAnEventAndEachFailureIsAnother() {
        Order order = Fixtures.planned(Fixtures.anOrder(1).in(OrderStatus.CONFIRMED));
        Server making = Server.wanted("shop-1", LATER).moved(ServerState.CREATING, LATER);
        ServerTrouble why = ServerTrouble.of(ServerTrouble.Kind.NO_ROOM);
        Server failed = making.failed(why, LATER);
        Server again = failed.moved(ServerState.WANTED, LATER)
                .moved(ServerState.CREATING, LATER)
                .failed(why, LATER);
        String first = newest(order.withServer(LATER, failed)).key();
        String second = newest(order.withServer(LATER, again)).key();
        assertEquals(
                EventType.SERVER_FAILED, newest(order.withServer(LATER, failed)).type());
        assertFalse(first.equals(second), first);

        Server ready = making.found(7, "abc", 1, Optional.empty())
                .moved(ServerState.INSTALLING, LATER)
                .moved(ServerState.READY, LATEST);
        assertEquals(
                EventType.SERVER_READY, newest(order.withServer(LATEST, ready)).type());
        assertEquals(told(order), told(order.withServer(LATER, making)));
    }
}
