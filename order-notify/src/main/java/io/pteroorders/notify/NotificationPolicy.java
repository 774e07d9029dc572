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
import static io.pteroorders.notify.NotificationText.RENEWAL_CREATED_CUSTOMER;
import static io.pteroorders.notify.NotificationText.RENEWED_CUSTOMER;
import static io.pteroorders.notify.NotificationText.STATUS_CHANGED_ADMIN;
import static io.pteroorders.notify.NotificationText.UPGRADED_CUSTOMER;
import static io.pteroorders.notify.NotificationText.UPGRADE_CREATED_CUSTOMER;
import static io.pteroorders.notify.NotificationText.UPGRADE_DUE_ADMIN;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.StatusChange;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of who is told what: a row for each step of an order. Whoever made the step is told once, by the text that
 * answers their command. Immutable and thread-safe.
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
     * The messages that an entry of an order's history calls for, that to whoever made it first.
     *
     * @param number of the entry, from 1
     */
    public ImmutableList<MessageKey> ofEntry(Order order, int number) {
        StatusChange entry = order.statusHistory().get(number - 1);
        if (isOvertakenAtOnce(order, number) || isStepOfItself(order, entry) || isReplaced(order, entry)) {
            return ImmutableList.of();
        }
        String occasion = Integer.toString(number);
        if (isWaived(order) && entry.status() != OrderStatus.COMPLETED) {
            boolean waits = entry.status() == OrderStatus.CONFIRMED && !isOvertakenByRenewal(order, number);
            return waits
                    ? keys(order, occasion, ImmutableList.of(UPGRADE_DUE_ADMIN))
                            .collect(ImmutableList.toImmutableList())
                    : ImmutableList.of();
        }
        return Stream.concat(
                        answer(order, entry, occasion).filter(key -> isSomebody(key.receiver())).stream(),
                        keys(
                                        order,
                                        occasion,
                                        isOvertakenByRenewal(order, number) ? ImmutableList.of() : texts(order, entry))
                                .filter(key -> !key.receiver().text().equals(entry.updatedBy())))
                .collect(ImmutableList.toImmutableList());
    }

    /** Whether an order never was what it began as: it was made from one that was paid. */
    private static boolean isOvertakenAtOnce(Order order, int number) {
        return number == 1
                && order.statusHistory().size() > 1
                && order.statusHistory().get(1).timestamp().equals(order.createdAt())
                && order.payments().all().stream()
                        .anyMatch(payment -> payment.from().isPresent());
    }

    /** Whether a server is set up, or renewed, without anybody's doing: its customer hears when that is done. */
    private static boolean isStepOfItself(Order order, StatusChange entry) {
        return entry.status() == OrderStatus.PROCESSING
                && entry.updatedBy().equals(StatusChange.SYSTEM)
                && (order.server().isPresent() || order.sequel().isPresent());
    }

    /** Whether another order for the same subscription took the place of one that nobody paid: whoever asked knows. */
    private static boolean isReplaced(Order order, StatusChange entry) {
        return order.sequel().isPresent()
                && entry.status() == OrderStatus.CANCELLED
                && entry.notes().equals(Sequel.REPLACED_NOTE);
    }

    /** Whether an order changes a package for nothing: nobody is asked for money, or thanked for it. */
    private static boolean isWaived(Order order) {
        return order.sequel().isPresent()
                && order.totalAmount().isZero()
                && order.status() != OrderStatus.CANCELLED
                && order.status() != OrderStatus.REFUNDED;
    }

    /** Whether an order that renews another was confirmed and completed at once: one message tells both. */
    private static boolean isOvertakenByRenewal(Order order, int number) {
        StatusChange entry = order.statusHistory().get(number - 1);
        return order.sequel().isPresent()
                && entry.status() == OrderStatus.CONFIRMED
                && number < order.statusHistory().size()
                && order.statusHistory().get(number).timestamp().equals(entry.timestamp());
    }

    /** The messages that a received picture of the payment calls for; none if there is no picture. */
    public ImmutableList<MessageKey> ofProof(Order order) {
        return order.paymentProof().stream()
                .flatMap(reference ->
                        keys(order, reference, ImmutableList.of(PROOF_RECEIVED_CUSTOMER, PROOF_RECEIVED_ADMIN)))
                .collect(ImmutableList.toImmutableList());
    }

    /** What an imported order says may be a group, where others would read along; who is erased is nobody to write to. */
    static boolean isSomebody(PersonId receiver) {
        return !PersonId.isShared(receiver.text()) && !Erasure.isErased(receiver);
    }

    /** What answers the command of whoever made a step; the program needs no answer, nor a mere name that was written in. */
    private static Optional<MessageKey> answer(Order order, StatusChange entry, String occasion) {
        boolean ofCustomer = entry.updatedBy().equals(order.customer().id().text());
        NotificationText text = ofCustomer ? ownText(order, entry.status()) : STATUS_CHANGED_ADMIN;
        return PersonId.parse(entry.updatedBy())
                .filter(NotificationPolicy::isSomebody)
                .map(by -> new MessageKey(order.id(), occasion, by, text));
    }

    /** What customers read after their own step; those which only admins may make are answered as to any admin. */
    private static NotificationText ownText(Order order, OrderStatus reached) {
        return switch (reached) {
            case PENDING -> ownBeginning(order);
            case CANCELLED -> ORDER_CANCELLED_CUSTOMER;
            case CONFIRMED, PROCESSING, COMPLETED, REFUNDED -> STATUS_CHANGED_ADMIN;
        };
    }

    private static NotificationText ownBeginning(Order order) {
        return order.sequel()
                .map(sequel -> sequel instanceof Sequel.Upgrade ? UPGRADE_CREATED_CUSTOMER : RENEWAL_CREATED_CUSTOMER)
                .orElse(ORDER_CREATED_CUSTOMER);
    }

    /** Whether a step of this kind can call for a text. */
    static boolean canCallFor(NotificationText text, OrderStatus reached) {
        return text == STATUS_CHANGED_ADMIN
                || (text == UPGRADE_DUE_ADMIN && reached == OrderStatus.CONFIRMED)
                || texts(reached).contains(text)
                || textsOfRenewal(reached).contains(text)
                || textsOfUpgrade(reached).contains(text);
    }

    private static ImmutableList<NotificationText> texts(Order order, StatusChange entry) {
        return order.sequel()
                .map(sequel -> sequel instanceof Sequel.Upgrade
                        ? textsOfUpgrade(entry.status())
                        : textsOfRenewal(entry.status()))
                .orElseGet(() -> texts(entry.status()));
    }

    private static ImmutableList<NotificationText> textsOfUpgrade(OrderStatus reached) {
        return switch (reached) {
            case PENDING -> ImmutableList.of(UPGRADE_CREATED_CUSTOMER, ORDER_CREATED_ADMIN);
            case COMPLETED -> ImmutableList.of(UPGRADED_CUSTOMER);
            case CONFIRMED, PROCESSING, CANCELLED, REFUNDED -> texts(reached);
        };
    }

    private static ImmutableList<NotificationText> textsOfRenewal(OrderStatus reached) {
        return switch (reached) {
            case PENDING -> ImmutableList.of(RENEWAL_CREATED_CUSTOMER, ORDER_CREATED_ADMIN);
            case COMPLETED -> ImmutableList.of(RENEWED_CUSTOMER);
            case CONFIRMED, PROCESSING, CANCELLED, REFUNDED -> texts(reached);
        };
    }

    private static ImmutableList<NotificationText> texts(OrderStatus reached) {
        return switch (reached) {
            case PENDING -> ImmutableList.of(ORDER_CREATED_CUSTOMER, ORDER_CREATED_ADMIN);
            case CONFIRMED -> ImmutableList.of(ORDER_CONFIRMED_CUSTOMER);
            case PROCESSING -> ImmutableList.of(ORDER_PROCESSING_CUSTOMER);
            case COMPLETED -> ImmutableList.of(ORDER_COMPLETED_CUSTOMER, ORDER_COMPLETED_ADMIN);
            case CANCELLED -> ImmutableList.of(ORDER_CANCELLED_CUSTOMER, ORDER_CANCELLED_ADMIN);
            case REFUNDED -> ImmutableList.of(ORDER_REFUNDED_CUSTOMER, ORDER_REFUNDED_ADMIN);
        };
    }

    private Stream<MessageKey> keys(Order order, String occasion, ImmutableList<NotificationText> texts) {
        return texts.stream().flatMap(text -> (text.isForAdmins()
                        ? admins.stream()
                        : Stream.of(order.customer().id()).filter(NotificationPolicy::isSomebody))
                .map(receiver -> new MessageKey(order.id(), occasion, receiver, text)));
    }
}
