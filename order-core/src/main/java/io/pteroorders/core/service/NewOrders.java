package io.pteroorders.core.service;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.storage.OrderStorage.InsertGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What may be ordered, and the orders that are made of it. Thread-safe as far as its randomness is. */
final class NewOrders {

    private final Supplier<PackageCatalog> catalog;
    private final RequestValidator validator;
    private final int maxPending;
    private final RandomGenerator random;

    /**
     * Sells what the shop has.
     *
     * @param catalog the catalogue of the day
     * @param maxPending how many unpaid orders a customer may have
     */
    NewOrders(Supplier<PackageCatalog> catalog, RequestValidator validator, int maxPending, RandomGenerator random) {
        this.catalog = catalog;
        this.validator = validator;
        this.maxPending = maxPending;
        this.random = random;
    }

    /** What a request orders, at today's price; all that is wrong with it is named at once. */
    Outcome<OrderItem> item(CreateOrder request) {
        Optional<PackageInfo> sold = request.packageType().flatMap(this::sold);
        ImmutableList<Violation> violations = violations(request, sold);
        return violations.isEmpty()
                ? Outcome.done(OrderItem.of(
                        sold.orElseThrow(), request.durationMonths().orElseThrow()))
                : Outcome.refused(new Refusal.InvalidInput(violations));
    }

    private Optional<PackageInfo> sold(String typed) {
        return catalog.get().findForSale(typed);
    }

    /** The package that is called so, at today's price; refused with {@link Refusal.InvalidInput} if none is for sale. */
    Outcome<PackageInfo> forSale(String typed) {
        return sold(typed)
                .map(Outcome::done)
                .orElseGet(
                        () -> Outcome.refused(new Refusal.InvalidInput(ImmutableList.of(unknown(Optional.of(typed))))));
    }

    private Violation unknown(Optional<String> typed) {
        return new Violation(
                Violation.Code.UNKNOWN_PACKAGE,
                "packageType",
                typed,
                catalog.get().forSale().stream().map(p -> p.type().code()).collect(ImmutableList.toImmutableList()),
                Optional.empty());
    }

    private ImmutableList<Violation> violations(CreateOrder request, Optional<PackageInfo> sold) {
        ImmutableList.Builder<Violation> all = ImmutableList.builder();
        if (sold.isEmpty()) {
            all.add(unknown(request.packageType()));
        }
        validator.check(request).stream()
                .filter(v -> v.code() != Violation.Code.UNKNOWN_PACKAGE)
                .forEach(all::add);
        return all.build();
    }

    OrderId drawId() {
        return OrderId.random(random);
    }

    /** A new order under an id that is drawn. */
    Order draw(Actor actor, CreateOrder request, OrderItem item, Instant now) {
        Order order = Order.create(drawId(), request.customer(), item, actor.text(), now);
        if (!request.note().isEmpty()) {
            order = order.withNote(now, actor.text(), request.note());
        }
        Order noted = order;
        return request.username().map(name -> noted.withUsername(now, name)).orElse(noted);
    }

    /**
     * What keeps an order out: too many unpaid ones, or one like it just now. Those that renew what is there do not count.
     *
     * @param pause within which two like orders are a slip
     */
    InsertGuard guard(Order order, Duration pause) {
        return pending -> {
            ImmutableList<Order> others =
                    pending.stream().filter(one -> one.sequel().isEmpty()).collect(ImmutableList.toImmutableList());
            return tooMany(others).or(() -> justNow(order, others, pause));
        };
    }

    private Optional<Refusal> tooMany(ImmutableList<Order> pending) {
        return pending.size() < maxPending
                ? Optional.empty()
                : Optional.of(new Refusal.TooManyPending(
                        maxPending, pending.stream().map(Order::id).collect(ImmutableList.toImmutableList())));
    }

    private static Optional<Refusal> justNow(Order wanted, ImmutableList<Order> pending, Duration pause) {
        return pending.stream()
                .filter(order -> order.item().packageType().equals(wanted.item().packageType())
                        && order.item().durationMonths() == wanted.item().durationMonths()
                        && Duration.between(order.createdAt(), wanted.createdAt())
                                        .abs()
                                        .compareTo(pause)
                                < 0)
                .findFirst()
                .map(order -> new Refusal.OrderedJustNow(order.id()));
    }
}
