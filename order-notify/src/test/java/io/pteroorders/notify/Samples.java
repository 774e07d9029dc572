package io.pteroorders.notify;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.customer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Renewals;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.notify.text.Variables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Shops, orders and events that notifications are about. */
public final class Samples {

    /** The admin whom customers can write to. */
    public static final PersonId ANDI = Fixtures.admin();

    /** Another admin. */
    public static final PersonId RATNA = PersonId.phone("6287770000002");

    private static final Duration LATER = Duration.ofMinutes(5);

    private Samples() {}

    /** The texts that come with the program. */
    public static Texts texts() {
        return texts(Optional.empty());
    }

    /** The same with some files in the place of those that come with the program. */
    public static Texts texts(Optional<Path> overrides) {
        return Texts.load(ImmutableList.of(NotificationText.class), overrides);
    }

    /** What texts say of a shop in Jakarta. */
    public static OrderTexts orderTexts(Texts texts, String prefix, Optional<PersonId> contact) {
        Formats formats = new Formats(texts, JAKARTA);
        return new OrderTexts(
                texts,
                formats,
                new Shop(
                        "Ptero Shop",
                        prefix,
                        contact,
                        PackageType.BRONZE,
                        true,
                        Optional.empty(),
                        Optional.of("https://panel.example")),
                renewals(formats));
    }

    /** Every renewal would last until 22 January 2027, and nobody has paid for what ends. */
    private static Renewals renewals(Formats formats) {
        return new Renewals() {

            @Override
            public Optional<LocalDate> paidUntilThen(Order order) {
                return order.sequel().map(renewal -> LocalDate.of(2027, 1, 22));
            }

            @Override
            public Optional<Outlook> outlook(Order order) {
                Instant end = Instant.parse("2026-12-26T02:00:00Z");
                return Renewals.none(formats)
                        .outlook(order)
                        .map(known -> order.item().packageType().equals(PackageType.GOLD)
                                ? new Outlook(
                                        known.sold(),
                                        known.paidUntil(),
                                        Optional.of(order.item()),
                                        Optional.of(order.item().pricePerMonth()),
                                        Optional.of(end),
                                        Optional.of(end.plus(Duration.ofDays(7))),
                                        ImmutableSet.of(SuspensionReason.ABUSE))
                                : known);
            }
        };
    }

    /** A shop whose customers can write to {@link #ANDI}. */
    public static OrderTexts orderTexts() {
        return orderTexts(texts(), "!", Optional.of(ANDI));
    }

    /** Three months of gold, of a customer with a name; an admin gave a reason where there is one to give. */
    public static Order rich(OrderStatus status) {
        Order before = anOrder(1).of(PackageType.GOLD).months(3).in(before(status));
        return status == OrderStatus.PENDING ? before : moved(before, status, ANDI.text(), "Stok habis, *maaf*");
    }

    /** A month of bronze, of a customer without a name; the program did everything and gave no reason. */
    public static Order bare(OrderStatus status) {
        Order before = anOrder(1).by(customer("", "6281234567890")).in(before(status));
        return status == OrderStatus.PENDING ? before : moved(before, status, StatusChange.SYSTEM, "");
    }

    private static OrderStatus before(OrderStatus status) {
        return switch (status) {
            case PENDING, CONFIRMED, CANCELLED -> OrderStatus.PENDING;
            case PROCESSING -> OrderStatus.CONFIRMED;
            case COMPLETED -> OrderStatus.PROCESSING;
            case REFUNDED -> OrderStatus.COMPLETED;
        };
    }

    /** The order one step further, five minutes later; a completed one has the server {@code srv-1}. */
    public static Order moved(Order order, OrderStatus to, String by, String notes) {
        StatusChange change = new StatusChange(to, order.updatedAt().plus(LATER), by, notes);
        Order next = order.transition(OrderFlow.ORDER_STATUS_FLOW, change).get();
        return to == OrderStatus.COMPLETED ? next.withServerId(next.updatedAt(), "srv-1") : next;
    }

    /** The order with a picture of the payment. */
    public static Order paid(Order order) {
        return order.withPaymentProof(NOON.plus(LATER), "media:0001");
    }

    /** What happened to an order, by an actor. */
    public static OrderEvent event(OrderEvent.Kind kind, Order order, String actor) {
        return new OrderEvent(
                kind, kind == OrderEvent.Kind.CREATED ? Optional.empty() : Optional.of(order), order, actor);
    }

    /** The values of a text about an order. */
    public static Variables variables(OrderTexts texts, NotificationText text, Order order, Language language) {
        ImmutableList<Variables> commands =
                texts.commands(order, OrderFlow.ORDER_STATUS_FLOW.next(order.status()), language);
        return Variables.builder()
                .putAll(text.isForAdmins() ? texts.forAdmin(order, language) : texts.forCustomer(order, language))
                .list("commands", commands)
                .put("count", 7)
                .list("lines", ImmutableList.of(line(order, 1), line(order, 2)))
                .put("password", "k7Qm2Xr9Tz4VbN8c")
                .put("text", "Libur sampai Senin")
                .put("sent", 118)
                .put("optedOut", 3)
                .put("failed", 1)
                .list(
                        "failures",
                        ImmutableList.of(Variables.builder()
                                .put("receiver", Fixtures.budi().id().masked())
                                .put("why", "no such number")
                                .build()))
                .build();
    }

    private static Variables line(Order order, int number) {
        return Variables.builder().put("line", number + ". " + order.id()).build();
    }

    /** The status that an order has when a text about it is sent. */
    public static OrderStatus statusOf(NotificationText text) {
        return switch (text) {
            case ORDER_CREATED_CUSTOMER,
                    ORDER_CREATED_ADMIN,
                    RENEWAL_CREATED_CUSTOMER,
                    UPGRADE_CREATED_CUSTOMER,
                    PROOF_RECEIVED_CUSTOMER,
                    PROOF_RECEIVED_ADMIN,
                    DIGEST_ADMIN,
                    BROADCAST_CUSTOMER,
                    MESSAGE_CUSTOMER,
                    PROOF_REFUSED_CUSTOMER,
                    CALL_ADMIN,
                    CALL_WORDS_ADMIN,
                    CALL_ANSWER_CUSTOMER,
                    PAYMENT_PART_CUSTOMER,
                    PAYMENT_PART_ADMIN,
                    PAYMENT_DUE_CUSTOMER,
                    PAYMENT_CODE_CUSTOMER,
                    MONEY_UNMATCHED_ADMIN,
                    PANEL_TROUBLE_ADMIN,
                    WEBHOOK_OFF_ADMIN,
                    PRIVACY_ASKED_ADMIN,
                    SIGNED_IN_ADMIN,
                    RENEWALS_BEGIN_ADMIN,
                    BROADCAST_DONE_ADMIN -> OrderStatus.PENDING;
            case ORDER_CONFIRMED_CUSTOMER,
                    STATUS_CHANGED_ADMIN,
                    UPGRADE_DUE_ADMIN,
                    PAYMENT_RECEIVED_ADMIN,
                    PAYMENT_ALARM_ADMIN,
                    SERVER_WAITS_CUSTOMER -> OrderStatus.CONFIRMED;
            case ORDER_PROCESSING_CUSTOMER, SERVER_LATE_CUSTOMER, SERVER_TROUBLE_ADMIN, SERVER_DIFFERS_ADMIN ->
                OrderStatus.PROCESSING;
            case ORDER_COMPLETED_CUSTOMER,
                    ORDER_COMPLETED_ADMIN,
                    RENEWED_CUSTOMER,
                    UPGRADED_CUSTOMER,
                    RENEWAL_REMINDER_CUSTOMER,
                    RENEWAL_OVERDUE_CUSTOMER,
                    RENEWAL_LAST_WARNING_CUSTOMER,
                    SUSPENSION_PUT_OFF_ADMIN,
                    SUSPENSION_DUE_ADMIN,
                    UNPAID_SUSPENDED_CUSTOMER,
                    DELETION_WARNING_CUSTOMER,
                    UNPAID_DELETION_DUE_ADMIN,
                    PAID_UNTIL_CUSTOMER,
                    SERVER_STOPPED_CUSTOMER,
                    SERVER_RESUMED_CUSTOMER,
                    RESUMPTION_DUE_ADMIN,
                    SERVER_CORRECTED_CUSTOMER -> OrderStatus.COMPLETED;
            case ORDER_CANCELLED_CUSTOMER,
                    ORDER_CANCELLED_ADMIN,
                    MONEY_RETURNED_CUSTOMER,
                    MONEY_WITHOUT_ORDER_CUSTOMER,
                    MONEY_WITHOUT_ORDER_ADMIN,
                    REFUND_FAILED_ADMIN,
                    SERVER_SUSPENDED_CUSTOMER,
                    SERVER_DELETION_DUE_ADMIN,
                    SERVER_DELETED_CUSTOMER,
                    SERVER_DELETED_ADMIN,
                    PROOF_LATE_ADMIN -> OrderStatus.CANCELLED;
            case ORDER_REFUNDED_CUSTOMER, ORDER_REFUNDED_ADMIN -> OrderStatus.REFUNDED;
        };
    }

    /** The order as one that renews or upgrades another, for the texts about such; the same for others. */
    public static Order asSequel(NotificationText text, Order order) {
        Optional<Sequel> sequel =
                switch (text) {
                    case RENEWAL_CREATED_CUSTOMER, RENEWED_CUSTOMER ->
                        Optional.of(new Sequel.Renewal(Fixtures.orderId(9)));
                    case UPGRADE_CREATED_CUSTOMER, UPGRADED_CUSTOMER, UPGRADE_DUE_ADMIN ->
                        Optional.of(new Sequel.Upgrade(
                                Fixtures.orderId(9), order.item().pricePerMonth()));
                    default -> Optional.empty();
                };
        return sequel.isPresent()
                ? Order.restore(
                                order.id(),
                                order.customer(),
                                sequel.get() instanceof Sequel.Upgrade ? aMonth(order.item()) : order.item(),
                                order.createdAt(),
                                order.statusHistory())
                        .updatedAt(order.updatedAt())
                        .serverId(order.serverId().orElse(null))
                        .sequel(sequel.get())
                        .build(OrderFlow.ORDER_STATUS_FLOW)
                : order;
    }

    private static OrderItem aMonth(OrderItem item) {
        return new OrderItem(
                item.packageType(), item.packageName(), 1, item.pricePerMonth(), item.specifications(), item.plan());
    }

    /** The order with the attempt to pay it that a text tells of; the same for texts about something else. */
    public static Order withPayment(NotificationText text, Order order) {
        Payment waiting = Payment.begin(
                        new PaymentId(order.id(), 1),
                        "qris-static",
                        order.totalAmount().minus(37),
                        NOON)
                .expiresAt(NOON.plus(Duration.ofHours(1)))
                .payBy(new PayBy(PayBy.Kind.QR, "00020101"))
                .build();
        Optional<Payment> payment =
                switch (text) {
                    case PAYMENT_DUE_CUSTOMER,
                            PAYMENT_CODE_CUSTOMER,
                            ORDER_CREATED_CUSTOMER,
                            ORDER_CREATED_ADMIN,
                            RENEWAL_CREATED_CUSTOMER -> Optional.of(waiting);
                    case PAYMENT_PART_CUSTOMER, PAYMENT_PART_ADMIN -> Optional.of(waiting.with(arrival(5_000)));
                    case PAYMENT_RECEIVED_ADMIN, MONEY_WITHOUT_ORDER_ADMIN, MONEY_WITHOUT_ORDER_CUSTOMER ->
                        Optional.of(waiting.with(arrival(90_000)).moved(PaymentState.PAID, NOON));
                    default -> Optional.empty();
                };
        return payment.map(attempt -> order.withPayment(order.updatedAt(), attempt))
                .orElse(order);
    }

    /** The order with the server that a text tells of; the same for texts about something else. */
    public static Order withServer(NotificationText text, Order order) {
        Server made = Server.wanted("shop-" + order.id(), NOON)
                .withUser(new ServerUser(12, "budi.craft", true))
                .moved(ServerState.CREATING, NOON)
                .found(41, "1a7ce997", 1, Optional.of("10.0.0.5:25565"))
                .moved(ServerState.INSTALLING, NOON);
        Optional<Server> server =
                switch (text) {
                    case ORDER_COMPLETED_CUSTOMER, SERVER_DIFFERS_ADMIN, SERVER_DELETION_DUE_ADMIN ->
                        Optional.of(made.moved(ServerState.READY, NOON));
                    case SERVER_TROUBLE_ADMIN ->
                        Optional.of(made.failed(ServerTrouble.of(ServerTrouble.Kind.INSTALL_FAILED), NOON));
                    case SERVER_DELETED_ADMIN ->
                        Optional.of(made.moved(ServerState.DELETED, NOON)
                                .withTrouble(ServerTrouble.of(ServerTrouble.Kind.GONE)));
                    default -> Optional.empty();
                };
        return server.map(there -> Fixtures.planned(order).withServer(order.updatedAt(), there))
                .orElse(order);
    }

    private static PaymentArrival arrival(long rupiah) {
        return new PaymentArrival(
                Money.ofMajor(CurrencyUnit.of("IDR"), rupiah), NOON, "system:feed", Optional.of("feed:1"));
    }
}
