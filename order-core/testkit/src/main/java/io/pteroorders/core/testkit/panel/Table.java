package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** Rows by their numbers, which are counted from 1 and never used again. */
final class Table<R> {

    private final Map<Long, R> rows = new TreeMap<>();
    private long last;

    R add(LongFunction<R> row) {
        last++;
        R made = row.apply(last);
        rows.put(last, made);
        return made;
    }

    Optional<R> find(long id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** The row that must be there because another names it. */
    R get(long id) {
        return find(id).orElseThrow();
    }

    ImmutableList<R> all() {
        return ImmutableList.copyOf(rows.values());
    }

    ImmutableList<R> where(Predicate<R> which) {
        return rows.values().stream().filter(which).collect(ImmutableList.toImmutableList());
    }

    void remove(long id) {
        rows.remove(id);
    }
}
