package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Payments;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Orders whose figures go wrong if days, weeks, months, money, times or people are not what they seem. */
final class OrdersToCount {

    private static final ImmutableList<LocalDate> DAYS = ImmutableList.of(
            LocalDate.of(2025, 12, 31),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 1, 31),
            LocalDate.of(2026, 2, 15),
            LocalDate.of(2026, 2, 28),
            LocalDate.of(2026, 3, 1),
            LocalDate.of(2026, 7, 15));

    /** In so many orders, by the number of the order; whose order is cancelled has no other. */
    private static final ImmutableList<String> PEOPLE = ImmutableList.of(
            "Aa@lid", "6281@lid", "6282@lid", "6281@lid", "6283@lid", "6282@lid", "aa@lid", "6283@lid", "6283@lid");

    private static final ImmutableList<Money> PRICES = ImmutableList.of(
            Fixtures.rupiah(25_000),
            Money.of(CurrencyUnit.USD, new BigDecimal("4.35")),
            Money.of(CurrencyUnit.USD, new BigDecimal("999999999999999.99")),
            Money.of(CurrencyUnit.of("KWD"), new BigDecimal("0.125")));

    private final ZoneId zone;
    private final ImmutableSortedSet<Instant> times;

    OrdersToCount(ZoneId zone) {
        this.zone = zone;
        this.times = Stream.concat(DAYS.stream(), changesOfTheClock(zone))
                .flatMap(this::timesOf)
                .collect(ImmutableSortedSet.toImmutableSortedSet(Instant::compareTo));
    }

    /** The days of this year that are not 24 hours long. */
    private static Stream<LocalDate> changesOfTheClock(ZoneId zone) {
        return Stream.iterate(
                        Optional.ofNullable(zone.getRules().nextTransition(Instant.parse("2026-01-01T00:00:00Z"))),
                        Optional::isPresent,
                        last -> Optional.ofNullable(zone.getRules()
                                .nextTransition(last.orElseThrow().getInstant())))
                .limit(2)
                .map(Optional::orElseThrow)
                .map(ZoneOffsetTransition::getDateTimeBefore)
                .map(local -> local.toLocalDate());
    }

    /** From just before a day to just after it. */
    private Stream<Instant> timesOf(LocalDate day) {
        Instant begin = day.atStartOfDay(zone).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        return Stream.of(begin.minusMillis(1), begin, begin.plusSeconds(1_800), end.minusSeconds(1_800), end);
    }

    /** The orders, oldest first. */
    List<Order> orders() {
        List<Instant> all = times.asList();
        return IntStream.range(0, all.size())
                .mapToObj(number -> order(number, all.get(number)))
                .toList();
    }

    private static Order order(int number, Instant created) {
        List<StatusChange> history = history(number, created);
        boolean cancelled = Iterables.getLast(history).status() == OrderStatus.CANCELLED;
        PersonId person = PersonId.of(cancelled ? "6284@lid" : PEOPLE.get(number % PEOPLE.size()));
        Customer customer = new Customer(person, "Customer", person.text());
        Money price = PRICES.get(number % PRICES.size());
        int months = number % PRICES.size() == 2 ? OrderItem.MAX_MONTHS : 1 + number % OrderItem.MAX_MONTHS;
        PackageType type = number % 3 == 0 ? PackageType.GOLD : PackageType.BRONZE;
        OrderItem plain = Fixtures.anOrder(number).pending().item();
        OrderItem item = new OrderItem(type, plain.packageName(), months, price, plain.specifications());
        return Order.restore(Fixtures.orderId(number), customer, item, created, history)
                .updatedAt(created.plus(Duration.ofDays(60)))
                .payments(payments(number, created, item.pricePerMonth()))
                .build(OrderFlow.ORDER_STATUS_FLOW);
    }

    /** Steps take some minutes, or now and then some days. */
    private static List<StatusChange> history(int number, Instant created) {
        OrderStatus[] all = OrderStatus.values();
        List<StatusChange> plain = Fixtures.anOrder(number)
                .in(number % 2 == 0 ? OrderStatus.COMPLETED : all[number / 2 % all.length])
                .statusHistory();
        List<StatusChange> history = new ArrayList<>();
        Instant at = created;
        for (StatusChange step : plain) {
            history.add(new StatusChange(step.status(), at, step.updatedBy(), step.notes()));
            at = at.plus(number % 5 == 0 ? Duration.ofDays(number) : Duration.ofMinutes(1 + number));
        }
        return history;
    }

    /** Some expired, some are waiting, some were paid at once or days later, and some with the money of another order. */
    private static Payments payments(int number, Instant created, Money total) {
        OrderId order = Fixtures.orderId(number);
        Payment.Builder gone =
                Payment.restore(new PaymentId(order, 1), "qris-static", PaymentState.EXPIRED, total, created);
        Instant at = created.plus(Duration.ofMinutes((long) number * number));
        Payment.Builder paid = Payment.restore(new PaymentId(order, 2), "midtrans", PaymentState.PAID, total, created)
                .arrivals(List.of(new PaymentArrival(total, at, "system:midtrans", Optional.empty())))
                .paidAt(at);
        return switch (number % 6) {
            case 0 -> Payments.NONE;
            case 1 -> Payments.of(List.of(gone.build()));
            case 2 ->
                Payments.of(List.of(Payment.begin(new PaymentId(order, 1), "manual", total, created)
                        .build()));
            case 3 -> Payments.of(List.of(gone.build(), paid.build()));
            case 4 -> Payments.of(List.of(gone.build(), paid.fee(total).build()));
            default -> Payments.of(List.of(gone.build(), credit(order, total, at)));
        };
    }

    private static Payment credit(OrderId order, Money total, Instant at) {
        return Payment.restore(new PaymentId(order, 2), Payment.CREDIT, PaymentState.PAID, total, at)
                .from(new PaymentId(Fixtures.orderId(1_000), 1))
                .arrivals(List.of(new PaymentArrival(total, at, "system", Optional.empty())))
                .paidAt(at)
                .build();
    }

    /** The moments whose days, weeks and months tell most. */
    ImmutableSortedSet<Instant> moments() {
        return times;
    }

    /** What the figures of orders are. */
    OrderStatistics figures(List<Order> orders, StatisticsPeriod.Unit unit, Instant asOf) {
        StatisticsCollector collector = new StatisticsCollector(zone);
        orders.forEach(collector::add);
        return collector.statistics(StatisticsPeriod.containing(LocalDate.ofInstant(asOf, zone), unit), asOf);
    }
}
