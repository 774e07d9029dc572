package io.pteroorders.core.statistics;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.statistics.PaymentFigures.Attempt;
import io.pteroorders.core.statistics.PaymentFigures.Paid;
import io.pteroorders.core.statistics.StatisticsSums.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Running sums over the attempts to pay a set of orders. */
final class PaymentTally {

    private static final Splitter PARTS = Splitter.on(' ');

    private final Multiset<Attempt> attempts = HashMultiset.create();
    private final Multiset<Paid> paid = HashMultiset.create();

    /** The attempts that are the order's own: not the money of another. */
    static List<Payment> attempts(Order order) {
        return order.payments().all().stream()
                .filter(payment -> payment.from().isEmpty())
                .toList();
    }

    void apply(Order order, int sign) {
        List<Payment> own = attempts(order);
        own.forEach(payment -> change(attempts, new Attempt(payment.method(), payment.state()), sign));
        if (!own.isEmpty()) {
            change(paid, Paid.after(timeToPay(order, own)), sign);
        }
    }

    private static Optional<Duration> timeToPay(Order order, List<Payment> own) {
        Optional<Instant> first =
                own.stream().flatMap(payment -> payment.paidAt().stream()).min(Comparator.naturalOrder());
        return first.map(at -> Duration.between(order.createdAt(), at));
    }

    private static <T> void change(Multiset<T> counts, T element, int by) {
        counts.setCount(element, counts.count(element) + by);
    }

    void export(StatisticsSums.Sink to) {
        attempts.forEachEntry((attempt, count) ->
                to.add(Kind.ATTEMPT, attempt.method() + " " + attempt.state().word(), count));
        paid.forEachEntry((time, count) -> to.add(Kind.PAID, Ascii.toLowerCase(time.name()), count));
    }

    void restore(Kind kind, String of, int count) {
        if (kind == Kind.PAID) {
            change(paid, Paid.valueOf(Ascii.toUpperCase(of)), count);
        } else {
            List<String> parts = PARTS.splitToList(of);
            change(attempts, new Attempt(parts.get(0), state(parts.get(1))), count);
        }
    }

    private static PaymentState state(String word) {
        return PaymentState.parse(word).orElseThrow(() -> new IllegalArgumentException("no state is called " + word));
    }

    void addAll(PaymentTally other) {
        attempts.addAll(other.attempts);
        paid.addAll(other.paid);
    }

    PaymentFigures figures() {
        return new PaymentFigures(ImmutableMultiset.copyOf(attempts), ImmutableMultiset.copyOf(paid));
    }
}
