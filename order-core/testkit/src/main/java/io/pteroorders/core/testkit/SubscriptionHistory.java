package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static io.pteroorders.core.testkit.Fixtures.anOrder;
import static io.pteroorders.core.testkit.Fixtures.budi;
import static io.pteroorders.core.testkit.Fixtures.customer;
import static io.pteroorders.core.testkit.Fixtures.orderId;
import static io.pteroorders.core.testkit.Fixtures.planned;
import static io.pteroorders.core.testkit.Fixtures.rupiah;
import static io.pteroorders.core.testkit.Fixtures.siti;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.Subscriptions;
import io.pteroorders.core.subscription.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * What may happen to the subscriptions of a store, at random: they begin, are renewed, upgraded, given days, suspended,
 * refunded and removed, often several on one day, and some are renewed before they are known. The same seed does the same.
 * Not thread-safe.
 */
final class SubscriptionHistory {

    private static final int NUMBERS = 1_000;
    private static final int STRIDE = 37;
    private static final int LONGEST_PAUSE_HOURS = 24 * 20;
    private static final int A_WHILE = 40;

    private static final ImmutableList<Customer> CUSTOMERS =
            ImmutableList.of(budi(), siti(), customer("Short", "281234567"));
    private static final ImmutableList<PackageType> PACKAGES =
            ImmutableList.of(PackageType.BRONZE, PackageType.GOLD, PackageType.DIAMOND);
    private static final ImmutableList<OrderStatus> WAY =
            ImmutableList.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.COMPLETED);
    private static final ImmutableList<SuspensionReason> REASONS =
            ImmutableList.copyOf(Arrays.asList(SuspensionReason.values()));

    private final OrderStorage store;
    private final RenewalRules rules;
    private final SplittableRandom random;
    private final List<OrderId> made = new ArrayList<>();
    private int number;
    private Instant now = NOON;

    SubscriptionHistory(OrderStorage store, RenewalRules rules, long seed) {
        this.store = store;
        this.rules = rules;
        this.random = new SplittableRandom(seed);
    }

    /** The time of what happened last. */
    Instant now() {
        return now;
    }

    void goesOn(int events) {
        for (int event = 0; event < events; event++) {
            if (random.nextInt(3) == 0) {
                now = now.plus(Duration.ofHours(random.nextInt(LONGEST_PAUSE_HOURS)));
            }
            happens();
        }
    }

    private void happens() {
        if (made.size() < 4) {
            begins();
            return;
        }
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> begins();
            case 4, 5, 6, 7, 8 -> goesOnWith();
            case 9, 10, 11 -> update(this::moved);
            case 12, 13, 14, 15, 16, 17 -> update(this::remembering);
            case 18, 19, 20, 21 -> update(this::taking);
            case 22 -> update(this::ended);
            default -> store.remove(one(made), order -> Optional.empty(), Optional.empty());
        }
    }

    /** Later numbers are not always greater, so that equal ones are not sorted by when they came. */
    private static int id(int count) {
        return count * STRIDE % NUMBERS;
    }

    private void begins() {
        insert(planned(draft().pending()));
    }

    private Fixtures.Draft draft() {
        return anOrder(id(number++))
                .by(one(CUSTOMERS))
                .of(one(PACKAGES))
                .months(random.nextInt(1, 4))
                .at(now);
    }

    private void goesOnWith() {
        boolean upgrade = random.nextInt(3) == 0;
        Order like = (upgrade ? draft().months(1) : draft()).pending();
        OrderId first = random.nextInt(6) == 0 ? orderId(id(number + random.nextInt(3))) : one(made);
        if (first.equals(like.id())) {
            return;
        }
        Sequel sequel = upgrade ? new Sequel.Upgrade(first, rupiah(50_000)) : new Sequel.Renewal(first);
        insert(Order.create(like.id(), like.customer(), like.item(), sequel, "system", now));
    }

    private void insert(Order order) {
        Order some = order;
        int steps = random.nextInt(2 * WAY.size());
        for (OrderStatus next : WAY.subList(0, Math.min(steps, WAY.size()))) {
            some = changed(some, next);
        }
        store.insert(some, OrderStorage.InsertGuard.NONE, Optional.empty());
        made.add(order.id());
    }

    private void update(UnaryOperator<Order> change) {
        store.update(one(made), order -> Outcome.done(change.apply(order)), Optional.empty());
    }

    private Order moved(Order order) {
        ImmutableList<OrderStatus> next =
                OrderFlow.ORDER_STATUS_FLOW.next(order.status()).asList();
        return next.isEmpty() ? order : changed(order, one(next));
    }

    private Order changed(Order order, OrderStatus to) {
        Order next = order.transition(OrderFlow.ORDER_STATUS_FLOW, new StatusChange(to, now, "system", ""))
                .get();
        return to == OrderStatus.COMPLETED ? next.withServerId(now, "srv-1") : next;
    }

    private Order remembering(Order order) {
        return order.sequel().isPresent()
                ? moved(order)
                : order.withSubscription(now, order.subscription().with(entry()));
    }

    private SubscriptionEntry entry() {
        LocalDate day = rules.day(now).plusDays(random.nextInt(-A_WHILE, A_WHILE));
        return switch (random.nextInt(7)) {
            case 0 -> new SubscriptionEntry.PaidUntil(now, "system", day, "");
            case 1 -> new SubscriptionEntry.Given(now, "system", random.nextInt(1, A_WHILE), "");
            case 2 -> new SubscriptionEntry.Held(now, "system", day, "");
            case 3 -> new SubscriptionEntry.Suspended(now, "system", one(REASONS), "");
            case 4 -> new SubscriptionEntry.Suspended(now, "system", SuspensionReason.BILLING, "");
            case 5 -> new SubscriptionEntry.Lifted(now, "system", one(REASONS), "");
            default -> new SubscriptionEntry.Renewing(now, "system", random.nextBoolean());
        };
    }

    /** With the next step about its end, as far as its own entries say. */
    private Order taking(Order order) {
        Optional<Subscription> subscription = Subscriptions.of(order, ImmutableList.of(), rules);
        return subscription
                .flatMap(it -> Timeline.of(it, rules, ImmutableList.of()).stream()
                        .map(Timeline.Due::step)
                        .filter(step -> isNew(order, it, step))
                        .findFirst()
                        .map(step -> order.withSubscription(
                                now, order.subscription().with(new TakenStep(it.paidUntil(), step, now, false)))))
                .orElse(order);
    }

    private static boolean isNew(Order order, Subscription subscription, RenewalStep step) {
        return order.subscription().steps(subscription.paidUntil()).noneMatch(taken -> taken.step()
                .equals(step));
    }

    private Order ended(Order order) {
        return order.sequel().isPresent()
                        || order.server().isPresent()
                        || order.item().plan().isEmpty()
                ? moved(order)
                : order.withServer(now, Server.wanted("shop-" + order.id(), now).moved(ServerState.DELETED, now));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
