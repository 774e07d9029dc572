package io.pteroorders.notify;

import static io.pteroorders.notify.NotificationText.ORDER_CANCELLED_ADMIN;
import static io.pteroorders.notify.NotificationText.ORDER_CANCELLED_CUSTOMER;
import static io.pteroorders.notify.NotificationText.ORDER_COMPLETED_ADMIN;
import static io.pteroorders.notify.NotificationText.ORDER_COMPLETED_CUSTOMER;
import static io.pteroorders.notify.NotificationText.ORDER_CONFIRMED_CUSTOMER;
import static io.pteroorders.notify.NotificationText.ORDER_CREATED_ADMIN;
import static io.pteroorders.notify.NotificationText.ORDER_CREATED_CUSTOMER;
import static io.pteroorders.notify.NotificationText.ORDER_PROCESSING_CUSTOMER;
import static io.pteroorders.notify.NotificationText.ORDER_REFUNDED_ADMIN;
import static io.pteroorders.notify.NotificationText.ORDER_REFUNDED_CUSTOMER;
import static io.pteroorders.notify.NotificationText.PROOF_RECEIVED_ADMIN;
import static io.pteroorders.notify.NotificationText.PROOF_RECEIVED_CUSTOMER;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import java.util.stream.Stream;

/**
 * Who is told what: a row for each event. Nobody is told of what they did themselves; for that there is the reply to
 * their command. Immutable and thread-safe.
 */
public final class NotificationPolicy {

    private final ImmutableSet<PersonId> admins;

    /**
     * A policy.
     *
     * @param admins who hears what admins hear
     */
    public NotificationPolicy(ImmutableSet<PersonId> admins) {
        this.admins = admins;
    }

    /**
     * A message that is due.
     *
     * @param receiver who gets it
     * @param chat where it goes
     * @param text what it says
     */
    public record Notice(PersonId receiver, String chat, NotificationText text) {}

    /** The messages that are due after an event. */
    public ImmutableList<Notice> notices(OrderEvent event) {
        return texts(event).stream()
                .flatMap(text -> text.isForAdmins() ? toAdmins(text) : toCustomer(event, text))
                .filter(notice -> !notice.receiver().text().equals(event.actor()))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<NotificationText> texts(OrderEvent event) {
        return switch (event.kind()) {
            case CREATED -> ImmutableList.of(ORDER_CREATED_CUSTOMER, ORDER_CREATED_ADMIN);
            case STATUS_CHANGED -> texts(event.order().status());
            case PAYMENT_PROOF_SET -> ImmutableList.of(PROOF_RECEIVED_CUSTOMER, PROOF_RECEIVED_ADMIN);
            case NOTE_ADDED, USERNAME_SET, DELETED -> ImmutableList.of();
        };
    }

    private static ImmutableList<NotificationText> texts(OrderStatus reached) {
        return switch (reached) {
            case PENDING -> ImmutableList.of();
            case CONFIRMED -> ImmutableList.of(ORDER_CONFIRMED_CUSTOMER);
            case PROCESSING -> ImmutableList.of(ORDER_PROCESSING_CUSTOMER);
            case COMPLETED -> ImmutableList.of(ORDER_COMPLETED_CUSTOMER, ORDER_COMPLETED_ADMIN);
            case CANCELLED -> ImmutableList.of(ORDER_CANCELLED_CUSTOMER, ORDER_CANCELLED_ADMIN);
            case REFUNDED -> ImmutableList.of(ORDER_REFUNDED_CUSTOMER, ORDER_REFUNDED_ADMIN);
        };
    }

    private Stream<Notice> toAdmins(NotificationText text) {
        return admins.stream().map(admin -> new Notice(admin, admin.text(), text));
    }

    private static Stream<Notice> toCustomer(OrderEvent event, NotificationText text) {
        return Stream.of(new Notice(
                event.order().customer().id(), event.order().customer().chatId(), text));
    }
}
