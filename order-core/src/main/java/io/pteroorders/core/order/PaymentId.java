package io.pteroorders.core.order;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a {@link Payment}: that of its order and a number, for example {@code ORD-7K2QM-X0R4T-1}. A gateway takes a
 * reference once, so each attempt has its own. Immutable and thread-safe; ordered by order, then by number.
 *
 * @param order the order that is to be paid
 * @param number which attempt it is, from 1
 */
public record PaymentId(OrderId order, int number) implements Comparable<PaymentId> {

    private static final Pattern RULE = Pattern.compile("(" + OrderId.PATTERN + ")-([1-9]|1[0-9]|20)");

    /** @throws IllegalArgumentException if the number is not one of 1 to {@value Payments#MAX_COUNT} */
    public PaymentId {
        Objects.requireNonNull(order, "order");
        if (number < 1 || number > Payments.MAX_COUNT) {
            throw new IllegalArgumentException("attempts to pay are numbered from 1 to " + Payments.MAX_COUNT);
        }
    }

    /** The id with this text; empty if it is none. */
    public static Optional<PaymentId> parse(String text) {
        Matcher parts = RULE.matcher(text);
        return parts.matches()
                ? Optional.of(new PaymentId(OrderId.of(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(PaymentId other) {
        int orders = order.compareTo(other.order);
        return orders == 0 ? Integer.compare(number, other.number) : orders;
    }

    /** As gateways and files know it. */
    @Override
    public String toString() {
        return order + "-" + number;
    }
}
