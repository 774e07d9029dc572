package io.pteroorders.core.subscription;

import io.pteroorders.core.Samples;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Sequel;
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
import io.pteroorders.core.order.SuspensionReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The orders of one subscription, made as a test tells its story; times are those of Jakarta. */
final class Story {

    static final RenewalRules RULES = RenewalRules.defaults(Samples.JAKARTA);
    private static final String ADMIN = Samples.ADMIN.text();

    private Order first;
    private final List<Order> sequels = new ArrayList<>();

    private Story(Order first) {
        this.first = first;
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(Samples.JAKARTA).toInstant();
    }

    /** A server of bronze that is there since a time. */
    static Story live(String local, int months) {
        return new Story(completed(
                Order.create(
                        Samples.orderId(1), Samples.budi(), Samples.item(PackageType.BRONZE, months), ADMIN, at(local)),
                at(local)));
    }

    private static Order completed(Order order, Instant at) {
        Order now = order;
        for (OrderStatus status : List.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.COMPLETED)) {
            now = Samples.moved(now, status, at);
        }
        return now;
    }

    Story with(SubscriptionEntry entry) {
        first = first.withSubscription(entry.at(), first.subscription().with(entry));
        return this;
    }

    Story pays(String local, int months) {
        return pays(local, Samples.item(PackageType.BRONZE, months));
    }

    Story pays(String local, OrderItem item) {
        return sequel(item, new Sequel.Renewal(first.id()), local);
    }

    Story upgrades(String local, OrderItem item, long pricePerMonth) {
        return sequel(item, new Sequel.Upgrade(first.id(), Samples.rupiah(pricePerMonth)), local);
    }

    private Story sequel(OrderItem item, Sequel sequel, String local) {
        Order order = Order.create(Samples.orderId(2 + sequels.size()), Samples.budi(), item, sequel, ADMIN, at(local));
        sequels.add(completed(order, at(local)));
        return this;
    }

    /** The newest sequel goes back. */
    Story refunds(String local) {
        sequels.set(
                sequels.size() - 1, Samples.moved(sequels.get(sequels.size() - 1), OrderStatus.REFUNDED, at(local)));
        return this;
    }

    /** The order that began it goes back. */
    Story ends(String local) {
        first = Samples.moved(first, OrderStatus.REFUNDED, at(local));
        return this;
    }

    Story suspended(String local, SuspensionReason reason) {
        return with(new Suspended(at(local), ADMIN, reason, ""));
    }

    Story lifted(String local, SuspensionReason reason) {
        return with(new Lifted(at(local), ADMIN, reason, ""));
    }

    Story given(String local, int days) {
        return with(new Given(at(local), ADMIN, days, "an outage"));
    }

    Story held(String local, String until) {
        return with(new Held(at(local), ADMIN, LocalDate.parse(until), ""));
    }

    Story saidPaidUntil(String local, String day) {
        return with(new PaidUntil(at(local), ADMIN, LocalDate.parse(day), ""));
    }

    Story renewing(String local, boolean wanted) {
        return with(new Renewing(at(local), ADMIN, wanted));
    }

    Story changing(String local, Optional<PackageType> to) {
        return with(new Changing(at(local), ADMIN, to));
    }

    Story credited(String local, long amount) {
        return with(new Credited(at(local), ADMIN, Samples.rupiah(amount), "a cheaper package"));
    }

    Story saidEnded(String local) {
        return with(new Ended(at(local), ADMIN, ""));
    }

    Order first() {
        return first;
    }

    List<Order> sequels() {
        return sequels;
    }

    Subscription now() {
        return now(RULES);
    }

    Subscription now(RenewalRules rules) {
        return Subscriptions.of(first, sequels, rules).orElseThrow();
    }
}
