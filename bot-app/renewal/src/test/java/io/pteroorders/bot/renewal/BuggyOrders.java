package io.pteroorders.bot.renewal;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.life.Around;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionEntry.Given;
import io.pteroorders.core.order.SubscriptionEntry.Held;
import io.pteroorders.core.order.SubscriptionEntry.Lifted;
import io.pteroorders.core.order.SubscriptionEntry.PaidUntil;
import io.pteroorders.core.order.SubscriptionEntry.Renewing;
import io.pteroorders.core.order.SubscriptionEntry.Suspended;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.Subscriptions;
import io.pteroorders.core.testkit.Fixtures;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/** A store of orders with a bug: it keeps something else than it is given, or writes what follows from it wrongly. */
final class BuggyOrders implements Around {

    private static final int THIRTY = 30;
    private static final String ADMIN = Fixtures.admin().text();

    private final PlantedBug bug;
    private final OrderStorage real;
    private final RenewalRules rules;

    /** @param rules by which it is known how orders stand */
    BuggyOrders(PlantedBug bug, OrderStorage real, RenewalRules rules) {
        this.bug = bug;
        this.real = real;
        this.rules = rules;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object call(String method, Object[] arguments, Call call) throws Throwable {
        return switch (method) {
            case "update" ->
                update((OrderId) arguments[0], (Function<Order, Outcome<Order>>) arguments[1], (Optional<RequestId>)
                        arguments[2]);
            case "insert" ->
                bug == PlantedBug.UPGRADES_AT_THE_OLD_PRICE
                        ? real.insert(cheap((Order) arguments[0]), (OrderStorage.InsertGuard) arguments[1], (Optional<
                                        RequestId>)
                                arguments[2])
                        : call.make();
            case "query" -> bug == PlantedBug.REVIEWS_NOTHING ? blind((Page) call.make()) : call.make();
            default -> call.make();
        };
    }

    private Object update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
        Optional<Subscription> stood =
                real.get(id).flatMap(order -> real.get(order.first())).flatMap(this::of);
        WriteResult written = real.update(id, order -> change.apply(order).map(after -> kept(order, after)), request);
        if (written.kind() == WriteResult.Kind.DONE && stood.isPresent()) {
            Order before = written.before().orElseThrow();
            Order after = written.after().orElseThrow();
            follows(before, after, stood.get())
                    .ifPresent(entry -> real.update(
                            after.first(),
                            first -> Outcome.done(first.withSubscription(
                                    first.updatedAt(), first.subscription().with(entry))),
                            Optional.empty()));
        }
        return written;
    }

    private Optional<Subscription> of(Order first) {
        return Subscriptions.of(
                first, OrderWalk.of(real, OrderQuery.oldestFirst().sequelsOf(first.id())), rules);
    }

    // What it keeps.

    private Order kept(Order before, Order after) {
        SubscriptionLog log = after.subscription();
        boolean forgets = log.entries().size() > before.subscription().entries().size()
                && isForgotten(log.entries().get(log.entries().size() - 1));
        if (forgets) {
            return after.withSubscription(
                    after.updatedAt(), SubscriptionLog.of(before.subscription().entries(), log.steps()));
        }
        return bug == PlantedBug.LOSES_STEPS
                        && !log.steps().equals(before.subscription().steps())
                ? after.withSubscription(
                        after.updatedAt(),
                        SubscriptionLog.of(log.entries(), before.subscription().steps()))
                : after;
    }

    private boolean isForgotten(SubscriptionEntry entry) {
        return switch (bug) {
            case LOSES_GIFTS -> entry instanceof Given;
            case LOSES_HOLDS -> entry instanceof Held;
            case LOSES_WISHES -> entry instanceof Renewing;
            case LOSES_REASONS -> entry instanceof Suspended it && it.reason() == SuspensionReason.ABUSE;
            case LOSES_LIFTINGS -> entry instanceof Lifted;
            default -> false;
        };
    }

    private static Order cheap(Order order) {
        return order.sequel().filter(Sequel.Upgrade.class::isInstance).isPresent()
                ? copy(order)
                        .paymentProof(order.paymentProof().orElse(null))
                        .sequel(new Sequel.Upgrade(order.first(), Fixtures.rupiah(RenewalShop.PRICE)))
                        .build(OrderFlow.ORDER_STATUS_FLOW)
                : order;
    }

    private static Page blind(Page page) {
        return new Page(
                page.orders().stream()
                        .map(order -> order.paymentProof().isPresent()
                                ? copy(order).build(OrderFlow.ORDER_STATUS_FLOW)
                                : order)
                        .collect(ImmutableList.toImmutableList()),
                page.more(),
                page.total());
    }

    /** The same that goes on with another, without a picture. */
    private static Order.Builder copy(Order order) {
        return Order.restore(order.id(), order.customer(), order.item(), order.createdAt(), order.statusHistory())
                .updatedAt(order.updatedAt())
                .notes(order.notes())
                .adminNotes(order.adminNotes())
                .serverId(order.serverId().orElse(null))
                .claims(order.claims())
                .payments(order.payments())
                .sequel(order.sequel().orElse(null))
                .subscription(order.subscription());
    }

    // What it writes of itself.

    private Optional<SubscriptionEntry> follows(Order before, Order after, Subscription stood) {
        if (after.sequel().filter(Sequel.Renewal.class::isInstance).isEmpty()) {
            return Optional.empty();
        }
        Instant at = after.lastChange().timestamp();
        int months = after.item().durationMonths();
        if (after.wasPaid() && !before.wasPaid()) {
            return switch (bug) {
                case MONTHS_OF_30_DAYS -> said(at, stood.paidUntil().plusDays((long) THIRTY * months));
                case ANCHOR_SHRINKS -> said(at, stood.paidUntil().plusMonths(months));
                case RENEWS_TWICE -> Optional.of(new Given(at, ADMIN, THIRTY, ""));
                case FORGIVES_ABUSE ->
                    stood.reasons().containsKey(SuspensionReason.ABUSE)
                            ? Optional.of(new Lifted(at, ADMIN, SuspensionReason.ABUSE, ""))
                            : Optional.empty();
                default -> Optional.empty();
            };
        }
        boolean goesBack = after.status() == OrderStatus.REFUNDED && before.status() != OrderStatus.REFUNDED;
        return goesBack && bug == PlantedBug.TAKES_BEGUN_DAYS
                ? said(at, stood.paidUntil().minusMonths(months))
                : Optional.empty();
    }

    private static Optional<SubscriptionEntry> said(Instant at, LocalDate day) {
        return Optional.of(new PaidUntil(at, ADMIN, day, ""));
    }
}
