package io.pteroorders.notify;

import static io.pteroorders.core.testkit.Fixtures.budi;
import static io.pteroorders.notify.Samples.ANDI;
import static io.pteroorders.notify.Samples.RATNA;
import static io.pteroorders.notify.Samples.event;
import static io.pteroorders.notify.Samples.rich;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.testkit.Fixtures;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NotificationPolicyTest {

    private static final PersonId BUDI = budi().id();

    private static ImmutableList<String> told(ImmutableSet<PersonId> admins, OrderEvent event) {
        return new NotificationPolicy(admins)
                .notices(event).stream()
                        .map(notice ->
                                name(notice.receiver()) + ": " + notice.text().file())
                        .collect(ImmutableList.toImmutableList());
    }

    private static String name(PersonId person) {
        return person.equals(ANDI) ? "Andi" : person.equals(RATNA) ? "Ratna" : "Budi";
    }

    @Test
    void eachEventTellsWhomItConcernsAndNoOtherTellsAnyone() {
        String table = """
                CREATED pending: order-created-customer, order-created-admin
                STATUS_CHANGED confirmed: order-confirmed-customer
                STATUS_CHANGED processing: order-processing-customer
                STATUS_CHANGED completed: order-completed-customer, order-completed-admin
                STATUS_CHANGED cancelled: order-cancelled-customer, order-cancelled-admin
                STATUS_CHANGED refunded: order-refunded-customer, order-refunded-admin
                PAYMENT_PROOF_SET pending: proof-received-customer, proof-received-admin
                """;
        StringBuilder told = new StringBuilder();
        for (OrderEvent.Kind kind : OrderEvent.Kind.values()) {
            for (OrderStatus status : OrderStatus.values()) {
                if (isPossible(kind, status)) {
                    told.append(row(kind, status));
                }
            }
        }
        assertEquals(table, told.toString());
    }

    private static boolean isPossible(OrderEvent.Kind kind, OrderStatus status) {
        return switch (kind) {
            case CREATED, PAYMENT_PROOF_SET -> status == OrderStatus.PENDING;
            case STATUS_CHANGED, NOTE_ADDED, USERNAME_SET, DELETED -> true;
        };
    }

    private static String row(OrderEvent.Kind kind, OrderStatus status) {
        ImmutableList<NotificationPolicy.Notice> notices =
                new NotificationPolicy(ImmutableSet.of(ANDI)).notices(event(kind, rich(status), "system"));
        notices.forEach(notice -> assertEquals(notice.text().isForAdmins() ? ANDI : BUDI, notice.receiver()));
        String texts = notices.stream().map(notice -> notice.text().file()).collect(Collectors.joining(", "));
        return texts.isEmpty() ? "" : kind + " " + status.word() + ": " + texts + "\n";
    }

    @Test
    void severalAdminsAreToldEach() {
        assertEquals(
                ImmutableList.of(
                        "Budi: order-completed-customer",
                        "Andi: order-completed-admin",
                        "Ratna: order-completed-admin"),
                told(
                        ImmutableSet.of(ANDI, RATNA),
                        event(OrderEvent.Kind.STATUS_CHANGED, rich(OrderStatus.COMPLETED), "system")));
    }

    @Test
    void withoutAdminsTheCustomerIsTold() {
        assertEquals(
                ImmutableList.of("Budi: order-created-customer"),
                told(ImmutableSet.of(), event(OrderEvent.Kind.CREATED, rich(OrderStatus.PENDING), "system")));
    }

    @Test
    void nobodyIsToldOfTheirOwnAction() {
        ImmutableSet<PersonId> admins = ImmutableSet.of(ANDI, RATNA);
        Order pending = rich(OrderStatus.PENDING);
        Order cancelled = rich(OrderStatus.CANCELLED);
        assertEquals(
                ImmutableList.of("Andi: order-created-admin", "Ratna: order-created-admin"),
                told(admins, event(OrderEvent.Kind.CREATED, pending, BUDI.text())));
        assertEquals(
                ImmutableList.of("Budi: order-cancelled-customer", "Ratna: order-cancelled-admin"),
                told(admins, event(OrderEvent.Kind.STATUS_CHANGED, cancelled, ANDI.text())));
        assertEquals(
                ImmutableList.of("Andi: order-cancelled-admin", "Ratna: order-cancelled-admin"),
                told(admins, event(OrderEvent.Kind.STATUS_CHANGED, cancelled, BUDI.text())));
    }

    @Test
    void anAdminWhoIsTheCustomerIsToldAsBothButNotOfTheirOwnAction() {
        ImmutableSet<PersonId> admins = ImmutableSet.of(BUDI, RATNA);
        assertEquals(
                ImmutableList.of("Ratna: order-created-admin"),
                told(admins, event(OrderEvent.Kind.CREATED, rich(OrderStatus.PENDING), BUDI.text())));
        assertEquals(
                ImmutableList.of("Budi: order-completed-customer", "Budi: order-completed-admin"),
                told(admins, event(OrderEvent.Kind.STATUS_CHANGED, rich(OrderStatus.COMPLETED), RATNA.text())));
    }

    @Test
    void aCustomerIsWrittenToInTheirChatAndAnAdminUnderTheirNumber() {
        Customer group = new Customer(BUDI, "Budi", "120363000000000000@g.us");
        Order order = Fixtures.anOrder(1).by(group).pending();
        assertEquals(
                ImmutableList.of("120363000000000000@g.us", ANDI.text()),
                new NotificationPolicy(ImmutableSet.of(ANDI))
                        .notices(event(OrderEvent.Kind.CREATED, order, "system")).stream()
                                .map(NotificationPolicy.Notice::chat)
                                .toList());
    }
}
