package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.life.Told;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.testkit.GatewayBooks;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * What is true of a shop whatever it has lived through: no order is confirmed without its money, no money is forgotten, none
 * is counted twice, and the sums are those in the books of the gateways. It says what is not.
 */
final class PaymentTruth {

    private static final String FEED = "feed:";

    private final PaymentLife life;
    private final ImmutableList<Order> orders;
    private final ImmutableList<MoneyRow> lying;
    private final ImmutableList.Builder<String> wrong = ImmutableList.builder();

    private PaymentTruth(PaymentLife life) {
        this.life = life;
        this.orders = life.orders();
        this.lying = life.shop().app.desk().rows().unmatched();
    }

    /** What is wrong after a life. */
    static ImmutableList<String> wrong(PaymentLife life) {
        PaymentTruth truth = new PaymentTruth(life);
        truth.orders.forEach(truth::order);
        truth.payments().forEach(truth::credit);
        life.tills().forEach(truth::till);
        life.account().forEach(truth::transfer);
        truth.rows();
        truth.told();
        return truth.wrong.build();
    }

    private Stream<Payment> payments() {
        return orders.stream().flatMap(order -> order.payments().all().stream());
    }

    private void check(boolean right, Object what, String otherwise) {
        if (!right) {
            wrong.add(what + " " + otherwise);
        }
    }

    private void order(Order order) {
        check(
                !order.wasPaid()
                        || life.isSeen(order)
                        || order.payments().paid().filter(PaymentTruth::isWhole).isPresent(),
                order,
                "is confirmed without its money");
        check(
                order.status() != OrderStatus.PENDING
                        || order.payments().all().stream().noneMatch(Payment::isCountedAsPaid),
                order,
                "is paid and waits all the same");
    }

    private static boolean isWhole(Payment payment) {
        return !payment.amountPaid().isLessThan(payment.amountDue());
    }

    /** Money of one order pays for one other. */
    private void credit(Payment payment) {
        payment.usedBy()
                .ifPresent(user -> check(
                        payments()
                                        .filter(other -> other.from().equals(Optional.of(payment.id())))
                                        .filter(other -> other.id().order().equals(user))
                                        .count()
                                == 1,
                        payment,
                        "does not pay once for " + user));
        payment.from()
                .ifPresent(from -> check(
                        payments()
                                        .filter(other -> other.id().equals(from))
                                        .filter(other -> other.usedBy()
                                                .equals(Optional.of(payment.id().order())))
                                        .count()
                                == 1,
                        payment,
                        "is of money that " + from + " does not give"));
    }

    private void till(Till till) {
        String name = till.gateway().name();
        ImmutableList<GatewayBooks.Entry> charges = till.books().all();
        payments().filter(payment -> payment.method().equals(name)).forEach(payment -> attempt(till, payment));
        check(
                sum(charges, PaymentTruth::isPaid)
                        == payments()
                                .filter(payment -> payment.method().equals(name))
                                .mapToLong(PaymentTruth::told)
                                .sum(),
                name,
                "took another sum than was booked");
    }

    private static long sum(List<GatewayBooks.Entry> entries, Predicate<GatewayBooks.Entry> which) {
        return entries.stream()
                .filter(which)
                .mapToLong(GatewayBooks.Entry::amount)
                .sum();
    }

    private static boolean isPaid(GatewayBooks.Entry entry) {
        return entry.state() != PaymentState.WAITING && entry.state() != PaymentState.CANCELLED;
    }

    /** What somebody outside, and not the feed, told of a payment. */
    private static long told(Payment payment) {
        return payment.arrivals().stream()
                .filter(arrival ->
                        arrival.report().filter(id -> !id.startsWith(FEED)).isPresent())
                .map(PaymentArrival::amount)
                .mapToLong(PaymentTruth::units)
                .sum();
    }

    private static long units(Money amount) {
        return amount.getAmount().longValueExact();
    }

    private void attempt(Till till, Payment attempt) {
        List<GatewayBooks.Entry> charges = till.books().all(attempt.id().toString());
        long took = sum(charges, PaymentTruth::isPaid);
        long gave = charges.stream().mapToLong(GatewayBooks.Entry::refunded).sum();
        long back = PaymentLife.canRefund(till.gateway()) ? units(attempt.amountRefunded()) : 0;
        check(charges.size() <= 1, attempt, "has " + charges.size() + " charges");
        check(took == told(attempt), attempt, "took " + took + ", booked is " + told(attempt));
        check(gave == back, attempt, "gave back " + gave + ", booked is " + back);
    }

    private void transfer(PaymentLife.Transfer transfer) {
        String key = FeedRow.key(transfer.id());
        long lies = lying.stream().filter(row -> row.key().equals(key)).count();
        long booked = arrivals(key::equals);
        check(booked + lies == 1, transfer, "is booked " + booked + " times, and lies there " + lies + " times");
    }

    private long arrivals(Predicate<String> report) {
        return payments()
                .flatMap(payment -> payment.arrivals().stream())
                .filter(arrival -> arrival.report().filter(report).isPresent())
                .count();
    }

    private void rows() {
        long rows = arrivals(id -> id.startsWith(FEED))
                + lying.stream().filter(row -> row.key().startsWith(FEED)).count();
        check(rows == life.account().size(), life.account().size() + " transfers", "are " + rows + " rows");
    }

    /** Who has to know does. */
    private void told() {
        lying.forEach(row -> check(
                isTold("money-unmatched-admin", "money " + row.number() + "."),
                "row " + row.number(),
                "was told to nobody"));
        orders.stream()
                .filter(order -> StatusChange.isSystem(confirmedBy(order)))
                .forEach(order -> check(
                        isTold("payment-received-admin", order.id().toString()), order, "was confirmed secretly"));
    }

    private static String confirmedBy(Order order) {
        return order.statusHistory().stream()
                .filter(change -> change.status() == OrderStatus.CONFIRMED)
                .map(StatusChange::updatedBy)
                .findFirst()
                .orElse("");
    }

    private boolean isTold(String template, String words) {
        return Told.isTold(life.shop().sent, template, words);
    }
}
