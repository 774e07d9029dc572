package io.pteroorders.storage.json;

import com.google.common.collect.Iterators;
import io.pteroorders.storage.json.table.FrozenOrders;
import io.pteroorders.storage.record.StoredOrder;
import java.util.Iterator;

/** Orders that report progress as they are taken. */
record Counted(FrozenOrders orders, Progress progress) implements Iterable<StoredOrder> {

    private static final int STEP = 1 << 12;

    @Override
    public Iterator<StoredOrder> iterator() {
        long[] taken = new long[1];
        return Iterators.transform(orders.iterator(), order -> {
            if (++taken[0] % STEP == 0 || taken[0] == orders.size()) {
                progress.reached(taken[0], orders.size());
            }
            return order;
        });
    }
}
