package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.TakenStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The parts of an order, each of which can be made wrong. */
final class OrderCopy {

    private static final OrderFlow ANY_FLOW = anyFlow();

    private final OrderId id;
    String person;
    String name;
    String chat;
    PackageType type;
    String packageName;
    int months;
    Money price;
    ServerSpecifications specifications;
    Optional<ServerPlan> plan;
    Instant createdAt;
    Instant updatedAt;
    List<StatusChange> history;
    String notes;
    String adminNotes;

    @Nullable
    String serverId;

    @Nullable
    String proof;

    @Nullable
    String username;

    List<Claim> claims;
    List<Payment> payments;
    Optional<Server> server;
    Optional<Sequel> sequel;
    List<SubscriptionEntry> entries;
    List<TakenStep> steps;

    private OrderCopy(Order order) {
        this.id = order.id();
        this.person = order.customer().id().text();
        this.name = order.customer().displayName();
        this.chat = order.customer().chatId();
        this.type = order.item().packageType();
        this.packageName = order.item().packageName();
        this.months = order.item().durationMonths();
        this.price = order.item().pricePerMonth();
        this.specifications = order.item().specifications();
        this.plan = order.item().plan();
        this.createdAt = order.createdAt();
        this.updatedAt = order.updatedAt();
        this.history = order.statusHistory();
        this.notes = order.notes().toString();
        this.adminNotes = order.adminNotes().toString();
        this.serverId = order.serverId().orElse(null);
        this.proof = order.paymentProof().orElse(null);
        this.username = order.username().orElse(null);
        this.claims = order.claims();
        this.payments = order.payments().all();
        this.server = order.server();
        this.sequel = order.sequel();
        this.entries = order.subscription().entries();
        this.steps = order.subscription().steps();
    }

    private static OrderFlow anyFlow() {
        ImmutableSetMultimap.Builder<OrderStatus, OrderStatus> arrows = ImmutableSetMultimap.builder();
        for (OrderStatus from : OrderStatus.values()) {
            for (OrderStatus to : OrderStatus.values()) {
                if (from != to) {
                    arrows.put(from, to);
                }
            }
        }
        return OrderFlow.of(arrows.build());
    }

    /** Makes something wrong with any order. */
    static UnaryOperator<Order> edit(Consumer<OrderCopy> edit) {
        return order -> {
            OrderCopy copy = new OrderCopy(order);
            edit.accept(copy);
            return copy.build();
        };
    }

    void times(UnaryOperator<Instant> fault) {
        createdAt = fault.apply(createdAt);
        updatedAt = fault.apply(updatedAt);
        historyTimes(fault);
    }

    void historyTimes(UnaryOperator<Instant> fault) {
        history(entry ->
                new StatusChange(entry.status(), fault.apply(entry.timestamp()), entry.updatedBy(), entry.notes()));
    }

    void history(UnaryOperator<StatusChange> fault) {
        history = history.stream().map(fault).toList();
    }

    void historyNotes(UnaryOperator<String> fault) {
        history(entry ->
                new StatusChange(entry.status(), entry.timestamp(), entry.updatedBy(), fault.apply(entry.notes())));
    }

    /** All that people typed. */
    void texts(UnaryOperator<String> fault) {
        name = fault.apply(name);
        packageName = fault.apply(packageName);
        notes = fault.apply(notes);
        adminNotes = fault.apply(adminNotes);
        historyNotes(fault);
        specifications(fault);
    }

    void specifications(UnaryOperator<String> fault) {
        specifications = new ServerSpecifications(
                fault.apply(specifications.ram()),
                fault.apply(specifications.cpu()),
                fault.apply(specifications.storage()),
                fault.apply(specifications.bandwidth()));
    }

    private Order build() {
        Customer customer = new Customer(PersonId.of(person), name, chat);
        OrderItem item = new OrderItem(type, packageName, months, price, specifications, plan);
        return Order.restore(id, customer, item, createdAt, history)
                .updatedAt(updatedAt)
                .notes(Notes.parse(notes))
                .adminNotes(Notes.parse(adminNotes))
                .serverId(serverId)
                .paymentProof(proof)
                .username(username)
                .claims(claims)
                .payments(Payments.of(payments))
                .server(server.orElse(null))
                .sequel(sequel.orElse(null))
                .subscription(SubscriptionLog.of(entries, steps))
                .build(ANY_FLOW);
    }
}
