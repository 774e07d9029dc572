package io.pteroorders.core;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Which status may follow which, written by hand: rows lead to columns. */
public final class StatusPairs {

    private static final String TABLE = """
            from/to     pending  confirmed  processing  completed  cancelled  refunded
            pending     -        yes        -           -          yes        -
            confirmed   -        -          yes         -          yes        -
            processing  -        -          -           yes        yes        -
            completed   -        -          -           -          -          yes
            cancelled   -        -          -           -          -          -
            refunded    -        -          -           -          -          -
            """;

    private static final Splitter CELLS = Splitter.on(' ').omitEmptyStrings();

    private StatusPairs() {}

    /** All 36 pairs: from, to, and the statuses that may follow {@code from}. */
    public static Stream<Arguments> all() {
        List<List<String>> rows = TABLE.lines().map(CELLS::splitToList).toList();
        List<Arguments> pairs = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            ImmutableSet.Builder<OrderStatus> allowed = ImmutableSet.builder();
            for (int column = 1; column < row.size(); column++) {
                if (row.get(column).equals("yes")) {
                    allowed.add(status(rows.get(0).get(column)));
                }
            }
            for (String to : rows.get(0).subList(1, row.size())) {
                pairs.add(Arguments.of(status(row.get(0)), status(to), allowed.build()));
            }
        }
        return pairs.stream();
    }

    private static OrderStatus status(String word) {
        return OrderStatus.parse(word).orElseThrow();
    }
}
