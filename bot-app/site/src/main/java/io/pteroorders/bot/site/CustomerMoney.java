package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.Payments;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The money of one customer's orders, each currency by itself. */
final class CustomerMoney {

    private CustomerMoney() {}

    /** What came, what went back and what is owed; nothing is said of what there is none of. */
    static ImmutableList<Fact> of(ImmutableList<Order> orders, Speech speech) {
        return Stream.of(
                        fact("figures.gross", sum(orders, CustomerMoney::paid), speech),
                        fact("figures.refunded", sum(orders, CustomerMoney::refunded), speech),
                        fact("customer.owed", sum(orders, order -> order.owed().stream()), speech))
                .flatMap(Optional::stream)
                .collect(ImmutableList.toImmutableList());
    }

    /** An order of before payments were kept says by its history alone that it was paid. */
    private static Stream<Money> paid(Order order) {
        Payments payments = order.payments();
        return payments.all().isEmpty()
                ? Stream.of(order.totalAmount()).filter(any -> order.wasPaid())
                : payments.all().stream().map(Payment::amountPaid);
    }

    private static Stream<Money> refunded(Order order) {
        Payments payments = order.payments();
        return payments.all().isEmpty()
                ? Stream.of(order.totalAmount()).filter(any -> order.status() == OrderStatus.REFUNDED)
                : payments.all().stream().map(Payment::amountRefunded);
    }

    private static Map<CurrencyUnit, Money> sum(ImmutableList<Order> orders, Function<Order, Stream<Money>> what) {
        Map<CurrencyUnit, Money> sums = new TreeMap<>();
        orders.stream()
                .flatMap(what)
                .filter(Money::isPositive)
                .forEach(amount -> sums.merge(amount.getCurrencyUnit(), amount, Money::plus));
        return sums;
    }

    private static Optional<Fact> fact(String name, Map<CurrencyUnit, Money> sums, Speech speech) {
        return sums.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fact(
                        speech.word(name),
                        sums.values().stream().map(speech::money).collect(Collectors.joining(", "))));
    }
}
