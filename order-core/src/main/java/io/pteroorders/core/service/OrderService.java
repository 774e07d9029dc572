package io.pteroorders.core.service;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent.Kind;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.core.provisioning.Rooms;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.UnknownCursorException;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.subscription.RenewalRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The operations on orders over a store, and the place where rights are decided. Thread-safe.
 *
 * <pre>{@code
 * OrderOperations orders = OrderService.builder(storage, Clock.systemUTC(), new SecureRandom()).build();
 * Outcome<Order> created = orders.create(Actor.customer(budi.id()), new CreateOrder(budi, "bronze", 1));
 * }</pre>
 */
public final class OrderService implements OrderOperations {

    private static final int ID_DRAWS = 10;

    private final OrderStorage storage;
    private final Clock clock;
    private final Supplier<PackageCatalog> catalog;
    private final OrderFlow flow;
    private final Duration slipPause;
    private final OrderWriter writer;
    private final OrderLookup lookup;
    private final RequestValidator validator = new RequestValidator();
    private final NewOrders newOrders;
    private final PaymentService payments;
    private final ServerService servers;
    private final Sequels sequels;
    private final SubscriptionService subscriptions;
    private final Places places;

    private final Builder parts;

    private OrderService(Builder builder, OrderStorage storage) {
        this.parts = builder;
        this.storage = storage;
        this.clock = builder.clock;
        Supplier<PackageCatalog> prices = builder.catalog;
        RenewalRules rules = builder.renewals;
        this.catalog = () -> prices.get().on(rules.day(clock.instant()));
        this.flow = builder.flow;
        this.slipPause = builder.slipPause;
        this.writer = new OrderWriter(storage, builder.listeners);
        this.lookup = writer.lookup();
        this.newOrders = new NewOrders(catalog, validator, builder.maxPendingOrders, builder.random);
        this.places = new Places(builder.rooms, prices);
        SubscriptionReader reader = new SubscriptionReader(storage, prices, rules);
        this.sequels = new Sequels(storage, reader, flow);
        this.payments = new PaymentService(storage, writer, newOrders, flow, builder.payBy, places, sequels, clock);
        this.servers = new ServerService(writer, flow, clock);
        this.subscriptions = new SubscriptionService(
                storage,
                writer,
                newOrders,
                new SequelOrders(storage, writer, newOrders, flow, payments, reader, sequels, clock),
                builder.rooms,
                reader,
                new SubscriptionUpkeep(writer, sequels, clock),
                clock);
    }

    /**
     * Builds a service.
     *
     * @param storage where orders are kept; closing it stays with the caller
     * @param clock tells the time of every change
     * @param random draws ids; a {@link java.security.SecureRandom}, except in tests
     */
    public static Builder builder(OrderStorage storage, Clock clock, RandomGenerator random) {
        return new Builder(storage, clock, random);
    }

    /**
     * The same service for somebody who knows an order: a change of it is refused with {@link Refusal.ChangedSince}, and
     * changes nothing, unless it is at that moment as they know it. A request that was carried out before is answered as ever,
     * and other orders are changed as ever.
     *
     * @param known pure; may be asked several times
     */
    public OrderService onlyIf(OrderId id, Predicate<Order> known) {
        return new OrderService(parts, new ConditionalStorage(parts.storage, id, known));
    }

    /** How orders of this service are paid. */
    public PaymentService payments() {
        return payments;
    }

    /** The servers that a panel makes for orders of this service. */
    public ServerService servers() {
        return servers;
    }

    /** What completed orders of this service gave their customers, and until when. */
    public SubscriptionService subscriptions() {
        return subscriptions;
    }

    @Override
    public PackageCatalog catalog() {
        return catalog.get();
    }

    @Override
    public OrderFlow flow() {
        return flow;
    }

    @Override
    public Outcome<Order> create(Actor actor, CreateOrder request) {
        return create(actor, request, slipPause);
    }

    @Override
    public Outcome<Order> createAgain(Actor actor, CreateOrder request) {
        return create(actor, request, Duration.ZERO);
    }

    private Outcome<Order> create(Actor actor, CreateOrder request, Duration pause) {
        boolean forSelf = actor.person().filter(request.customer().id()::equals).isPresent();
        if (!actor.isAdmin() && !forSelf) {
            return Outcome.refused(new Refusal.NotAllowed());
        }
        return newOrders.item(request).flatMap(item -> insert(actor, request, item, pause));
    }

    private Outcome<Order> insert(Actor actor, CreateOrder request, OrderItem item, Duration pause) {
        Instant now = clock.instant();
        for (int draw = 0; draw < ID_DRAWS; draw++) {
            Order drawn = newOrders.draw(actor, request, item, now);
            Outcome<WriteResult> result = places.with(
                    drawn,
                    now,
                    held -> insert(actor, request, held.apply(drawn), pause),
                    written -> Places.isTaken(written.refusal()));
            if (result.refusal().isPresent()) {
                return Outcome.refused(result.refusal().get());
            }
            if (result.value().orElseThrow().kind() != WriteResult.Kind.ID_TAKEN) {
                return writer.outcome(actor, result.value().orElseThrow());
            }
        }
        throw new IllegalStateException("drew " + ID_DRAWS + " order ids that are all taken");
    }

    /** With an attempt to pay it whose amount is free, in the same step; without one if there is none. */
    private WriteResult insert(Actor actor, CreateOrder request, Order order, Duration pause) {
        return Attempts.firstFree(
                Stream.concat(payments.begun(order), Stream.<Supplier<Order>>of(() -> order)),
                candidate -> writer.write(
                        order.id(),
                        Kind.CREATED,
                        actor,
                        () -> storage.insert(candidate, newOrders.guard(order, pause), request.requestId())));
    }

    @Override
    public Outcome<Order> confirm(Actor actor, ChangeStatus request) {
        return transition(actor, OrderStatus.CONFIRMED, request);
    }

    @Override
    public Outcome<Order> process(Actor actor, ChangeStatus request) {
        return transition(actor, OrderStatus.PROCESSING, request);
    }

    @Override
    public Outcome<Order> complete(Actor actor, CompleteOrder request) {
        return checked(request)
                .orElseGet(() -> step(
                        actor,
                        OrderStatus.COMPLETED,
                        new ChangeStatus(request.id(), request.note(), request.requestId()),
                        order -> order.withServerId(
                                order.updatedAt(), request.serverId().orElseThrow())));
    }

    @Override
    public Outcome<Order> cancel(Actor actor, ChangeStatus request) {
        return transition(actor, OrderStatus.CANCELLED, request);
    }

    @Override
    public Outcome<Order> refund(Actor actor, ChangeStatus request) {
        return transition(actor, OrderStatus.REFUNDED, request);
    }

    @Override
    public Outcome<Order> move(Actor actor, OrderStatus to, ChangeStatus request) {
        Preconditions.checkArgument(to != OrderStatus.COMPLETED, "complete orders one by one, with their server ids");
        return transition(actor, to, request);
    }

    @Override
    public ImmutableList<Outcome<Order>> moveAll(Actor actor, OrderStatus to, List<ChangeStatus> requests) {
        Preconditions.checkArgument(to != OrderStatus.COMPLETED, "complete orders one by one, with their server ids");
        return requests.stream().map(request -> move(actor, to, request)).collect(ImmutableList.toImmutableList());
    }

    private Outcome<Order> transition(Actor actor, OrderStatus to, ChangeStatus request) {
        return checked(request)
                .orElseGet(() -> step(
                        actor,
                        to,
                        request,
                        to == OrderStatus.CONFIRMED ? sequels.settling(request.id()) : order -> order));
    }

    private Outcome<Order> step(Actor actor, OrderStatus to, ChangeStatus request, Function<Order, Order> with) {
        if (!actor.isAdmin() && to != OrderStatus.CANCELLED) {
            return Outcome.refused(new Refusal.NotAllowed());
        }
        Optional<Refusal> renewed = to == OrderStatus.REFUNDED ? sequels.hinder(request.id()) : Optional.empty();
        if (renewed.isPresent()) {
            return Outcome.refused(renewed.get());
        }
        Instant now = clock.instant();
        StatusChange change = new StatusChange(to, now, actor.text(), request.note());
        Outcome<Order> outcome = writer.update(
                actor, request.id(), Kind.STATUS_CHANGED, request.requestId(), order -> order.transition(flow, change)
                        .map(with));
        return outcome.flatMap(order ->
                reached(order, to) ? Outcome.done(order) : Outcome.refused(new Refusal.RequestUsed(order.id())));
    }

    private static boolean reached(Order order, OrderStatus status) {
        return order.statusHistory().stream().anyMatch(change -> change.status() == status);
    }

    @Override
    public Outcome<Order> addNote(Actor actor, AddNote request) {
        return checked(request).orElseGet(() -> {
            Instant now = clock.instant();
            return writer.update(actor, request.id(), Kind.NOTE_ADDED, request.requestId(), order -> {
                Notes notes = actor.isAdmin() ? order.adminNotes() : order.notes();
                if (notes.isFull()) {
                    return Outcome.refused(new Refusal.TooManyNotes(order.id(), Notes.MAX_COUNT));
                }
                return Outcome.done(
                        actor.isAdmin()
                                ? order.withAdminNote(now, actor.text(), request.text())
                                : order.withNote(now, actor.text(), request.text()));
            });
        });
    }

    @Override
    public Outcome<Order> setUsername(Actor actor, SetUsername request) {
        Instant now = clock.instant();
        return checked(request)
                .orElseGet(() -> writer.update(
                        actor,
                        request.id(),
                        Kind.USERNAME_SET,
                        request.requestId(),
                        order -> Outcome.done(order.withUsername(now, request.username()))));
    }

    @Override
    public Outcome<Order> setPaymentProof(Actor actor, SetPaymentProof request) {
        Instant now = clock.instant();
        return checked(request)
                .orElseGet(() -> writer.update(
                        actor,
                        request.id(),
                        Kind.PAYMENT_PROOF_SET,
                        request.requestId(),
                        order -> Outcome.done(order.withPaymentProof(now, request.reference()))));
    }

    @Override
    public Outcome<Order> returnMoney(Actor actor, ChangeStatus request) {
        return keepingBooks(
                actor,
                request,
                (order, now) -> order.owed().isPresent()
                        ? Outcome.done(order.withMoneyReturned(now, actor.text(), request.note()))
                        : Outcome.refused(new Refusal.IllegalTransition(
                                order.id(), order.status(), OrderStatus.REFUNDED, flow.next(order.status()))));
    }

    @Override
    public Outcome<Order> refusePaymentProof(Actor actor, ChangeStatus request) {
        return keepingBooks(actor, request, (order, now) -> OrderWriter.isNot(OrderStatus.PENDING, order)
                .map(Outcome::<Order>refused)
                .orElseGet(() -> Outcome.done(order.withoutPaymentProof(now, actor.text(), request.note()))));
    }

    @Override
    public Outcome<Order> correctServerId(Actor actor, CompleteOrder request) {
        return checked(request)
                .orElseGet(() -> keepingBooks(
                        actor,
                        new ChangeStatus(request.id(), request.note(), request.requestId()),
                        (order, now) -> OrderWriter.isNot(OrderStatus.COMPLETED, order)
                                .map(Outcome::<Order>refused)
                                .orElseGet(() -> Outcome.done(order.withServerIdInstead(
                                        now, actor.text(), request.serverId().orElseThrow(), request.note())))));
    }

    /** A change by an admin that an admin note tells of. */
    private Outcome<Order> keepingBooks(
            Actor actor, ChangeStatus request, BiFunction<Order, Instant, Outcome<Order>> change) {
        if (!actor.isAdmin()) {
            return Outcome.refused(new Refusal.NotAllowed());
        }
        Instant now = clock.instant();
        return checked(request)
                .orElseGet(() -> writer.update(
                        actor,
                        request.id(),
                        Kind.NOTE_ADDED,
                        request.requestId(),
                        order -> order.adminNotes().isFull()
                                ? Outcome.refused(new Refusal.TooManyNotes(order.id(), Notes.MAX_COUNT))
                                : change.apply(order, now)));
    }

    @Override
    public Outcome<Order> delete(Actor actor, DeleteOrder request) {
        if (!actor.isOwner()) {
            return Outcome.refused(new Refusal.NotAllowed());
        }
        OrderId id = request.id();
        WriteResult result =
                writer.write(id, Kind.DELETED, actor, () -> storage.remove(id, this::mayNotGo, request.requestId()));
        return switch (result.kind()) {
            case DONE -> Outcome.done(result.before().orElseThrow());
            case REPLAYED ->
                result.id().equals(id) && result.after().isEmpty()
                        ? lookup.notFound(actor, id.toString())
                        : Outcome.refused(new Refusal.RequestUsed(result.id()));
            case REFUSED, NOT_FOUND, ID_TAKEN -> writer.outcome(actor, result);
        };
    }

    private Optional<Refusal> mayNotGo(Order order) {
        return OrderWriter.isNot(OrderStatus.CANCELLED, order)
                .or(() -> PaymentService.holdsMoney(order, clock.instant()));
    }

    private Optional<Outcome<Order>> checked(Object request) {
        ImmutableList<Violation> violations = validator.check(request);
        return violations.isEmpty()
                ? Optional.empty()
                : Optional.of(Outcome.refused(new Refusal.InvalidInput(violations)));
    }

    @Override
    public Outcome<Order> get(Actor actor, OrderId id) {
        return lookup.get(actor, id);
    }

    @Override
    public Outcome<Order> find(Actor actor, String typed) {
        return lookup.find(actor, typed);
    }

    @Override
    public Outcome<Page> list(Actor actor, OrderQuery query) {
        if (!actor.isAdmin() && !query.customer().equals(actor.person())) {
            return Outcome.refused(new Refusal.NotAllowed());
        }
        Optional<OrderId> hidden = query.after()
                .filter(id -> !actor.isAdmin() && lookup.visible(actor, id).isEmpty());
        if (hidden.isPresent()) {
            return lookup.notFound(actor, hidden.get().toString());
        }
        try {
            Page page = storage.query(query);
            ImmutableList<Order> seen =
                    page.orders().stream().map(actor::view).collect(ImmutableList.toImmutableList());
            return Outcome.done(new Page(seen, page.more(), page.total()));
        } catch (UnknownCursorException unknown) {
            return lookup.notFound(actor, query.after().orElseThrow().toString());
        }
    }

    @Override
    public Outcome<OrderStatistics> statistics(Actor actor, StatisticsPeriod.Unit unit) {
        return statistics(actor, unit, clock.instant());
    }

    @Override
    public Outcome<OrderStatistics> statistics(Actor actor, StatisticsPeriod.Unit unit, Instant asOf) {
        return actor.isAdmin()
                ? Outcome.done(storage.statistics(unit, asOf))
                : Outcome.refused(new Refusal.NotAllowed());
    }

    /** Collects the parts of a service. Not thread-safe. */
    public static final class Builder {

        private static final int DEFAULT_MAX_PENDING = 5;
        private static final int DEFAULT_QUEUE = 10_000;

        private final OrderStorage storage;
        private final Clock clock;
        private final RandomGenerator random;
        private final List<EventQueue> listeners = new ArrayList<>();
        private Supplier<PackageCatalog> catalog = () -> PackageCatalog.PACKAGE_CATALOG;
        private OrderFlow flow = OrderFlow.ORDER_STATUS_FLOW;
        private int maxPendingOrders = DEFAULT_MAX_PENDING;
        private Duration slipPause = Duration.ZERO;
        private ImmutableList<PaymentMethod> payBy = ImmutableList.of();
        private Rooms rooms = Rooms.ENDLESS;
        private RenewalRules renewals = RenewalRules.defaults(ZoneOffset.UTC);

        private Builder(OrderStorage storage, Clock clock, RandomGenerator random) {
            this.storage = Objects.requireNonNull(storage, "storage");
            this.clock = Objects.requireNonNull(clock, "clock");
            this.random = Objects.requireNonNull(random, "random");
        }

        /** What is sold; {@link PackageCatalog#PACKAGE_CATALOG} if not given. */
        public Builder catalog(PackageCatalog value) {
            Objects.requireNonNull(value);
            return catalog(() -> value);
        }

        /**
         * What is sold, where that may be exchanged while the service works: orders that exist keep what was agreed.
         *
         * @param value asked each time, by many threads
         */
        public Builder catalog(Supplier<PackageCatalog> value) {
            this.catalog = Objects.requireNonNull(value);
            return this;
        }

        /** Which status may follow which; {@link OrderFlow#ORDER_STATUS_FLOW} if not given. */
        public Builder flow(OrderFlow value) {
            this.flow = Objects.requireNonNull(value);
            return this;
        }

        /**
         * How many pending orders a customer may have; 5 if not given.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxPendingOrders(int value) {
            Preconditions.checkArgument(value >= 1, "a customer needs room for at least one order");
            this.maxPendingOrders = value;
            return this;
        }

        /**
         * For how long a customer's second order of the same package and duration counts as a slip, while the first is
         * not paid; never if not given.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder slipPause(Duration value) {
            Preconditions.checkArgument(!value.isNegative(), "a pause is no negative time");
            this.slipPause = value;
            return this;
        }

        /**
         * The ways to pay that are on offer, the best first: a new order begins with an attempt by the first of them that
         * can take its amount. None if not given; then orders are confirmed by hand.
         */
        public Builder payBy(Iterable<? extends PaymentMethod> value) {
            this.payBy = ImmutableList.copyOf(value);
            return this;
        }

        /**
         * Who knows whether there is room for a server before it is paid; {@link Rooms#ENDLESS} if not given. An order for
         * which there is none is refused with {@link Refusal.NoRoom}.
         */
        public Builder rooms(Rooms value) {
            this.rooms = Objects.requireNonNull(value);
            return this;
        }

        /** When it ends what is paid for, and in which zone days are counted; the defaults in UTC if not given. */
        public Builder renewals(RenewalRules value) {
            this.renewals = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Somebody who wants to hear of changes; up to 10,000 events wait.
         *
         * @param executor where the listener is called
         */
        public Builder listener(OrderListener listener, Executor executor) {
            return listener(listener, executor, DEFAULT_QUEUE);
        }

        /**
         * Somebody who wants to hear of changes.
         *
         * @param executor where the listener is called
         * @param capacity how many events may wait before further ones are dropped
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder listener(OrderListener listener, Executor executor, int capacity) {
            listeners.add(new EventQueue(listener, executor, capacity));
            return this;
        }

        /** The service. */
        public OrderService build() {
            return new OrderService(this, storage);
        }
    }
}
