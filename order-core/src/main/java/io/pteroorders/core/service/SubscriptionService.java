package io.pteroorders.core.service;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent.Kind;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Refusal.NotRenewable;
import io.pteroorders.core.order.Refusal.NotRenewable.Why;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionEntry.Changing;
import io.pteroorders.core.order.SubscriptionEntry.Credited;
import io.pteroorders.core.order.SubscriptionEntry.Ended;
import io.pteroorders.core.order.SubscriptionEntry.Given;
import io.pteroorders.core.order.SubscriptionEntry.Held;
import io.pteroorders.core.order.SubscriptionEntry.Lifted;
import io.pteroorders.core.order.SubscriptionEntry.PaidUntil;
import io.pteroorders.core.order.SubscriptionEntry.Renewing;
import io.pteroorders.core.order.SubscriptionEntry.Suspended;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.provisioning.Rooms;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.subscription.PackageChange;
import io.pteroorders.core.subscription.Subscription;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The operations on {@linkplain Subscription subscriptions}: what completed orders gave their customers, until a day. Naming
 * any order of a subscription means that subscription. Rights and answers are as {@link OrderOperations} has them.
 * Thread-safe; every operation throws {@link io.pteroorders.core.storage.StorageException} if the store fails.
 *
 * <pre>{@code
 * Outcome<Order> renewal = service.subscriptions()
 *         .renew(Actor.customer(budi.id()), new RenewOrder(order.id(), Optional.of(3), Optional.empty()));
 * }</pre>
 */
public final class SubscriptionService {

    /** How many months ahead a subscription can be paid. */
    public static final int MOST_MONTHS_AHEAD = 13;

    private static final ImmutableSet<SuspensionReason> BY_ADMIN =
            Sets.immutableEnumSet(SuspensionReason.ABUSE, SuspensionReason.ADMIN);

    private final OrderStorage storage;
    private final OrderWriter writer;
    private final NewOrders newOrders;
    private final SequelOrders orders;
    private final Rooms rooms;
    private final SubscriptionReader reader;
    private final SubscriptionUpkeep upkeep;
    private final Clock clock;
    private final RequestValidator validator = new RequestValidator();

    SubscriptionService(
            OrderStorage storage,
            OrderWriter writer,
            NewOrders newOrders,
            SequelOrders orders,
            Rooms rooms,
            SubscriptionReader reader,
            SubscriptionUpkeep upkeep,
            Clock clock) {
        this.storage = storage;
        this.writer = writer;
        this.newOrders = newOrders;
        this.orders = orders;
        this.rooms = rooms;
        this.reader = reader;
        this.upkeep = upkeep;
        this.clock = clock;
    }

    /** Reads them, for the program itself. */
    public SubscriptionReader reader() {
        return reader;
    }

    /** What the program itself does about them. */
    public SubscriptionUpkeep upkeep() {
        return upkeep;
    }

    /**
     * The subscription to which an order belongs. For admins, and for its customer.
     *
     * @return refused with {@link Refusal.OrderNotFound}, or with {@link NotRenewable} if the customer has not got the server
     */
    public Outcome<Subscription> get(Actor actor, OrderId id) {
        return writer.lookup().get(actor, id).flatMap(order -> storage.get(order.id())
                .flatMap(reader::of)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(refusal(id, Why.NOT_THERE))));
    }

    private static NotRenewable refusal(OrderId id, Why why) {
        return new NotRenewable(id, why, Optional.empty(), 0);
    }

    private Outcome<Subscription> running(Actor actor, OrderId id) {
        return get(actor, id)
                .flatMap(subscription -> subscription.ended().isEmpty()
                        ? Outcome.done(subscription)
                        : Outcome.refused(refusal(id, Why.ENDED)));
    }

    /**
     * Makes the order that renews a subscription at today's price, with an attempt to pay it, or gives the one that is
     * waiting to be paid for as many months, which keeps its price. One for other months is cancelled by that. For admins, and
     * for the customer.
     *
     * @return the order, pending; refused with {@link NotRenewable}, with {@link Refusal.InvalidInput}, or as {@link #get} is
     */
    public Outcome<Order> renew(Actor actor, RenewOrder request) {
        return renewal(
                actor,
                request,
                (subscription, item) ->
                        orders.place(actor, new Sequel.Renewal(subscription.first()), item, request.requestId()));
    }

    /**
     * What {@link #renew} would make an order of, at today's price; nothing is made. For admins, and for the customer.
     *
     * @return refused as {@link #renew} is, but not because another order is waiting
     */
    public Outcome<OrderItem> renewal(Actor actor, RenewOrder request) {
        return renewal(actor, request, (subscription, item) -> Outcome.done(item));
    }

    private <T> Outcome<T> renewal(
            Actor actor, RenewOrder request, BiFunction<Subscription, OrderItem, Outcome<T>> then) {
        ImmutableList<Violation> violations = validator.check(request);
        return violations.isEmpty()
                ? running(actor, request.id()).flatMap(subscription -> item(request, subscription)
                        .flatMap(item -> then.apply(subscription, item)))
                : Outcome.refused(new Refusal.InvalidInput(violations));
    }

    private Outcome<OrderItem> item(RenewOrder request, Subscription subscription) {
        Instant now = clock.instant();
        int months = request.months()
                .orElseGet(() -> reader.renewal(subscription, now).durationMonths());
        boolean tooFar = isTooFar(subscription, months, now);
        return tooFar || months > reader.monthsAtOnePrice(subscription, now)
                ? Outcome.refused(new NotRenewable(
                        request.id(),
                        tooFar ? Why.TOO_FAR : Why.PRICE_CHANGES,
                        Optional.empty(),
                        most(subscription, now)))
                : Outcome.done(reader.renewal(subscription, months, now));
    }

    private boolean isTooFar(Subscription subscription, int months, Instant now) {
        LocalDate until = subscription
                .renewed(months, subscription.last().sold(), reader.rules(), now)
                .paidUntil();
        return until.isAfter(reader.rules().day(now).plusMonths(MOST_MONTHS_AHEAD));
    }

    private int most(Subscription subscription, Instant now) {
        int months = reader.monthsAtOnePrice(subscription, now);
        while (months > 0 && isTooFar(subscription, months, now)) {
            months--;
        }
        return months;
    }

    /**
     * What a subscription would be changed to, and what that costs now. For admins, and for the customer.
     *
     * @param packageType as typed
     * @return refused with {@link Refusal.InvalidInput} if that package is not for sale, with {@link NotRenewable} if the
     *     subscription is not paid for, suspended, or has that package, or as {@link #renew} is
     */
    public Outcome<PackageChange> quote(Actor actor, OrderId id, String packageType) {
        return newOrders.forSale(packageType).flatMap(wanted -> running(actor, id)
                .flatMap(subscription -> quote(id, subscription, wanted)));
    }

    private Outcome<PackageChange> quote(OrderId id, Subscription subscription, PackageInfo wanted) {
        Instant now = clock.instant();
        return switch (subscription.state(reader.rules(), now)) {
            case OVERDUE -> Outcome.refused(refusal(id, Why.UNPAID));
            case SUSPENDED, DELETION_DUE, ENDED -> Outcome.refused(refusal(id, Why.STOPPED));
            case ACTIVE ->
                PackageChange.of(subscription, wanted, reader.rules().day(now))
                        .map(Outcome::done)
                        .orElseGet(() -> Outcome.refused(refusal(id, Why.SAME_PACKAGE)));
        };
    }

    /**
     * Makes the order that changes a subscription to a dearer package for the rest of what is paid for, with an attempt to pay
     * what that costs more, or gives the one that is waiting to be paid. Any other that waits is cancelled by that. Too little
     * to be asked for is waived: the order is confirmed at once then. For admins, and for the customer.
     *
     * @param packageType as typed
     * @return the order; refused with {@link Refusal.NoRoom} if the machine of the server has no room for more, with
     *     {@link NotRenewable} if nothing is left of what is paid for or the package is not dearer, or as {@link #quote} is
     */
    public Outcome<Order> changeNow(Actor actor, OrderId id, String packageType, Optional<RequestId> requestId) {
        return quote(actor, id, packageType).flatMap(change -> switch (change.kind()) {
            case DEARER -> changeNow(actor, change, requestId);
            case CHEAPER -> Outcome.refused(refusal(id, Why.CHEAPER));
            case AT_THE_END -> Outcome.refused(refusal(id, Why.NOTHING_LEFT));
        });
    }

    private Outcome<Order> changeNow(Actor actor, PackageChange change, Optional<RequestId> requestId) {
        Order first = storage.get(change.subscription().first()).orElseThrow();
        Optional<ServerPlan> plan = change.wanted().plan().filter(any -> Provisioning.isKept(first));
        if (plan.isPresent() && !hasRoom(first, plan.get())) {
            return Outcome.refused(new Refusal.NoRoom(change.wanted().type(), ImmutableList.of()));
        }
        OrderItem item = new OrderItem(
                change.wanted().type(),
                change.wanted().name(),
                1,
                change.price(),
                change.wanted().specifications(),
                plan);
        return orders.place(
                actor, new Sequel.Upgrade(first.id(), change.wanted().pricePerMonth()), item, requestId);
    }

    /**
     * Lets the next renewal be of another package, or of the one that runs after all. For admins, and for the customer.
     *
     * @param packageType as typed
     * @return how it stands then; refused with {@link Refusal.InvalidInput} if that package is not for sale, with
     *     {@link NotRenewable} if it is the one that runs and nothing was to change, or as {@link #renew} is
     */
    public Outcome<Subscription> changeAtTheEnd(
            Actor actor, OrderId id, String packageType, Optional<RequestId> requestId) {
        return newOrders
                .forSale(packageType)
                .flatMap(wanted -> remember(
                        actor,
                        id,
                        requestId,
                        (subscription, log, at) -> changing(actor, id, subscription, wanted.type(), at)));
    }

    private static Outcome<SubscriptionEntry> changing(
            Actor actor, OrderId id, Subscription subscription, PackageType wanted, Instant at) {
        boolean same = subscription.last().sold().packageType().equals(wanted);
        return same && subscription.changing().isEmpty()
                ? Outcome.refused(refusal(id, Why.SAME_PACKAGE))
                : Outcome.done(new Changing(at, actor.text(), same ? Optional.empty() : Optional.of(wanted)));
    }

    /**
     * Changes a subscription to a cheaper package now, and writes down what the shop owes the customer for the rest. For
     * admins.
     *
     * @return the order that changes it; refused as {@link #changeNow} is
     */
    public Outcome<Order> downgrade(Actor actor, OrderId id, String packageType, Optional<RequestId> requestId) {
        if (!actor.isAdmin()) {
            return Outcome.refused(new Refusal.NotAllowed());
        }
        return quote(actor, id, packageType).flatMap(change -> {
            Optional<Refusal> hindrance = change.kind() == PackageChange.Kind.CHEAPER
                    ? orders.hindrance(change.subscription().first())
                    : Optional.of(refusal(id, Why.DEARER));
            return hindrance.map(Outcome::<Order>refused).orElseGet(() -> credited(actor, change, requestId)
                    .flatMap(any -> changeNow(actor, change, requestId)));
        });
    }

    /** What is owed is written down first: a change without it would cost the customer money. */
    private Outcome<Subscription> credited(Actor actor, PackageChange change, Optional<RequestId> requestId) {
        String why = change.wanted().type().code();
        return change.credit().isZero()
                ? Outcome.done(change.subscription())
                : byAdmin(
                        actor,
                        change.subscription().first(),
                        why,
                        requestId.map(request -> RequestId.of(request.hex(), "credit")),
                        (any, log, at) -> Outcome.done(new Credited(at, actor.text(), change.credit(), why)));
    }

    /**
     * Says that a server is gone for good which no panel keeps. For admins.
     *
     * @param why as for {@link #setPaidUntil}
     * @return how it stands then; refused with {@link Refusal.NotAllowed}, with {@link NotRenewable} if it is paid for, with
     *     {@link Refusal.ServerNot} if a panel keeps the server, or as {@link #renew} is
     */
    public Outcome<Subscription> end(Actor actor, OrderId id, String why, Optional<RequestId> requestId) {
        Optional<Refusal> kept = keptByPanel(actor, id);
        return kept.map(Outcome::<Subscription>refused)
                .orElseGet(() -> byAdmin(
                        actor,
                        id,
                        why,
                        requestId,
                        (subscription, log, at) -> subscription.isPaid(reader.rules(), at)
                                ? Outcome.refused(refusal(id, Why.PAID))
                                : Outcome.done(new Ended(at, actor.text(), why))));
    }

    private Optional<Refusal> keptByPanel(Actor actor, OrderId id) {
        return get(actor, id)
                .value()
                .flatMap(subscription -> storage.get(subscription.first()))
                .filter(Provisioning::isKept)
                .flatMap(Order::server)
                .map(server -> new Refusal.ServerNot(id, server.state(), ServerState.DELETED));
    }

    private boolean hasRoom(Order first, ServerPlan plan) {
        return reader.planNow(first, clock.instant())
                .map(now -> rooms.canGrow(first.server().orElseThrow(), now, plan))
                .orElse(true);
    }

    /**
     * Says until when a subscription is paid, whatever was known before. For admins.
     *
     * @param day in the years 1970 to 9999
     * @param why cleaned by {@link FreeText#clean}; refused with {@link Refusal.InvalidInput} if it is longer than 500 code
     *     points then
     * @return how it stands then; refused with {@link Refusal.NotAllowed}, or as {@link #renew} is
     * @throws IllegalArgumentException if the day is out of range
     */
    public Outcome<Subscription> setPaidUntil(
            Actor actor, OrderId id, LocalDate day, String why, Optional<RequestId> requestId) {
        return byAdmin(
                actor, id, why, requestId, (any, log, at) -> Outcome.done(new PaidUntil(at, actor.text(), day, why)));
    }

    /**
     * Gives a subscription days more, for nothing. For admins.
     *
     * @param days 1 to {@value SubscriptionEntry#MAX_DAYS}
     * @param why as for {@link #setPaidUntil}
     * @return how it stands then; refused with {@link Refusal.NotAllowed}, or as {@link #renew} is
     * @throws IllegalArgumentException if the days are out of range
     */
    public Outcome<Subscription> give(Actor actor, OrderId id, int days, String why, Optional<RequestId> requestId) {
        return byAdmin(
                actor, id, why, requestId, (any, log, at) -> Outcome.done(new Given(at, actor.text(), days, why)));
    }

    /**
     * Keeps the server of a subscription from being suspended for want of money before a day is over, up to two weeks after the
     * last day that is paid for. For admins.
     *
     * @param why as for {@link #setPaidUntil}
     * @return how it stands then; refused with {@link Refusal.NotAllowed}, or as {@link #renew} is
     */
    public Outcome<Subscription> hold(
            Actor actor, OrderId id, LocalDate until, String why, Optional<RequestId> requestId) {
        return byAdmin(
                actor, id, why, requestId, (any, log, at) -> Outcome.done(new Held(at, actor.text(), until, why)));
    }

    /**
     * Says whether a subscription is to be renewed. For admins, and for the customer.
     *
     * @return how it stands then; refused as {@link #renew} is
     */
    public Outcome<Subscription> setRenewing(Actor actor, OrderId id, boolean wanted, Optional<RequestId> requestId) {
        return remember(actor, id, requestId, (any, log, at) -> Outcome.done(new Renewing(at, actor.text(), wanted)));
    }

    /**
     * Says that a server is suspended because it is not paid for, as an admin did it. For admins.
     *
     * @return how it stands then; refused with {@link Refusal.NotAllowed}, with {@link NotRenewable} if it is paid for, or as
     *     {@link #renew} is
     */
    public Outcome<Subscription> suspendUnpaid(Actor actor, OrderId id, Optional<RequestId> requestId) {
        return byAdmin(
                actor,
                id,
                "",
                requestId,
                (subscription, log, at) -> subscription.isPaid(reader.rules(), clock.instant())
                        ? Outcome.refused(refusal(id, Why.PAID))
                        : Outcome.done(new Suspended(at, actor.text(), SuspensionReason.BILLING, "")));
    }

    /**
     * Keeps a server from running, whether it is paid for or not. For admins.
     *
     * @param reason {@link SuspensionReason#ABUSE} or {@link SuspensionReason#ADMIN}
     * @param why as for {@link #setPaidUntil}
     * @return how it stands then; refused with {@link Refusal.NotAllowed}, or as {@link #renew} is
     * @throws IllegalArgumentException if the reason is another
     */
    public Outcome<Subscription> suspend(
            Actor actor, OrderId id, SuspensionReason reason, String why, Optional<RequestId> requestId) {
        Preconditions.checkArgument(BY_ADMIN.contains(reason), "an admin suspends for abuse, or as an admin");
        return byAdmin(
                actor,
                id,
                why,
                requestId,
                (subscription, log, at) -> Outcome.done(new Suspended(at, actor.text(), reason, why)));
    }

    /**
     * Lets a server run again that an admin kept from it; what is not paid for stays suspended. For admins.
     *
     * @param why as for {@link #setPaidUntil}
     * @return how it stands then; refused with {@link Refusal.NotAllowed}, with {@link NotRenewable} if no admin suspended it,
     *     or as {@link #renew} is
     */
    public Outcome<Subscription> unsuspend(Actor actor, OrderId id, String why, Optional<RequestId> requestId) {
        return byAdmin(
                actor,
                id,
                why,
                requestId,
                (subscription, log, at) -> lifted(actor, id, subscription, BY_ADMIN, at, why));
    }

    /**
     * Pauses what is paid for: the server does not run, and the days of the pause, {@value Subscription#LONGEST_PAUSE} at
     * most, are given back at its end. For admins.
     *
     * @param why as for {@link #setPaidUntil}
     * @return how it stands then; refused with {@link Refusal.NotAllowed}, with {@link NotRenewable} if it is not paid for, or
     *     was paused before in the term that runs, or as {@link #renew} is
     */
    public Outcome<Subscription> pause(Actor actor, OrderId id, String why, Optional<RequestId> requestId) {
        return byAdmin(actor, id, why, requestId, (subscription, log, at) -> {
            if (!subscription.isPaid(reader.rules(), at)) {
                return Outcome.refused(refusal(id, Why.UNPAID));
            }
            return wasPaused(subscription, log, at)
                    ? Outcome.refused(refusal(id, Why.PAUSED_BEFORE))
                    : Outcome.done(new Suspended(at, actor.text(), SuspensionReason.PAUSE, why));
        });
    }

    private boolean wasPaused(Subscription subscription, SubscriptionLog log, Instant now) {
        LocalDate begun = subscription.termOn(reader.rules().day(now)).first();
        return log.entries().stream()
                .anyMatch(entry -> entry instanceof Suspended suspended
                        && suspended.reason() == SuspensionReason.PAUSE
                        && !reader.rules().day(entry.at()).isBefore(begun));
    }

    /**
     * Ends a pause. For admins.
     *
     * @param why as for {@link #setPaidUntil}
     * @return how it stands then; refused with {@link Refusal.NotAllowed}, with {@link NotRenewable} if it is not paused, or as
     *     {@link #renew} is
     */
    public Outcome<Subscription> unpause(Actor actor, OrderId id, String why, Optional<RequestId> requestId) {
        return byAdmin(
                actor,
                id,
                why,
                requestId,
                (subscription, log, at) ->
                        lifted(actor, id, subscription, ImmutableSet.of(SuspensionReason.PAUSE), at, why));
    }

    /** The first of some reasons that there is, gone. */
    private static Outcome<SubscriptionEntry> lifted(
            Actor actor,
            OrderId id,
            Subscription subscription,
            ImmutableSet<SuspensionReason> reasons,
            Instant at,
            String why) {
        return subscription.reasons().keySet().stream()
                .filter(reasons::contains)
                .findFirst()
                .<Outcome<SubscriptionEntry>>map(reason -> Outcome.done(new Lifted(at, actor.text(), reason, why)))
                .orElseGet(() -> Outcome.refused(refusal(id, Why.NOT_STOPPED)));
    }

    private Outcome<Subscription> byAdmin(
            Actor actor, OrderId id, String why, Optional<RequestId> requestId, Decision entry) {
        if (!actor.isAdmin()) {
            return Outcome.refused(new Refusal.NotAllowed());
        }
        if (FreeText.length(FreeText.clean(why)) > FreeText.MAX_NOTE) {
            return Outcome.refused(new Refusal.InvalidInput(ImmutableList.of(Violation.of(
                    Violation.Code.NOTE_TOO_LONG, "why", why, new Violation.Range(1, FreeText.MAX_NOTE)))));
        }
        return remember(actor, id, requestId, entry);
    }

    private Outcome<Subscription> remember(Actor actor, OrderId id, Optional<RequestId> requestId, Decision entry) {
        Instant now = clock.instant();
        return running(actor, id)
                .flatMap(subscription -> writer.updateAny(
                        actor,
                        subscription.first(),
                        Kind.SUBSCRIPTION_CHANGED,
                        requestId,
                        order -> remembering(order, subscription, now, entry)))
                .flatMap(order -> get(actor, order.id()));
    }

    private static Outcome<Order> remembering(Order first, Subscription subscription, Instant now, Decision entry) {
        SubscriptionLog log = first.subscription();
        if (log.isFull()) {
            return Outcome.refused(new Refusal.TooManyNotes(first.id(), SubscriptionLog.MAX_ENTRIES));
        }
        return entry.of(subscription, log, log.notBefore(now)).map(made -> first.withSubscription(now, log.with(made)));
    }

    /** What is to be remembered, or why nothing is. */
    private interface Decision {

        Outcome<SubscriptionEntry> of(Subscription subscription, SubscriptionLog log, Instant at);
    }
}
