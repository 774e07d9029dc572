package io.pteroorders.core.service;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.core.subscription.PaidTerm;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Sold;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.Subscriptions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * Reads {@linkplain Subscription subscriptions} from a store of orders, for whoever shows them; rights are for the caller to
 * look at. Thread-safe; every method throws {@link io.pteroorders.core.storage.StorageException} if the store fails.
 */
public final class SubscriptionReader {

    private final OrderStorage storage;
    private final Supplier<PackageCatalog> catalog;
    private final RenewalRules rules;

    /**
     * Reads by the rules of a shop.
     *
     * @param catalog what packages cost, and when that changes
     */
    public SubscriptionReader(OrderStorage storage, PackageCatalog catalog, RenewalRules rules) {
        this(storage, () -> catalog, rules);
    }

    /**
     * Reads by the rules of a shop whose catalogue may be exchanged while it works.
     *
     * @param catalog what packages cost now, and when that changes; asked each time, by many threads
     */
    public SubscriptionReader(OrderStorage storage, Supplier<PackageCatalog> catalog, RenewalRules rules) {
        this.storage = Objects.requireNonNull(storage, "storage");
        this.catalog = Objects.requireNonNull(catalog, "catalog");
        this.rules = Objects.requireNonNull(rules, "rules");
    }

    /** The rules of the shop. */
    public RenewalRules rules() {
        return rules;
    }

    /** The orders that renew or upgrade what one began, the oldest first. */
    public ImmutableList<Order> sequels(OrderId first) {
        return OrderWalk.of(storage, OrderQuery.oldestFirst().sequelsOf(first));
    }

    /** The subscription to which an order belongs; empty if its customer has not got the server. */
    public Optional<Subscription> of(Order order) {
        return first(order)
                .filter(first -> Subscriptions.begun(first).isPresent())
                .flatMap(first -> Subscriptions.of(first, sequels(first.id()), rules));
    }

    private Optional<Order> first(Order order) {
        return order.sequel().isEmpty() ? Optional.of(order) : storage.get(order.first());
    }

    /**
     * What the panel makes of what is sold now: the plan of the newest paid order for that package.
     *
     * @param first the order that began a subscription
     * @return empty if no order has a plan for it
     */
    public Optional<ServerPlan> planNow(Order first, Instant now) {
        ImmutableList<Order> sequels = sequels(first.id());
        return Subscriptions.of(first, sequels, rules)
                .map(subscription -> subscription.sold(rules.day(now)).packageType())
                .flatMap(
                        sold -> Stream.concat(Stream.of(first), sequels.stream().filter(SubscriptionReader::counts))
                                .map(Order::item)
                                .filter(item -> item.packageType().equals(sold))
                                .flatMap(item -> item.plan().stream())
                                .reduce((before, after) -> after));
    }

    /** Of what was paid back the days may still run. */
    private static boolean counts(Order sequel) {
        return switch (sequel.status()) {
            case CONFIRMED, PROCESSING, COMPLETED, REFUNDED -> true;
            case PENDING, CANCELLED -> false;
        };
    }

    /**
     * The renewal that would be ordered now if nobody said for how many months: for as many as last time, or as
     * {@linkplain #monthsAtOnePrice have one price}.
     */
    public OrderItem renewal(Subscription subscription, Instant now) {
        int months = Math.min(subscription.last().months(), monthsAtOnePrice(subscription, now));
        return renewal(subscription, months, now);
    }

    /**
     * The renewal that would be ordered now, at the price of its first month; what nobody sells any more costs what it did. One
     * for as many months that waits to be paid keeps its price.
     *
     * @param months for how many months, no more than {@linkplain #monthsAtOnePrice have one price}
     */
    public OrderItem renewal(Subscription subscription, int months, Instant now) {
        OrderItem item = item(subscription, months, price(subscription, 1, now));
        return sequels(subscription.first()).stream()
                .filter(order -> order.status() == OrderStatus.PENDING && isRenewal(order))
                .map(Order::item)
                .filter(waiting ->
                        waiting.packageType().equals(item.packageType()) && waiting.durationMonths() == months)
                .findFirst()
                .orElse(item);
    }

    private OrderItem item(Subscription subscription, int months, Money price) {
        return changingTo(subscription)
                .map(other -> new OrderItem(
                        other.type(),
                        other.name(),
                        months,
                        price,
                        other.specifications(),
                        other.plan().filter(any -> isKept(subscription))))
                .orElseGet(() -> same(subscription, months, price));
    }

    /**
     * For how many months a renewal can be ordered now, {@value OrderItem#MAX_MONTHS} at most: an order has one price, and of a
     * package whose price changes later months cost another.
     */
    public int monthsAtOnePrice(Subscription subscription, Instant now) {
        Money price = price(subscription, 1, now);
        int months = 1;
        while (months < OrderItem.MAX_MONTHS
                && price(subscription, months + 1, now).equals(price)) {
            months++;
        }
        return months;
    }

    /** What a month of a renewal costs that is ordered now. */
    private Money price(Subscription subscription, int month, Instant now) {
        LocalDate today = rules.day(now);
        PaidTerm last = subscription.last();
        return changingTo(subscription)
                .map(other -> RenewalPrice.changingTo(other, today))
                .or(() -> catalog.get()
                        .find(last.sold().packageType())
                        .map(same -> RenewalPrice.keeping(same, last, today)))
                .map(prices -> prices.ofMonth(begins(subscription, month, now)))
                .orElse(last.sold().pricePerMonth());
    }

    private LocalDate begins(Subscription subscription, int month, Instant now) {
        Sold sold = subscription.last().sold();
        return month == 1
                ? subscription.renewed(1, sold, rules, now).last().term().first()
                : subscription.renewed(month - 1, sold, rules, now).paidUntil().plusDays(1);
    }

    private Optional<PackageInfo> changingTo(Subscription subscription) {
        return subscription.changing().flatMap(catalog.get()::find);
    }

    private boolean isKept(Subscription subscription) {
        return storage.get(subscription.first()).filter(Provisioning::isKept).isPresent();
    }

    private OrderItem same(Subscription subscription, int months, Money price) {
        Sold sold = subscription.last().sold();
        Optional<PackageInfo> today = catalog.get().find(sold.packageType());
        return new OrderItem(
                sold.packageType(),
                today.map(PackageInfo::name).orElse(sold.packageName()),
                months,
                price,
                today.map(PackageInfo::specifications).orElseGet(() -> storage.get(subscription.first())
                        .orElseThrow()
                        .item()
                        .specifications()));
    }

    /**
     * The last day that would be paid for if the money for a renewal came.
     *
     * @param now when the money would come
     * @return empty for an order that is no renewal, or not pending
     */
    public Optional<LocalDate> paidUntilThen(Order order, Instant now) {
        return isRenewal(order) && order.status() == OrderStatus.PENDING
                ? of(order).map(subscription -> subscription
                        .renewed(order.item().durationMonths(), Sold.of(order.item()), rules, now)
                        .paidUntil())
                : Optional.empty();
    }

    private static boolean isRenewal(Order order) {
        return order.sequel().filter(Sequel.Renewal.class::isInstance).isPresent();
    }
}
