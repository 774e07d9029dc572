package io.pteroorders.core.task;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.ChangePage.Token;

/**
 * A record of what a {@link TaskScheduler} knows beside the {@linkplain TaskProgress progress} of its work. Immutable
 * and thread-safe.
 */
public sealed interface ScheduleRecord<K extends TaskKey> extends TaskRecord<K> {

    /** An order calls for work. */
    record Called<K extends TaskKey>(OrderId order, ImmutableList<TaskSource.Due<K>> due)
            implements ScheduleRecord<K> {}

    /** Work of a kind stands still, or goes on. */
    record Paused<K extends TaskKey>(String kind, boolean paused) implements ScheduleRecord<K> {}

    /** All changes of orders up to this place of the feed were considered. */
    record Followed<K extends TaskKey>(Token place) implements ScheduleRecord<K> {}
}
