package io.pteroorders.notify;

import static io.pteroorders.core.testkit.Fixtures.budi;
import static io.pteroorders.notify.Samples.ANDI;
import static io.pteroorders.notify.Samples.RATNA;
import static io.pteroorders.notify.Samples.moved;
import static io.pteroorders.notify.Samples.paid;
import static io.pteroorders.notify.Samples.rich;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.testkit.Fixtures;
import org.junit.jupiter.api.Test;

class NotificationPolicyTest {

    private static final PersonId BUDI = budi().id();
    private static final ImmutableSet<PersonId> ADMINS = ImmutableSet.of(ANDI, RATNA);

    /** An order whose last step somebody made. */
    private static Order reached(OrderStatus status, String by) {
        Order order = rich(status);
        if (status == OrderStatus.PENDING) {
            return Order.create(order.id(), order.customer(), order.item(), by, order.createdAt());
        }
        int before = order.statusHistory().size() - 1;
        Order earlier =
                Fixtures.anOrder(1).in(order.statusHistory().get(before - 1).status());
        return moved(earlier, status, by, "");
    }

    private static ImmutableList<String> told(ImmutableSet<PersonId> admins, Order order) {
        return words(new NotificationPolicy(admins)
                .ofEntry(order, order.statusHistory().size()));
    }

    private static ImmutableList<String> words(ImmutableList<MessageKey> keys) {
        return keys.stream()
                .map(key -> name(key.receiver()) + ": " + key.text().file())
                .collect(ImmutableList.toImmutableList());
    }

    private static String name(PersonId person) {
        return person.equals(ANDI) ? "Andi" : person.equals(RATNA) ? "Ratna" : "Budi";
    }

    @Test
    void eachStepTellsWhomItConcerns() {
        StringBuilder told = new StringBuilder();
        for (OrderStatus status : OrderStatus.values()) {
            told.append(status.word())
                    .append(": ")
                    .append(told(ImmutableSet.of(ANDI), reached(status, StatusChange.SYSTEM)))
                    .append("\n");
        }
        assertEquals("""
                pending: [Budi: order-created-customer, Andi: order-created-admin]
                confirmed: [Budi: order-confirmed-customer]
                processing: [Budi: order-processing-customer]
                completed: [Budi: order-completed-customer, Andi: order-completed-admin]
                cancelled: [Budi: order-cancelled-customer, Andi: order-cancelled-admin]
                refunded: [Budi: order-refunded-customer, Andi: order-refunded-admin]
                """, told.toString());
    }

    @Test
    void whoMadeAStepIsToldOnceByTheAnswerToTheirCommand() {
        StringBuilder told = new StringBuilder();
        for (OrderStatus status : OrderStatus.values()) {
            told.append(status.word())
                    .append(": ")
                    .append(told(ADMINS, reached(status, ANDI.text())))
                    .append("\n");
        }
        assertEquals("""
                pending: [Andi: status-changed-admin, Budi: order-created-customer, Ratna: order-created-admin]
                confirmed: [Andi: status-changed-admin, Budi: order-confirmed-customer]
                processing: [Andi: status-changed-admin, Budi: order-processing-customer]
                completed: [Andi: status-changed-admin, Budi: order-completed-customer, Ratna: order-completed-admin]
                cancelled: [Andi: status-changed-admin, Budi: order-cancelled-customer, Ratna: order-cancelled-admin]
                refunded: [Andi: status-changed-admin, Budi: order-refunded-customer, Ratna: order-refunded-admin]
                """, told.toString());
    }

    @Test
    void aCustomersOwnStepIsAnsweredAsToACustomer() {
        assertEquals(
                ImmutableList.of(
                        "Budi: order-created-customer", "Andi: order-created-admin", "Ratna: order-created-admin"),
                told(ADMINS, reached(OrderStatus.PENDING, BUDI.text())));
        assertEquals(
                ImmutableList.of(
                        "Budi: order-cancelled-customer",
                        "Andi: order-cancelled-admin",
                        "Ratna: order-cancelled-admin"),
                told(ADMINS, reached(OrderStatus.CANCELLED, BUDI.text())));
    }

    @Test
    void anAdminWhoIsTheCustomerIsToldAsBothButOfTheirOwnStepOnce() {
        ImmutableSet<PersonId> admins = ImmutableSet.of(BUDI, RATNA);
        assertEquals(
                ImmutableList.of("Budi: order-created-customer", "Ratna: order-created-admin"),
                told(admins, reached(OrderStatus.PENDING, BUDI.text())));
        assertEquals(
                ImmutableList.of("Budi: status-changed-admin"),
                told(admins, reached(OrderStatus.CONFIRMED, BUDI.text())));
        assertEquals(
                ImmutableList.of(
                        "Ratna: status-changed-admin", "Budi: order-completed-customer", "Budi: order-completed-admin"),
                told(admins, reached(OrderStatus.COMPLETED, RATNA.text())));
    }

    @Test
    void aPictureIsToldToTheCustomerAndTheAdmins() {
        NotificationPolicy policy = new NotificationPolicy(ADMINS);
        assertEquals(
                ImmutableList.of(
                        "Budi: proof-received-customer", "Andi: proof-received-admin", "Ratna: proof-received-admin"),
                words(policy.ofProof(paid(rich(OrderStatus.PENDING)))));
        assertEquals(ImmutableList.of(), policy.ofProof(rich(OrderStatus.PENDING)));
    }

    @Test
    void withoutAdminsTheCustomerIsTold() {
        assertEquals(
                ImmutableList.of("Budi: order-created-customer"),
                told(ImmutableSet.of(), reached(OrderStatus.PENDING, BUDI.text())));
    }

    @Test
    void everyMessageHasAnIdOfItsOwn() {
        NotificationPolicy policy = new NotificationPolicy(ADMINS);
        Order refunded = Fixtures.anOrder(1).in(OrderStatus.REFUNDED);
        ImmutableList.Builder<MessageKey> keys = ImmutableList.builder();
        for (int number = 1; number <= refunded.statusHistory().size(); number++) {
            keys.addAll(policy.ofEntry(refunded, number));
        }
        keys.addAll(policy.ofProof(paid(rich(OrderStatus.PENDING))));
        keys.addAll(policy.ofEntry(Fixtures.anOrder(2).pending(), 1));
        ImmutableList<MessageKey> all = keys.build();
        assertEquals(all.size(), all.stream().map(MessageKey::id).distinct().count());
    }
}
