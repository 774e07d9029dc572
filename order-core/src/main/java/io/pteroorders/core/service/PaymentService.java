package io.pteroorders.core.service;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent.Kind;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Refusal.NotPayable;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * The operations on payments of orders: attempts are begun, what somebody outside says of them is booked, money goes back
 * or pays for another order. Each is one atomic change of the order, so that "paid" and "confirmed" are never apart. Rights
 * and answers are as {@link OrderOperations} has them. Thread-safe; every operation throws
 * {@link io.pteroorders.core.storage.StorageException} if the store fails.
 */
public final class PaymentService {

    /** A clock elsewhere may be behind: money counts for an attempt that began so much later. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final OrderStorage storage;
    private final OrderWriter writer;
    private final NewOrders newOrders;
    private final OrderFlow flow;
    private final ImmutableList<PaymentMethod> methods;
    private final Places places;
    private final Sequels sequels;
    private final Clock clock;

    PaymentService(
            OrderStorage storage,
            OrderWriter writer,
            NewOrders newOrders,
            OrderFlow flow,
            ImmutableList<PaymentMethod> methods,
            Places places,
            Sequels sequels,
            Clock clock) {
        this.storage = storage;
        this.writer = writer;
        this.newOrders = newOrders;
        this.flow = flow;
        this.methods = methods;
        this.places = places;
        this.sequels = sequels;
        this.clock = clock;
    }

    /** The names of the ways to pay that are on offer, the best first. */
    public ImmutableList<String> methods() {
        return methods.stream().map(PaymentMethod::name).collect(ImmutableList.toImmutableList());
    }

    /** A new order with its first attempt, by each amount that it could ask for; made when it is wanted. */
    Stream<Supplier<Order>> begun(Order order) {
        return methods.stream().flatMap(method -> amounts(method, order.totalAmount()).stream()
                .map(amount -> () -> Attempts.with(order, method, amount, order.createdAt())));
    }

    /** Nobody is asked for nothing. */
    private static ImmutableList<Money> amounts(PaymentMethod method, Money total) {
        return total.isZero() ? ImmutableList.of() : method.amounts(total);
    }

    /**
     * Begins an attempt to pay a pending order, or gives the one that runs. An attempt by another method is cancelled by
     * that. If the order holds no place for its server any more, it takes one again. For admins, and for the customer.
     *
     * @return the order; refused with {@link NotPayable}, with {@link Refusal.NoRoom}, or {@link Refusal.WrongStatus} if it is not pending
     */
    public Outcome<Order> begin(Actor actor, BeginPayment request) {
        return writer.lookup().get(actor, request.id()).flatMap(order -> places.<Outcome<Order>>with(
                        storage.get(order.id()).orElse(order),
                        clock.instant(),
                        held -> begin(actor, request, order.totalAmount(), held),
                        outcome -> Places.isTaken(outcome.refusal()))
                .flatMap(outcome -> outcome));
    }

    /** @param held the order with a place for its server */
    private Outcome<Order> begin(Actor actor, BeginPayment request, Money total, UnaryOperator<Order> held) {
        ImmutableList<PaymentMethod> wanted = methods.stream()
                .filter(method -> request.method()
                        .filter(name -> !name.equals(method.name()))
                        .isEmpty())
                .collect(ImmutableList.toImmutableList());
        if (wanted.isEmpty()) {
            return Outcome.refused(notPayable(request, NotPayable.Why.UNKNOWN_METHOD));
        }
        Outcome<Order> last = Outcome.refused(notPayable(request, NotPayable.Why.AMOUNT));
        for (PaymentMethod method : wanted) {
            for (Money amount : amounts(method, total)) {
                last = begin(actor, request, method, amount, held);
                if (!Attempts.isTaken(last.refusal())) {
                    return last;
                }
            }
        }
        return Attempts.isTaken(last.refusal())
                ? Outcome.refused(notPayable(request, NotPayable.Why.NO_FREE_AMOUNT))
                : last;
    }

    private NotPayable notPayable(BeginPayment request, NotPayable.Why why) {
        return new NotPayable(
                request.id(),
                request.method().orElse(""),
                why,
                methods().stream()
                        .filter(name -> !request.method().equals(Optional.of(name)))
                        .collect(ImmutableList.toImmutableList()));
    }

    private Outcome<Order> begin(
            Actor actor, BeginPayment request, PaymentMethod method, Money amount, UnaryOperator<Order> held) {
        Instant now = clock.instant();
        return change(actor, request.id(), request.requestId(), order -> {
            Optional<Refusal> notPending = OrderWriter.isNot(OrderStatus.PENDING, order);
            if (notPending.isPresent()) {
                return Outcome.refused(notPending.get());
            }
            Optional<Payment> open = order.payments().open();
            return open.isPresent() && isMeant(open.get(), request)
                    ? Outcome.done(order)
                    : beginInstead(held.apply(order), open, request, method, amount, now);
        });
    }

    private static boolean isMeant(Payment open, BeginPayment request) {
        return request.method().filter(name -> !name.equals(open.method())).isEmpty();
    }

    private Outcome<Order> beginInstead(
            Order order,
            Optional<Payment> open,
            BeginPayment request,
            PaymentMethod method,
            Money amount,
            Instant now) {
        if (Attempts.isFull(order, now)) {
            return Outcome.refused(notPayable(request, NotPayable.Why.TOO_MANY_ATTEMPTS));
        }
        if (order.payments().all().stream().anyMatch(Payment::isPartlyPaid)) {
            return Outcome.refused(notPayable(request, NotPayable.Why.PARTLY_PAID));
        }
        Order free = open.map(payment -> order.withPayment(now, payment.givenUp(now)))
                .orElse(order);
        return Outcome.done(Attempts.with(free, method, amount, now));
    }

    /** Whoever may see an order may begin to pay it. */
    private Outcome<Order> change(
            Actor actor, OrderId id, Optional<RequestId> requestId, Function<Order, Outcome<Order>> change) {
        return writer.updateAny(actor, id, Kind.PAYMENT_CHANGED, requestId, order -> OrderWriter.visible(actor, order)
                .map(Outcome::<Order>refused)
                .orElseGet(() -> change.apply(order)));
    }

    private Outcome<Order> changeBySystem(OrderId id, Function<Order, Outcome<Order>> change) {
        return change(Actor.SYSTEM, id, Optional.empty(), change);
    }

    /**
     * Changes an attempt that is open by what a gateway gave for it; nothing happens if it is open no longer.
     *
     * @param with pure
     * @return the order; refused with {@link Refusal.OrderNotFound} if there is no such attempt
     */
    public Outcome<Order> offered(PaymentId id, UnaryOperator<Payment> with) {
        Instant now = clock.instant();
        return changeBySystem(id.order(), order -> attempt(order, id)
                .map(attempt -> attempt.isOpen() ? order.withPayment(now, with.apply(attempt)) : order));
    }

    private static Outcome<Payment> attempt(Order order, PaymentId id) {
        return order.payments()
                .get(id.number())
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(new Refusal.OrderNotFound(id.toString(), ImmutableList.of())));
    }

    /**
     * Books what somebody says of an attempt. A report that was booked before changes nothing.
     *
     * @return what it came to; refused with {@link Refusal.OrderNotFound} if there is no such attempt
     */
    public Outcome<Booking> book(PaymentId id, PaymentReport report) {
        return book(id.order(), (order, now) -> attempt(order, id)
                .map(attempt -> Booking.of(order, id.number(), report, flow, now)));
    }

    /** How a report is booked in an order. */
    @FunctionalInterface
    private interface Rule {

        Outcome<Booking> apply(Order order, Instant now);
    }

    private Outcome<Booking> book(OrderId id, Rule rule) {
        Instant now = clock.instant();
        UnaryOperator<Order> settle = sequels.settling(id);
        AtomicReference<Booking> last = new AtomicReference<>();
        Outcome<Order> written = changeBySystem(id, order -> rule.apply(order, now)
                .map(booking -> settled(booking, settle))
                .map(booking -> {
                    last.set(booking);
                    return booking.order();
                }));
        return written.map(order -> Objects.requireNonNull(last.get()));
    }

    /** Money for an order that is over before it began is nobody's. */
    private static Booking settled(Booking booking, UnaryOperator<Order> settle) {
        Order order = settle.apply(booking.order());
        boolean over = order.status() == OrderStatus.CANCELLED && !order.equals(booking.order());
        return new Booking(over ? Booking.Kind.WITHOUT_ORDER : booking.kind(), order);
    }

    /**
     * Books money that came by a method which tells it {@linkplain PaymentMethod#isToldByAmount by its amount}: to the
     * attempt that asks for it, or asked for it less than a day before. It may come once, unless somebody had seen it
     * before and this is its proof.
     *
     * @param method the method's name
     * @param report of money
     * @return what it came to; empty if nobody owes this amount at that time, and nothing was booked
     */
    public Optional<Booking> bookByAmount(String method, PaymentReport report) {
        Money amount = report.amount().orElseThrow();
        return storage.holder(method, Payment.claimKey(amount))
                .flatMap(order -> owing(order, method, report))
                .flatMap(id -> book(id.order(), (order, now) -> owing(order, method, report)
                                .map(current -> Outcome.done(Booking.of(order, current.number(), report, flow, now)))
                                .orElseGet(() ->
                                        Outcome.refused(new Refusal.OrderNotFound(id.toString(), ImmutableList.of()))))
                        .value());
    }

    /** The attempt of an order that an amount of money at a time belongs to. */
    private static Optional<PaymentId> owing(Order order, String method, PaymentReport report) {
        return order.payments().all().reverse().stream()
                .filter(payment -> payment.method().equals(method)
                        && report.amount().filter(payment.amountDue()::equals).isPresent()
                        && isInTime(order, payment, report.at())
                        && mayTake(payment, report))
                .map(Payment::id)
                .findFirst();
    }

    private static boolean isInTime(Order order, Payment payment, Instant at) {
        return !at.isBefore(payment.createdAt().minus(CLOCKS_DIFFER))
                && order.claims().stream()
                        .anyMatch(
                                claim -> claim.subject().equals(payment.claim().subject())
                                        && claim.until().isAfter(at));
    }

    private static boolean mayTake(Payment payment, PaymentReport report) {
        return !payment.isCountedAsPaid()
                || payment.isToldBy(report.id())
                || payment.arrivals().stream()
                        .anyMatch(arrival -> arrival.report().isEmpty());
    }

    /**
     * Books money that somebody found to be for an order, whatever it was sent for. For admins.
     *
     * @return what it came to; refused with {@link Refusal.NotAllowed} or {@link Refusal.OrderNotFound}
     */
    public Outcome<Booking> match(Actor actor, OrderId id, PaymentReport report) {
        return actor.isAdmin()
                ? book(id, (order, now) -> {
                    Order target = withAttempt(order, now);
                    Booking booking = Booking.of(target, target.payments().all().size(), report, flow, now);
                    return Outcome.done(booking.order().equals(target) ? new Booking(booking.kind(), order) : booking);
                })
                : Outcome.refused(new Refusal.NotAllowed());
    }

    /** Money is booked to the last attempt: the open one, if there is one. */
    private static Order withAttempt(Order order, Instant now) {
        return order.payments().all().isEmpty()
                ? Attempts.with(order, new ManualPayment(), order.totalAmount(), now)
                : order;
    }

    /**
     * Ends an attempt whose time is over, unless a part of its money has come.
     *
     * @param by who says so, like {@link StatusChange#updatedBy()}
     */
    public Outcome<Booking> expire(PaymentId id, String by) {
        Instant now = clock.instant();
        return book(id, PaymentReport.ofState(id + ":expired", by, PaymentState.EXPIRED, now));
    }

    /**
     * Cancels a pending order for which no money came.
     *
     * @return the order; refused with {@link Refusal.WrongStatus} if it is not pending, with {@link Refusal.HoldsMoney} if
     *     some money came
     */
    public Outcome<Order> cancelUnpaid(OrderId id, String reason) {
        Instant now = clock.instant();
        return changeBySystem(id, order -> {
            if (order.payments().hasMoney()) {
                return Outcome.refused(new Refusal.HoldsMoney(id, Optional.empty()));
            }
            return OrderWriter.isNot(OrderStatus.PENDING, order)
                    .map(Outcome::<Order>refused)
                    .orElseGet(() -> order.transition(
                            flow, new StatusChange(OrderStatus.CANCELLED, now, StatusChange.SYSTEM, reason)));
        });
    }

    /**
     * Gives money of an order back, {@linkplain Order#moneyToGiveBack what it does not need} first. What a gateway is to
     * give back is written down first, and done when {@link #refundEnded} says so. The whole money of a completed order
     * given back makes it refunded. For owners.
     *
     * @return the order; refused with {@link Refusal.NotAllowed} or {@link Refusal.NothingToUse}
     */
    public Outcome<Order> refund(Actor actor, ReturnMoney request) {
        if (!actor.isOwner()) {
            return Outcome.refused(new Refusal.NotAllowed());
        }
        Optional<Refusal> renewed = sequels.hinder(request.id());
        if (renewed.isPresent()) {
            return Outcome.refused(renewed.get());
        }
        Instant now = clock.instant();
        return change(actor, request.id(), request.requestId(), order -> {
            Optional<Payment> holding = order.moneyToGiveBack();
            Optional<Money> amount = holding.map(payment -> request.amount().orElse(payment.amountHeld()));
            if (holding.isEmpty() || !holding.get().mayGiveBack(amount.orElseThrow())) {
                return Outcome.refused(new Refusal.NothingToUse(order.id(), holding.map(Payment::amountHeld)));
            }
            Payment asked = holding.get().withRefund(amount.orElseThrow(), now, actor.text(), request.reason());
            return Outcome.done(
                    request.how() == ReturnMoney.How.BY_HAND
                            ? ended(order, asked, asked.refunds().size(), PaymentRefund.State.DONE, actor.text(), now)
                            : order.withPayment(now, asked));
        });
    }

    /**
     * Says what became of money that a gateway was to give back; nothing happens if that is known.
     *
     * @param number which refund of the attempt
     * @param end done or failed
     */
    public Outcome<Order> refundEnded(PaymentId id, int number, PaymentRefund.State end) {
        Instant now = clock.instant();
        return changeBySystem(id.order(), order -> attempt(order, id)
                .map(payment -> isAsked(payment, number)
                        ? ended(order, payment, number, end, "system:" + payment.method(), now)
                        : order));
    }

    private static boolean isAsked(Payment payment, int number) {
        return payment.refunds().get(number - 1).state() == PaymentRefund.State.ASKED;
    }

    private Order ended(Order order, Payment payment, int number, PaymentRefund.State end, String by, Instant now) {
        Order next = order.withPayment(now, payment.refundEnded(number, end, now));
        boolean whole = end == PaymentRefund.State.DONE
                && order.status() == OrderStatus.COMPLETED
                && !next.payments().hasMoney();
        String reason = payment.refunds().get(number - 1).reason();
        return whole
                ? next.transition(flow, new StatusChange(OrderStatus.REFUNDED, now, by, reason))
                        .value()
                        .orElse(next)
                : next;
    }

    /**
     * Makes an order anew that was cancelled although its money came: the same for the same price, confirmed, paid by that
     * money. For admins.
     *
     * @return the new order; refused with {@link Refusal.NotAllowed}, or {@link Refusal.NothingToUse} if the order has not
     *     so much money without an order
     */
    public Outcome<Order> orderAgain(Actor actor, OrderId id, Optional<RequestId> requestId) {
        return useMoney(actor, id, newOrders.drawId(), requestId);
    }

    /**
     * Pays an order by the money of another that was cancelled although its money came. For admins.
     *
     * @param from the order that has money without an order
     * @param to the order that is to be paid
     * @return that one; refused as {@link #orderAgain} is, with {@link Refusal.WrongStatus} if it is not pending, or with
     *     {@link NotPayable} if it was tried to be paid too often
     */
    public Outcome<Order> payBy(Actor actor, OrderId from, OrderId to, Optional<RequestId> requestId) {
        return writer.lookup().get(actor, to).flatMap(order -> useMoney(actor, from, order.id(), requestId));
    }

    private Outcome<Order> useMoney(Actor actor, OrderId id, OrderId to, Optional<RequestId> requestId) {
        if (!actor.isAdmin()) {
            return Outcome.refused(new Refusal.NotAllowed());
        }
        Instant now = clock.instant();
        Optional<Order> target = storage.get(to);
        Outcome<Order> spent = change(actor, id, requestId, order -> target.flatMap(PaymentService::cannotBePaid)
                .map(Outcome::<Order>refused)
                .orElseGet(() -> spent(order, target.orElse(order).totalAmount(), to, now)));
        return spent.flatMap(order -> used(order, to)
                .map(payment -> complete(actor, payment.id()))
                .orElseGet(() -> Outcome.refused(new Refusal.NothingToUse(id, Optional.empty()))));
    }

    private static Optional<Refusal> cannotBePaid(Order order) {
        return OrderWriter.isNot(OrderStatus.PENDING, order)
                .or(() -> order.payments().isFull()
                        ? Optional.of(new NotPayable(
                                order.id(), Payment.CREDIT, NotPayable.Why.TOO_MANY_ATTEMPTS, ImmutableList.of()))
                        : Optional.empty());
    }

    /** Who paid all that was asked for an order of the same price has paid it, discount and all. */
    private static boolean isEnough(Payment payment, Order order, Money needed) {
        boolean samePrice = order.totalAmount().isEqual(needed);
        return !payment.amountHeld().isLessThan(samePrice ? payment.amountDue() : needed);
    }

    private static Outcome<Order> spent(Order order, Money needed, OrderId to, Instant now) {
        Optional<Payment> money = order.moneyWithoutOrder();
        return money.filter(payment -> isUntouched(payment)
                        && isEnough(payment, order, needed)
                        && payment.mayGiveBack(payment.amountHeld()))
                .map(payment -> Outcome.done(order.withPayment(now, payment.usedBy(to))))
                .orElseGet(() -> Outcome.refused(new Refusal.NothingToUse(order.id(), money.map(Payment::amountHeld))));
    }

    private static boolean isUntouched(Payment payment) {
        return payment.state() == PaymentState.PAID && payment.amountHeld().isEqual(payment.amountPaid());
    }

    /** The attempt whose money that order used; of a repeated request the one that was used before. */
    private static Optional<Payment> used(Order order, OrderId by) {
        ImmutableList<Payment> used = order.payments().all().reverse().stream()
                .filter(payment -> payment.usedBy().isPresent())
                .collect(ImmutableList.toImmutableList());
        return used.stream()
                .filter(payment -> payment.usedBy().equals(Optional.of(by)))
                .findFirst()
                .or(() -> used.stream().findFirst());
    }

    /**
     * Completes the use of money for another order, as far as that was not done: the other half of {@link #orderAgain} and
     * {@link #payBy}, which a crash may have kept from happening.
     *
     * @param from the attempt whose money is used
     */
    public Outcome<Order> complete(Actor actor, PaymentId from) {
        Order old = storage.get(from.order()).orElseThrow();
        Payment money = old.payments().get(from.number()).orElseThrow();
        OrderId to = money.usedBy().orElseThrow();
        if (storage.get(to).isEmpty()) {
            Instant now = clock.instant();
            Order fresh = again(old, to, actor, now);
            UnaryOperator<Order> settle = sequels.settling(fresh);
            WriteResult made = writer.write(
                    to,
                    Kind.CREATED,
                    actor,
                    () -> storage.insert(
                            settle.apply(credited(fresh, money, actor, now)),
                            OrderStorage.InsertGuard.NONE,
                            Optional.empty()));
            if (made.kind() != WriteResult.Kind.ID_TAKEN) {
                return writer.outcome(actor, made);
            }
        }
        Instant now = clock.instant();
        UnaryOperator<Order> settle = sequels.settling(to);
        return change(
                actor,
                to,
                Optional.empty(),
                order -> Outcome.done(
                        order.payments().all().stream()
                                        .anyMatch(payment -> payment.from().equals(Optional.of(from)))
                                ? order
                                : settle.apply(credited(order, money, actor, now))));
    }

    private static Order again(Order old, OrderId id, Actor actor, Instant now) {
        return old.sequel()
                .map(sequel -> Order.create(id, old.customer(), old.item(), sequel, actor.text(), now))
                .orElseGet(() -> Order.create(id, old.customer(), old.item(), actor.text(), now));
    }

    /** The order paid by money that was paid for another. */
    private Order credited(Order order, Payment money, Actor actor, Instant now) {
        Order free = order.payments()
                .open()
                .map(open -> order.withPayment(now, open.givenUp(now)))
                .orElse(order);
        PaymentId id = new PaymentId(order.id(), order.payments().all().size() + 1);
        Money due = Ordering.natural().min(order.totalAmount(), money.amountHeld());
        Payment credit = Payment.begin(id, Payment.CREDIT, due, now)
                .from(money.id())
                .arrivals(ImmutableList.of(new PaymentArrival(
                        money.amountHeld(),
                        now,
                        actor.text(),
                        Optional.of(money.id().toString()))))
                .build()
                .moved(PaymentState.PAID, now);
        StatusChange confirmed =
                new StatusChange(OrderStatus.CONFIRMED, now, actor.text(), Payment.CREDIT + " " + money.id());
        Order paid = free.withPayment(now, credit);
        return paid.transition(flow, confirmed).value().orElse(paid);
    }

    /** Why an order may not be removed; empty if its payments do not hinder it. */
    static Optional<Refusal> holdsMoney(Order order, Instant now) {
        if (order.payments().hasMoney()) {
            return Optional.of(new Refusal.HoldsMoney(order.id(), Optional.empty()));
        }
        return order.payments().all().stream()
                .flatMap(payment -> order.claims().stream()
                        .filter(claim -> claim.subject().equals(payment.claim().subject())))
                .filter(claim -> claim.until().isAfter(now))
                .findFirst()
                .map(claim -> new Refusal.HoldsMoney(order.id(), Optional.of(claim.until())));
    }
}
