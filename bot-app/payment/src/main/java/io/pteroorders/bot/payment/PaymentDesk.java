package io.pteroorders.bot.payment;

import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Striped;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.payment.Booking;
import io.pteroorders.core.payment.Charge;
import io.pteroorders.core.payment.ChargeRequest;
import io.pteroorders.core.payment.GatewayException;
import io.pteroorders.core.payment.GatewayState;
import io.pteroorders.core.payment.GatewayTraits.Ability;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.PaymentService;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where money meets orders: books what gateways, the feed and admins tell, keeps what nobody owes, and gets from gateways
 * what customers are shown. Thread-safe.
 */
public final class PaymentDesk {

    private static final int MOST_SHOWN = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(PaymentDesk.class);

    private final OrderService orders;
    private final MoneyRows rows;
    private final GatewayCalls gateways;
    private final UnmatchedNotices notices;
    private final Clock clock;

    /** One is charged, or its money booked, at a time. */
    private final Striped<Lock> locks = Striped.lock(64);

    /** Attempts whose code a reply has shown. One that is forgotten is shown twice. */
    private final Set<PaymentId> shown = Collections.newSetFromMap(CacheBuilder.newBuilder()
            .maximumSize(MOST_SHOWN)
            .<PaymentId, Boolean>build()
            .asMap());

    PaymentDesk(OrderService orders, MoneyRows rows, GatewayCalls gateways, UnmatchedNotices notices, Clock clock) {
        this.orders = orders;
        this.notices = notices;
        this.rows = rows;
        this.gateways = gateways;
        this.clock = clock;
    }

    /** The operations on payments of orders. */
    public PaymentService service() {
        return orders.payments();
    }

    /** The money that was told of. */
    public MoneyRows rows() {
        return rows;
    }

    /** Whether money of an attempt can be given back by the gateway that it came by. */
    public boolean canGiveBack(Payment payment) {
        return gateways.of(payment)
                .filter(gateway -> gateway.traits().can(Ability.REFUND))
                .isPresent();
    }

    /** Why gateways do not work as they should, in plain English; empty while they do. */
    public ImmutableList<String> troubles() {
        return gateways.refusedKeys().keySet().stream()
                .map(name -> name + " refuses the shop's key, so payments by it are not seen")
                .collect(ImmutableList.toImmutableList());
    }

    // What customers are shown.

    /**
     * Gets what a customer is shown for the open attempt of an order, if a gateway has to give it and has not yet.
     *
     * @param patience how long to wait for it; afterwards it comes by itself
     * @return the order as it is then
     */
    public Order show(Order order, Duration patience) {
        Optional<Payment> open = order.payments().open();
        if (open.isEmpty()) {
            return order;
        }
        PaymentId id = open.get().id();
        if (open.get().payBy().isPresent() || gateways.of(open.get()).isEmpty()) {
            shown.add(id);
            return order;
        }
        Order now = charged(order, open.get(), patience);
        if (now.payments().open().flatMap(Payment::payBy).isPresent()) {
            shown.add(id);
        }
        return now;
    }

    /** The newest attempt to pay an order, if its gateway has given nothing to pay by: not yet, or never. */
    public Optional<Payment> withoutCode(Order order) {
        return order.payments()
                .last()
                .filter(payment -> (payment.isOpen() || payment.state() == PaymentState.FAILED)
                        && payment.payBy().isEmpty()
                        && gateways.of(payment).isPresent());
    }

    private Order charged(Order order, Payment open, Duration patience) {
        CompletableFuture<Order> charge = charge(order.id(), open);
        try {
            return charge.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return order;
        } catch (ExecutionException e) {
            LOG.warn(
                    "{} cannot be charged for at present: {}",
                    open.id(),
                    message(Objects.requireNonNullElse(e.getCause(), e)));
            return orders.get(Actor.SYSTEM, order.id()).value().orElse(order);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return order;
        }
    }

    /** Why a call to a gateway failed. */
    static String message(@Nullable Throwable failure) {
        return failure instanceof CompletionException
                ? message(failure.getCause())
                : failure instanceof GatewayException ? String.valueOf(failure.getMessage()) : String.valueOf(failure);
    }

    /** Whether a reply has shown the code of an attempt already; asked once. */
    boolean wasShown(PaymentId id) {
        return shown.remove(id);
    }

    /** Charges for an attempt that waits for it. */
    CompletableFuture<Order> charge(OrderId order, Payment payment) {
        return gateways.call(gateways.of(payment).orElseThrow(), gateway -> charge(gateway, order, payment.id()));
    }

    private Order charge(PaymentGateway gateway, OrderId id, PaymentId payment) {
        Lock lock = locks.get(payment);
        lock.lock();
        try {
            Order order = orders.get(Actor.SYSTEM, id).get();
            Payment open = order.payments().get(payment.number()).orElseThrow();
            boolean over = open.expiresAt()
                    .filter(end -> !clock.instant().isBefore(end))
                    .isPresent();
            if (!open.isOpen() || open.payBy().isPresent() || over) {
                return order;
            }
            return charge(gateway, order, open);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What was perhaps charged for before is looked up first: some gateways take a reference twice, and nothing here tells
     * whether an earlier run of the program has asked.
     */
    private Order charge(PaymentGateway gateway, Order order, Payment open) {
        try {
            Optional<GatewayState> known = gateway.ask(open);
            known.ifPresent(state -> book(open.id(), state.report()));
            Charge charge = known.isPresent()
                    ? known.get().charge().orElseThrow(() -> GatewayException.refused("what to show was lost"))
                    : gateway.create(request(order, open));
            return service()
                    .offered(open.id(), payment -> with(payment, charge))
                    .get();
        } catch (GatewayException e) {
            if (e.kind() == GatewayException.Kind.REFUSED) {
                fail(open, gateway);
            }
            throw e;
        }
    }

    /** Takes a charge back; one that cannot be taken back may be paid. A charge that is being made is waited for. */
    void withdraw(PaymentGateway gateway, Payment payment) {
        Lock lock = locks.get(payment.id());
        lock.lock();
        try {
            if (!isWithdrawn(gateway, payment)) {
                gateway.ask(payment).ifPresent(state -> book(payment.id(), state.report()));
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isWithdrawn(PaymentGateway gateway, Payment payment) {
        if (!gateway.traits().can(Ability.CANCEL)) {
            return false;
        }
        try {
            gateway.cancel(payment);
            return true;
        } catch (GatewayException e) {
            if (e.kind() == GatewayException.Kind.REFUSED) {
                return false;
            }
            throw e;
        }
    }

    private void fail(Payment open, PaymentGateway gateway) {
        service()
                .book(
                        open.id(),
                        PaymentReport.ofState(
                                open.id() + ":refused",
                                "system:" + gateway.name(),
                                PaymentState.FAILED,
                                clock.instant()));
    }

    private static ChargeRequest request(Order order, Payment open) {
        return new ChargeRequest(
                open.id(),
                open.amountDue(),
                open.expiresAt().orElseThrow(),
                order.customer().displayName(),
                order.item().packageName() + " " + order.item().durationMonths());
    }

    private static Payment with(Payment payment, Charge charge) {
        Payment offered = payment.offered(charge.payBy(), charge.expiresAt());
        Payment named = charge.reference().map(offered::withReference).orElse(offered);
        return charge.fee().map(named::withFee).orElse(named);
    }

    // What is told of money.

    /**
     * Asks the gateway of an attempt what became of it, and books the answer.
     *
     * @return completes with what it came to; empty if the gateway knows no such charge
     */
    public CompletableFuture<Optional<Booking>> check(Payment payment) {
        return gateways.call(gateways.of(payment).orElseThrow(), gateway -> gateway.ask(payment)
                .flatMap(state -> book(payment.id(), state.report())));
    }

    /** Whether there is a gateway to ask about an attempt. */
    public boolean canBeChecked(Payment payment) {
        return gateways.of(payment).isPresent();
    }

    /**
     * Books what a gateway said of an attempt. Money that is not what was asked for is kept apart.
     *
     * @return what it came to; empty if nothing was booked
     */
    Optional<Booking> book(PaymentId id, PaymentReport report) {
        Optional<Payment> payment = orders.get(Actor.SYSTEM, id.order()).value().flatMap(order -> order.payments()
                .get(id.number()));
        boolean altered = report.state() == PaymentState.PAID
                && payment.filter(any ->
                                report.amount().filter(any.amountDue()::equals).isPresent())
                        .isEmpty();
        if (altered) {
            keep(report, id.toString());
            return Optional.empty();
        }
        return payment.flatMap(any -> service().book(id, report).value());
    }

    /**
     * Keeps money that nobody owes, and tells admins; other reports that concern nobody are of no use.
     *
     * @param text what is known of it
     */
    void keep(PaymentReport report, String text) {
        if (report.state() != PaymentState.PAID) {
            return;
        }
        synchronized (this) {
            settle();
            if (rows.find(report.id()).isEmpty()) {
                rows.add(report.id(), report.by(), report.amount(), report.at(), text, Optional.empty());
            }
        }
        tellUnmatched();
    }

    /** Tells admins of the money that nobody owes, as far as they were not told. */
    void tellUnmatched() {
        notices.tellAll();
    }

    /**
     * Books a row of the feed, or keeps it; nobody is told yet that it is unmatched.
     *
     * @param method the way to pay whose money is known by its amount
     */
    synchronized FeedResult take(FeedRow row, String method) {
        Optional<MoneyRow> known = rows.find(row.key());
        if (known.isPresent()) {
            return new FeedResult(FeedResult.Kind.KNOWN, known.get().order());
        }
        Optional<Booking> booking = row.amount().flatMap(amount -> service().bookByAmount(method, row.report()));
        Optional<OrderId> order = booking.map(Booking::order).map(Order::id);
        rows.add(row.key(), FeedRow.BY, row.amount(), row.at(), row.text(), order);
        boolean again = booking.filter(any -> any.kind() == Booking.Kind.STALE).isPresent();
        return new FeedResult(
                again ? FeedResult.Kind.KNOWN : order.isPresent() ? FeedResult.Kind.BOOKED : FeedResult.Kind.UNMATCHED,
                order);
    }

    /**
     * What became of a row of the feed. Immutable and thread-safe.
     *
     * @param kind what became of it
     * @param order the order that it was booked for, now or before
     */
    record FeedResult(Kind kind, Optional<OrderId> order) {

        enum Kind {
            BOOKED,
            KNOWN,
            UNMATCHED
        }
    }

    /** Takes money off the list that pays for no order, such as what the shop sent to somebody. For admins. */
    public synchronized void close(Actor actor, MoneyRow row) {
        rows.change(row.number(), any -> any.isUnmatched() ? any.closed(actor.text()) : any);
    }

    /**
     * Books money of which nobody knew whose it is. For admins.
     *
     * @return what it came to; refused with {@link Refusal.NothingToUse} if the row has no amount, or was booked
     */
    public synchronized Outcome<Booking> match(Actor actor, MoneyRow row, OrderId order) {
        settle();
        if (rows.get(row.number()).filter(MoneyRow::isUnmatched).isEmpty()
                || row.amount().isEmpty()) {
            return Outcome.refused(new Refusal.NothingToUse(order, Optional.empty()));
        }
        PaymentReport report =
                PaymentReport.ofMoney(row.key(), actor.text(), row.amount().get(), row.at());
        return orders.get(actor, order).flatMap(any -> matched(actor, row, order, report));
    }

    /** The row comes first, so that no crash between the two has it booked for two orders. */
    private Outcome<Booking> matched(Actor actor, MoneyRow row, OrderId order, PaymentReport report) {
        rows.change(row.number(), any -> any.booked(order));
        Outcome<Booking> booked = service().match(actor, order, report);
        if (booked.value()
                .filter(any -> any.kind() != Booking.Kind.WRONG_CURRENCY)
                .isEmpty()) {
            rows.change(row.number(), MoneyRow::unbooked);
        }
        return booked;
    }

    /** If a crash kept money from the order that its row is booked for, nobody knows again whose it is. */
    synchronized void settle() {
        rows.lastKept()
                .filter(row -> row.order()
                        .flatMap(order -> orders.get(Actor.SYSTEM, order).value())
                        .filter(order ->
                                order.payments().all().stream().noneMatch(payment -> payment.isToldBy(row.key())))
                        .isPresent())
                .ifPresent(row -> rows.change(row.number(), MoneyRow::unbooked));
    }
}
