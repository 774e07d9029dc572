package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.BrokenArbitraries.breaking;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import java.time.Instant;
import java.util.Collections;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.joda.money.CurrencyUnit;

/** Orders that {@link Order.Builder#build} refuses for the shop's flow, each with the rule that it breaks. */
public final class BrokenOrders {

    private static final OrderFlow FLOW = OrderFlow.ORDER_STATUS_FLOW;
    private static final Instant TOO_EARLY = Instant.EPOCH.minusMillis(1);
    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    /** In which nothing is sold. */
    private static final CurrencyUnit ANOTHER_CURRENCY = CurrencyUnit.of("CHF");

    private BrokenOrders() {}

    /** Orders with any one thing wrong. */
    public static Arbitrary<Broken<Order.Builder>> orders() {
        return Arbitraries.oneOf(histories(), times(), fields(), claims(), payments(), servers(), sequels(), credits());
    }

    /** Orders whose history cannot have happened. */
    public static Arbitrary<Broken<Order.Builder>> histories() {
        return Arbitraries.oneOf(
                breaking("the history must begin with pending", empty()),
                breaking("the history must begin with pending", beheaded()),
                breaking("the history has more than 200 entries", endless()),
                forbidden(),
                breaking("the history's times go backwards", backwards()));
    }

    private static Arbitrary<Order.Builder> empty() {
        return OrderArbitraries.orders().map(order -> restored(order, ImmutableList.of()));
    }

    private static Arbitrary<Order.Builder> beheaded() {
        return OrderArbitraries.orders()
                .filter(order -> order.status() != OrderStatus.PENDING)
                .map(order -> restored(order, Iterables.skip(order.statusHistory(), 1)));
    }

    private static Arbitrary<Order.Builder> endless() {
        return OrderArbitraries.ordersIn(OrderStatus.PENDING)
                .map(order -> restored(order, Collections.nCopies(Order.MAX_HISTORY + 1, order.lastChange())));
    }

    private static Arbitrary<Broken<Order.Builder>> forbidden() {
        return steps(false)
                .map(step -> new Broken<>(
                        "from " + step.get1().status().word() + " to "
                                + step.get2().word() + ", which the flow does not allow",
                        stepped(
                                step.get1(),
                                step.get2(),
                                step.get1().lastChange().timestamp())));
    }

    private static Arbitrary<Order.Builder> backwards() {
        return steps(true)
                .filter(step -> step.get1().createdAt().isAfter(Instant.EPOCH))
                .map(step -> stepped(
                        step.get1(),
                        step.get2(),
                        step.get1().lastChange().timestamp().minusMillis(1)));
    }

    /** Orders, each with a status that the flow does or does not allow next. */
    private static Arbitrary<Tuple2<Order, OrderStatus>> steps(boolean allowed) {
        return Combinators.combine(OrderArbitraries.orders(), Arbitraries.of(OrderStatus.class))
                .as(Tuple::of)
                .filter(step -> FLOW.allows(step.get1().status(), step.get2()) == allowed);
    }

    private static Order.Builder stepped(Order order, OrderStatus to, Instant at) {
        StatusChange next = new StatusChange(to, at, StatusChange.SYSTEM, "");
        return restored(order, Iterables.concat(order.statusHistory(), ImmutableList.of(next)));
    }

    private static Order.Builder restored(Order like, Iterable<StatusChange> history) {
        return restored(like, like.createdAt(), history);
    }

    private static Order.Builder restored(Order like, Instant createdAt, Iterable<StatusChange> history) {
        return restored(like, createdAt, history, like.item());
    }

    private static Order.Builder restored(
            Order like, Instant createdAt, Iterable<StatusChange> history, OrderItem item) {
        return Order.restore(like.id(), like.customer(), item, createdAt, history)
                .updatedAt(like.updatedAt());
    }

    /** Orders with a time that no calendar of the shop has. */
    public static Arbitrary<Broken<Order.Builder>> times() {
        Arbitrary<Instant> odd = Arbitraries.of(TOO_EARLY, TOO_LATE, Instant.MIN, Instant.MAX);
        return Arbitraries.oneOf(
                breaking("updatedAt lies outside", spoilt(odd, (order, time) -> restored(order, order.statusHistory())
                        .updatedAt(time))),
                breaking(
                        "createdAt lies outside",
                        spoilt(odd, (order, time) -> restored(order, time, order.statusHistory()))),
                breaking(
                        "history time lies outside",
                        spoilt(
                                odd,
                                (order, time) -> restored(
                                        order,
                                        ImmutableList.of(new StatusChange(
                                                OrderStatus.PENDING, time, StatusChange.SYSTEM, ""))))));
    }

    /** Orders with an optional field that breaks its pattern. */
    public static Arbitrary<Broken<Order.Builder>> fields() {
        return Arbitraries.oneOf(
                field(BrokenArbitraries.serverIds(), Order.Builder::serverId),
                field(BrokenArbitraries.usernames(), Order.Builder::username),
                field(BrokenArbitraries.paymentProofs(), Order.Builder::paymentProof));
    }

    private static Arbitrary<Broken<Order.Builder>> field(
            Arbitrary<Broken<String>> values, BiFunction<Order.Builder, String, Order.Builder> set) {
        return spoilt(
                values,
                (order, value) ->
                        new Broken<>(value.rule(), set.apply(restored(order, order.statusHistory()), value.input())));
    }

    /** Orders with more claims than one may have, or with two on the same thing. */
    public static Arbitrary<Broken<Order.Builder>> claims() {
        return Arbitraries.oneOf(
                breaking("there are more than 20 claims", claiming(Order.MAX_CLAIMS + 1, n -> "key" + n)),
                breaking("two claims are on the same thing", claiming(2, n -> "same")));
    }

    /** Orders with an attempt to pay that is for another order, or in another currency. */
    public static Arbitrary<Broken<Order.Builder>> payments() {
        return Arbitraries.oneOf(
                breaking(
                        "an attempt to pay is for another order",
                        paying((order, attempt) ->
                                begun(attempt.id(), order.totalAmount().getCurrencyUnit()))),
                breaking(
                        "an attempt to pay is in another currency than the order",
                        paying((order, attempt) -> begun(new PaymentId(order.id(), 1), ANOTHER_CURRENCY))));
    }

    /** Orders with a panel's server that nobody planned. */
    public static Arbitrary<Broken<Order.Builder>> servers() {
        return breaking(
                "the server of an order follows the plan of its item",
                spoilt(OrderArbitraries.servers(), (order, server) -> restored(
                                order, order.createdAt(), order.statusHistory(), unplanned(order.item()))
                        .server(server)));
    }

    /** Orders that are a sequel as none can be. */
    public static Arbitrary<Broken<Order.Builder>> sequels() {
        return Arbitraries.oneOf(
                breaking(
                        "an order is no sequel of itself",
                        OrderArbitraries.orders().map(order -> following(order, new Sequel.Renewal(order.id())))),
                breaking(
                        "a sequel of another order begins no subscription",
                        spoilt(remembering(), (order, log) -> following(order, new Sequel.Renewal(another(order)))
                                .subscription(log))),
                breaking("an upgrade is sold for one month", spoilt(durations(), (order, months) -> restored(
                                order, order.createdAt(), order.statusHistory(), lasting(order.item(), months))
                        .sequel(new Sequel.Upgrade(another(order), order.item().pricePerMonth())))),
                breaking(
                        "an upgrade has its prices in one currency",
                        OrderArbitraries.orders().map(order -> restored(
                                        order, order.createdAt(), order.statusHistory(), lasting(order.item(), 1))
                                .sequel(new Sequel.Upgrade(another(order), Amounts.of(ANOTHER_CURRENCY, 1))))));
    }

    /** Orders that are owed money in another currency. */
    public static Arbitrary<Broken<Order.Builder>> credits() {
        SubscriptionEntry owed =
                new SubscriptionEntry.Credited(TOO_LATE.minusMillis(1), "admin", Amounts.of(ANOTHER_CURRENCY, 1), "");
        return breaking(
                "a credit is in another currency than the order",
                OrderArbitraries.orders()
                        .filter(order -> order.sequel().isEmpty()
                                && !order.subscription().isFull())
                        .map(order -> restored(order, order.statusHistory())
                                .subscription(order.subscription().with(owed))));
    }

    private static Order.Builder following(Order order, Sequel sequel) {
        return restored(order, order.statusHistory()).sequel(sequel);
    }

    private static OrderId another(Order order) {
        OrderId first = Fixtures.orderId(1);
        return order.id().equals(first) ? Fixtures.orderId(2) : first;
    }

    private static Arbitrary<SubscriptionLog> remembering() {
        return OrderArbitraries.subscriptionLogs().filter(log -> !log.isEmpty());
    }

    private static Arbitrary<Integer> durations() {
        return OrderArbitraries.durations().filter(months -> months != 1);
    }

    private static OrderItem lasting(OrderItem item, int months) {
        return new OrderItem(
                item.packageType(),
                item.packageName(),
                months,
                item.pricePerMonth(),
                item.specifications(),
                item.plan());
    }

    private static OrderItem unplanned(OrderItem item) {
        return new OrderItem(
                item.packageType(),
                item.packageName(),
                item.durationMonths(),
                item.pricePerMonth(),
                item.specifications());
    }

    private static Arbitrary<Order.Builder> paying(BiFunction<Order, Payment, Payment> attempts) {
        return spoilt(OrderArbitraries.attempts(), (order, attempt) -> restored(order, order.statusHistory())
                .payments(Payments.of(ImmutableList.of(attempts.apply(order, attempt)))));
    }

    private static Payment begun(PaymentId id, CurrencyUnit currency) {
        return Payment.begin(new PaymentId(id.order(), 1), "manual", Amounts.of(currency, 1), Instant.EPOCH)
                .build();
    }

    private static Arbitrary<Order.Builder> claiming(int count, IntFunction<String> keys) {
        return spoilt(OrderArbitraries.claims(), (order, claim) -> restored(order, order.statusHistory())
                .claims(IntStream.rangeClosed(1, count)
                        .mapToObj(n -> new Claim(
                                claim.space(), keys.apply(n), claim.until().plusSeconds(n)))
                        .toList()));
    }

    private static <T, R> Arbitrary<R> spoilt(Arbitrary<T> values, BiFunction<Order, T, R> spoil) {
        return Combinators.combine(OrderArbitraries.orders(), values).as(spoil::apply);
    }
}
