package io.pteroorders.notify;

import static io.pteroorders.notify.OutboxShop.BUDI;
import static io.pteroorders.notify.Samples.ANDI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.RenewOrder;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.core.storage.OrderStorage;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever an order says that it came from, what concerns it is read by its customer alone. */
class PrivateChatTest {

    private final OutboxShop shop = new OutboxShop();

    /** An order as an import puts it into the store: made by its customer, in a chat that others read. */
    private OrderId imported(int number, PersonId person, String chat) {
        Order order = Order.create(
                OrderId.of("ORD-TEST0-0000" + number),
                new Customer(person, "Budi", chat),
                Samples.rich(OrderStatus.PENDING).item(),
                person.text(),
                shop.clock.instant());
        shop.storage.insert(order, OrderStorage.InsertGuard.NONE, Optional.empty());
        shop.outbox.sendDue();
        return order.id();
    }

    private static final ImmutableList<NotificationText> LETTERS = ImmutableList.of(
            NotificationText.MESSAGE_CUSTOMER,
            NotificationText.PROOF_REFUSED_CUSTOMER,
            NotificationText.SERVER_CORRECTED_CUSTOMER,
            NotificationText.PAID_UNTIL_CUSTOMER,
            NotificationText.SERVER_STOPPED_CUSTOMER,
            NotificationText.SERVER_RESUMED_CUSTOMER,
            NotificationText.RENEWAL_REMINDER_CUSTOMER,
            NotificationText.RENEWAL_OVERDUE_CUSTOMER,
            NotificationText.RENEWAL_LAST_WARNING_CUSTOMER,
            NotificationText.UNPAID_SUSPENDED_CUSTOMER,
            NotificationText.DELETION_WARNING_CUSTOMER,
            NotificationText.MONEY_RETURNED_CUSTOMER,
            NotificationText.MONEY_WITHOUT_ORDER_CUSTOMER,
            NotificationText.PAYMENT_CODE_CUSTOMER,
            NotificationText.PAYMENT_DUE_CUSTOMER,
            NotificationText.PAYMENT_PART_CUSTOMER,
            NotificationText.SERVER_WAITS_CUSTOMER,
            NotificationText.SERVER_LATE_CUSTOMER,
            NotificationText.SERVER_SUSPENDED_CUSTOMER,
            NotificationText.SERVER_DELETED_CUSTOMER);

    private void livesItsWholeLife(OrderId paid, OrderId dropped) {
        PersonId person = shop.storage.get(paid).orElseThrow().customer().id();
        shop.service
                .setPaymentProof(Actor.customer(person), new SetPaymentProof(paid, "proofs/a.jpg", Optional.empty()))
                .get();
        shop.outbox.sendDue();
        shop.confirms(paid);
        shop.outbox.sendDue();
        shop.processes(paid);
        shop.outbox.sendDue();
        shop.completes(paid);
        shop.outbox.sendDue();
        OrderId renewal = shop.service
                .subscriptions()
                .renew(Actor.SYSTEM, new RenewOrder(paid, Optional.empty(), Optional.empty()))
                .get()
                .id();
        shop.outbox.sendDue();
        shop.confirms(renewal);
        shop.outbox.sendDue();
        OrderId upgrade = shop.service
                .subscriptions()
                .changeNow(Actor.SYSTEM, paid, "platinum", Optional.empty())
                .get()
                .id();
        shop.outbox.sendDue();
        shop.confirms(upgrade);
        shop.processes(upgrade);
        shop.completes(upgrade);
        shop.outbox.sendDue();
        shop.service.refund(OutboxShop.ADMIN, new ChangeStatus(upgrade, "")).get();
        shop.service.refund(OutboxShop.ADMIN, new ChangeStatus(renewal, "")).get();
        shop.service.refund(OutboxShop.ADMIN, new ChangeStatus(paid, "")).get();
        shop.service.cancel(OutboxShop.ADMIN, new ChangeStatus(dropped, "")).get();
        shop.outbox.sendDue();
        shop.outbox.broadcasts().send("libur", "Libur", ImmutableList.of(paid, dropped), ANDI);
        for (NotificationText text : LETTERS) {
            PersonId customer = shop.storage.get(paid).orElseThrow().customer().id();
            shop.outbox.letters().send(text.file(), text, paid, ImmutableList.of(customer), "Halo");
        }
        shop.outbox.letters().send("call", NotificationText.CALL_ANSWER_CUSTOMER, ImmutableList.of(person), "Halo");
        shop.outbox.sendDue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "62811-1600000000@g.us",
                "120363041234567890@g.us",
                "status@broadcast",
                "120363041234567890@newsletter",
                "6285550001234@s.whatsapp.net"
            })
    void everyMessageToACustomerGoesToTheirOwnChat(String chat) {
        livesItsWholeLife(imported(1, BUDI.id(), chat), imported(2, BUDI.id(), chat));
        Set<String> toCustomers = shop.sender.taken.stream()
                .filter(message -> !message.to().equals(ANDI.text()))
                .map(OutgoingMessage::template)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> all = Arrays.stream(NotificationText.values())
                .filter(text -> !text.isForAdmins())
                .map(NotificationText::file)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(all, toCustomers, "all kinds were sent");
        shop.sender.taken.forEach(message ->
                assertTrue(message.to().equals(BUDI.id().text()) || message.to().equals(ANDI.text()), message::to));
    }

    @Test
    void aCustomerWhoIsAGroupIsToldNothing() {
        PersonId group = PersonId.of("62811-1600000000@g.us");
        livesItsWholeLife(imported(1, group, group.text()), imported(2, group, group.text()));
        assertFalse(shop.sender.tried.isEmpty());
        shop.sender.tried.forEach(message -> assertEquals(ANDI.text(), message.to()));
    }

    @Test
    void aStepThatAGroupMadeIsAnsweredToNobody() {
        Order order =
                Samples.moved(Samples.rich(OrderStatus.CONFIRMED), OrderStatus.PROCESSING, "62811-1600000000@g.us", "");
        assertEquals(
                ImmutableList.of(BUDI.id()),
                new NotificationPolicy(ImmutableSet.of(ANDI))
                        .ofEntry(order, order.statusHistory().size()).stream()
                                .map(MessageKey::receiver)
                                .collect(ImmutableList.toImmutableList()));
    }
}
