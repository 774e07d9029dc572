package io.pteroorders.core.testkit;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.OrderId;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which order a text should mean to somebody.
 *
 * @param seen the orders that they may see, newest first
 */
record ReferenceLookup(ImmutableList<ReferenceOrder> seen) {

    /** The order with this id, however it is typed; otherwise those whose ids end so. */
    ImmutableList<ReferenceOrder> meant(String typed) {
        Optional<ReferenceOrder> exactly = readings(typed).stream()
                .flatMap(reading -> seen.stream().filter(order -> text(order).equals(reading)))
                .findFirst();
        return exactly.map(ImmutableList::of).orElseGet(() -> ending(Ascii.toUpperCase(typed)));
    }

    private ImmutableList<ReferenceOrder> ending(String end) {
        return seen.stream()
                .filter(order -> end.length() >= 4 && text(order).endsWith(end))
                .collect(ImmutableList.toImmutableList());
    }

    /** The ids that could have been meant by one with a slip. */
    ImmutableList<OrderId> near(String typed) {
        ImmutableSet<String> readings = readings(typed);
        return firstIds(
                readings.isEmpty()
                        ? seen.stream().filter(order -> endsAlmostWith(text(order), Ascii.toUpperCase(typed)))
                        : readings.stream()
                                .flatMap(reading -> seen.stream().filter(order -> isNear(text(order), reading))));
    }

    private static boolean endsAlmostWith(String id, String end) {
        return end.matches("[0-9A-Z-]{4,}")
                && end.length() < id.length()
                && slips(id.substring(id.length() - end.length()), end) == 1;
    }

    /** As many as are suggested. */
    static ImmutableList<OrderId> firstIds(Stream<ReferenceOrder> orders) {
        return orders.map(order -> order.id).distinct().limit(3).collect(ImmutableList.toImmutableList());
    }

    /** What a text says as an id: as it stands, and with the digits for which its letters may have been taken. */
    private static ImmutableSet<String> readings(String typed) {
        String bare = Ascii.toUpperCase(typed).replace("-", "");
        return bare.length() == "ORDXXXXXXXXXX".length()
                ? ImmutableSet.of(
                        dashed(bare.substring(3)),
                        dashed(bare.substring(3).replace('O', '0').replaceAll("[IL]", "1")))
                : ImmutableSet.of();
    }

    private static String dashed(String digits) {
        return "ORD-" + digits.substring(0, 5) + "-" + digits.substring(5);
    }

    private static boolean isNear(String one, String other) {
        return one.length() == other.length() && slips(one, other) <= 2;
    }

    private static long slips(String one, String other) {
        return IntStream.range(0, one.length())
                .filter(at -> one.charAt(at) != other.charAt(at))
                .count();
    }

    private static String text(ReferenceOrder order) {
        return order.id.toString();
    }
}
