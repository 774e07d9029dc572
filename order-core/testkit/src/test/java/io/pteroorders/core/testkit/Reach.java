package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import java.util.List;
import net.jqwik.api.statistics.Statistics;

/** Checks in a property that its values get everywhere. */
final class Reach {

    static final ImmutableList<Boolean> BOTH = ImmutableList.of(true, false);

    private Reach() {}

    /** Demands that each of these is met in some try; in this one it is the value. */
    static <T> void reaches(String what, List<? extends T> all, T value) {
        Statistics.label(what)
                .collect(value)
                .coverage(coverage -> all.forEach(each -> coverage.check(each).count(count -> count > 0)));
    }
}
