package io.pteroorders.core.testkit;

import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderEvent.Kind;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.AddNote;
import io.pteroorders.core.service.BeginPayment;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.DeleteOrder;
import io.pteroorders.core.service.RenewOrder;
import io.pteroorders.core.service.ReturnMoney;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.core.service.SetUsername;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.SubscriptionQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;

/**
 * Any valid request to the service or a store, and any event that comes of one. Whether an order with the id exists, or
 * the actor may do it, is another matter; {@link BrokenArbitraries} has requests that are not valid.
 */
public final class ServiceArbitraries {

    private static final double OFTEN = 0.5;
    private static final double SELDOM = 0.2;

    private ServiceArbitraries() {}

    /** Customers, admins, owners and the program itself. */
    public static Arbitrary<Actor> actors() {
        return Arbitraries.of(Actor.Role.class)
                .flatMap(role -> role == Actor.Role.SYSTEM
                        ? Arbitraries.just(Actor.SYSTEM)
                        : OrderArbitraries.personIds().map(person -> new Actor(role, Optional.of(person))));
    }

    /** Request ids. */
    public static Arbitrary<RequestId> requestIds() {
        return Texts.of("0123456789abcdef", 32, 32).map(RequestId::new);
    }

    /** Requests that a shop with the default catalogue grants, but for a customer with too many pending orders. */
    public static Arbitrary<CreateOrder> createOrders() {
        return createOrders(PackageCatalog.PACKAGE_CATALOG);
    }

    /**
     * Requests for what a catalogue has for sale.
     *
     * @param catalog must have something for sale
     */
    public static Arbitrary<CreateOrder> createOrders(PackageCatalog catalog) {
        return Combinators.combine(
                        OrderArbitraries.customers(),
                        Arbitraries.of(catalog.forSale()).map(PackageInfo::type),
                        OrderArbitraries.durations(),
                        Texts.notes(),
                        OrderArbitraries.usernames().optional(OFTEN),
                        requestIds().optional(OFTEN))
                .as((customer, type, months, note, username, request) -> new CreateOrder(
                        customer, Optional.of(type.code()), Optional.of(months), note, username, request));
    }

    /** Requests to move one of these orders. */
    public static Arbitrary<ChangeStatus> changeStatuses(Arbitrary<OrderId> ids) {
        return Combinators.combine(ids, Texts.notes(), requestIds().optional(OFTEN))
                .as(ChangeStatus::new);
    }

    /** Requests to complete one of these orders. */
    public static Arbitrary<CompleteOrder> completeOrders(Arbitrary<OrderId> ids) {
        return Combinators.combine(
                        ids,
                        OrderArbitraries.serverIds().map(Optional::of),
                        Texts.notes(),
                        requestIds().optional(OFTEN))
                .as(CompleteOrder::new);
    }

    /** Requests to append a note to one of these orders. */
    public static Arbitrary<AddNote> addNotes(Arbitrary<OrderId> ids) {
        Arbitrary<String> texts =
                Texts.notes().filter(text -> !FreeText.clean(text).isEmpty());
        return Combinators.combine(ids, texts, requestIds().optional(OFTEN)).as(AddNote::new);
    }

    /** Requests to remove one of these orders. */
    public static Arbitrary<DeleteOrder> deleteOrders(Arbitrary<OrderId> ids) {
        return Combinators.combine(ids, requestIds().optional(OFTEN)).as(DeleteOrder::new);
    }

    /** Requests to set the panel user name of one of these orders. */
    public static Arbitrary<SetUsername> setUsernames(Arbitrary<OrderId> ids) {
        return Combinators.combine(
                        ids, OrderArbitraries.usernames(), requestIds().optional(OFTEN))
                .as(SetUsername::new);
    }

    /** Requests to attach a payment proof to one of these orders. */
    public static Arbitrary<SetPaymentProof> setPaymentProofs(Arbitrary<OrderId> ids) {
        return Combinators.combine(
                        ids, OrderArbitraries.paymentProofs(), requestIds().optional(OFTEN))
                .as(SetPaymentProof::new);
    }

    /** First pages of every size, with any filters. */
    public static Arbitrary<OrderQuery> queries() {
        return Arbitraries.of(OrderQuery.Direction.class).flatMap(ServiceArbitraries::queries);
    }

    private static Arbitrary<OrderQuery> queries(OrderQuery.Direction direction) {
        Arbitrary<OrderStatus[]> statuses =
                Arbitraries.of(OrderStatus.class).array(OrderStatus[].class).ofMaxSize(3);
        return Builders.withBuilder(() -> direction == OrderQuery.Direction.NEWEST_FIRST
                        ? OrderQuery.newestFirst()
                        : OrderQuery.oldestFirst())
                .use(Arbitraries.integers().between(1, OrderQuery.MAX_LIMIT))
                .in(OrderQuery.Builder::limit)
                .use(statuses)
                .withProbability(OFTEN)
                .in(OrderQuery.Builder::status)
                .use(CatalogArbitraries.packageTypes())
                .withProbability(SELDOM)
                .in(OrderQuery.Builder::packageType)
                .use(OrderArbitraries.customers())
                .withProbability(SELDOM)
                .in((query, customer) -> query.customer(customer.id()))
                .use(OrderArbitraries.times())
                .withProbability(SELDOM)
                .in(OrderQuery.Builder::createdFrom)
                .use(OrderArbitraries.times())
                .withProbability(SELDOM)
                .in(OrderQuery.Builder::createdBefore)
                .use(Arbitraries.of("ORD-", "test", "A", "0", ""))
                .withProbability(SELDOM)
                .in(OrderQuery.Builder::idPart)
                .use(Texts.of("0123456789", OrderQuery.MIN_PHONE_DIGITS, 15))
                .withProbability(SELDOM)
                .in(OrderQuery.Builder::phoneDigits)
                .use(OrderArbitraries.sequels())
                .withProbability(SELDOM)
                .in((query, sequel) -> query.sequelsOf(sequel.first()))
                .build(OrderQuery.Builder::build);
    }

    /** Queries for subscriptions. */
    public static Arbitrary<SubscriptionQuery> subscriptionQueries() {
        return Arbitraries.of(SubscriptionQuery.By.class).flatMap(ServiceArbitraries::subscriptionQueries);
    }

    private static Arbitrary<SubscriptionQuery> subscriptionQueries(SubscriptionQuery.By order) {
        Arbitrary<Subscription.State[]> states = Arbitraries.of(Subscription.State.class)
                .array(Subscription.State[].class)
                .ofMaxSize(3);
        Arbitrary<LocalDate> days = OrderArbitraries.times().map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC));
        return OrderArbitraries.times().flatMap(now -> Builders.withBuilder(() -> order == SubscriptionQuery.By.DUE
                        ? SubscriptionQuery.byDue(now)
                        : SubscriptionQuery.byPaidUntil(now))
                .use(Arbitraries.integers().between(1, OrderQuery.MAX_LIMIT))
                .in(SubscriptionQuery.Builder::limit)
                .use(states)
                .withProbability(OFTEN)
                .in(SubscriptionQuery.Builder::state)
                .use(CatalogArbitraries.packageTypes())
                .withProbability(SELDOM)
                .in(SubscriptionQuery.Builder::packageType)
                .use(OrderArbitraries.personIds())
                .withProbability(SELDOM)
                .in(SubscriptionQuery.Builder::customer)
                .use(OrderArbitraries.times())
                .withProbability(SELDOM)
                .in(SubscriptionQuery.Builder::dueFrom)
                .use(OrderArbitraries.times())
                .withProbability(SELDOM)
                .in(SubscriptionQuery.Builder::dueBefore)
                .use(days)
                .withProbability(SELDOM)
                .in(SubscriptionQuery.Builder::endingBy)
                .use(Arbitraries.just(true))
                .withProbability(SELDOM)
                .in((query, any) -> query.tracked())
                .build(SubscriptionQuery.Builder::build));
    }

    /** Requests for an attempt to pay. */
    public static Arbitrary<BeginPayment> beginPayments() {
        Arbitrary<String> methods = Arbitraries.of("manual", "qris-static", "midtrans");
        return Combinators.combine(
                        OrderArbitraries.orderIds(),
                        methods.optional(),
                        requestIds().optional(OFTEN))
                .as(BeginPayment::new);
    }

    /** Requests to renew what an order gave, within the months that can be sold. */
    public static Arbitrary<RenewOrder> renewOrders() {
        return Combinators.combine(
                        OrderArbitraries.orderIds(),
                        Arbitraries.integers()
                                .between(OrderItem.MIN_MONTHS, OrderItem.MAX_MONTHS)
                                .optional(OFTEN),
                        requestIds().optional(OFTEN))
                .as(RenewOrder::new);
    }

    /** Requests to give money back. */
    public static Arbitrary<ReturnMoney> moneyReturns() {
        return Combinators.combine(
                        OrderArbitraries.orderIds(),
                        CatalogArbitraries.amounts().optional(),
                        Arbitraries.of(ReturnMoney.How.class),
                        Texts.notes(),
                        requestIds().optional(OFTEN))
                .as(ReturnMoney::new);
    }

    /** Days, weeks, months and all time. */
    public static Arbitrary<StatisticsPeriod> periods() {
        return Combinators.combine(OrderArbitraries.times(), Arbitraries.of(StatisticsPeriod.Unit.class))
                .as((time, unit) -> StatisticsPeriod.containing(
                        time.atOffset(ZoneOffset.ofHours(7)).toLocalDate(), unit));
    }

    /** What happens to orders of the shop's flow, of every kind. */
    public static Arbitrary<OrderEvent> events() {
        return Arbitraries.of(Kind.class).flatMap(ServiceArbitraries::events);
    }

    /** What happens to orders of the shop's flow, of one kind. */
    public static Arbitrary<OrderEvent> events(Kind kind) {
        return switch (kind) {
            case CREATED ->
                OrderArbitraries.ordersIn(OrderStatus.PENDING)
                        .map(order -> new OrderEvent(kind, Optional.empty(), order, StatusChange.SYSTEM));
            case STATUS_CHANGED ->
                Combinators.combine(open(), changes())
                        .as((order, change) -> after(kind, order, change.by(), step(order, change)));
            case NOTE_ADDED ->
                Combinators.combine(OrderArbitraries.orders(), changes())
                        .as((order, change) -> after(kind, order, change.by(), noted(order, change)));
            case USERNAME_SET ->
                Combinators.combine(OrderArbitraries.orders(), changes(), OrderArbitraries.usernames())
                        .as((order, change, name) ->
                                after(kind, order, change.by(), order.withUsername(later(order), name)));
            case PAYMENT_PROOF_SET ->
                Combinators.combine(OrderArbitraries.orders(), changes(), OrderArbitraries.paymentProofs())
                        .as((order, change, proof) ->
                                after(kind, order, change.by(), order.withPaymentProof(later(order), proof)));
            case PAYMENT_CHANGED ->
                OrderArbitraries.ordersIn(OrderStatus.PENDING)
                        .filter(order -> order.payments().all().isEmpty()
                                && order.item().pricePerMonth().isPositive())
                        .map(order -> after(kind, order, StatusChange.SYSTEM, begun(order)));
            case SERVER_CHANGED ->
                Combinators.combine(withServer(), Arbitraries.longs())
                        .as((order, seed) -> after(kind, order, StatusChange.SYSTEM, served(order, seed)));
            case SUBSCRIPTION_CHANGED ->
                Combinators.combine(
                                OrderArbitraries.orders()
                                        .filter(order -> order.sequel().isEmpty()
                                                && !order.subscription().isFull()),
                                changes(),
                                Arbitraries.integers().between(1, SubscriptionEntry.MAX_DAYS))
                        .as((order, change, days) -> after(kind, order, change.by(), given(order, change, days)));
            case DELETED ->
                Combinators.combine(OrderArbitraries.ordersIn(OrderStatus.CANCELLED), changes())
                        .as((order, change) -> after(kind, order, change.by(), order));
        };
    }

    private static Order given(Order order, Change change, int days) {
        SubscriptionLog log = order.subscription();
        Instant at = log.notBefore(later(order));
        return order.withSubscription(
                later(order), log.with(new SubscriptionEntry.Given(at, change.by(), days, change.text())));
    }

    private record Change(String by, String text, int arrow, boolean forAdmins) {}

    private static Arbitrary<Change> changes() {
        return Combinators.combine(
                        OrderArbitraries.authors(),
                        Texts.notes(),
                        Arbitraries.integers().between(0, OrderStatus.values().length),
                        Arbitraries.of(true, false))
                .as(Change::new);
    }

    private static Arbitrary<Order> open() {
        return OrderArbitraries.orders().filter(order -> !OrderFlow.ORDER_STATUS_FLOW.isFinal(order.status()));
    }

    private static OrderEvent after(Kind kind, Order before, String by, Order order) {
        return new OrderEvent(kind, Optional.of(before), order, by);
    }

    private static Instant later(Order order) {
        return order.updatedAt().plus(Duration.ofMinutes(1));
    }

    private static Order step(Order order, Change change) {
        var next = OrderFlow.ORDER_STATUS_FLOW.next(order.status()).asList();
        OrderStatus to = next.get(change.arrow() % next.size());
        Order moved = order.transition(
                        OrderFlow.ORDER_STATUS_FLOW, new StatusChange(to, later(order), change.by(), change.text()))
                .get();
        return to == OrderStatus.COMPLETED ? moved.withServerId(moved.updatedAt(), "srv-1") : moved;
    }

    private static Order begun(Order order) {
        PaymentId first = new PaymentId(order.id(), 1);
        return order.withPayment(
                later(order), new ManualPayment().begin(first, order.item().pricePerMonth(), later(order)));
    }

    private static Arbitrary<Order> withServer() {
        return OrderArbitraries.orders().filter(order -> order.server()
                .filter(server -> server.state() != ServerState.DELETED)
                .isPresent());
    }

    private static Order served(Order order, long seed) {
        RandomServers further = new RandomServers(later(order), seed);
        return order.withServer(later(order), further.moved(order.server().orElseThrow()));
    }

    private static Order noted(Order order, Change change) {
        return change.forAdmins()
                ? order.withAdminNote(later(order), change.by(), change.text())
                : order.withNote(later(order), change.by(), change.text());
    }
}
