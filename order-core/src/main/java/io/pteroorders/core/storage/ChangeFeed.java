package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Longs;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.ChangePage.Change;
import io.pteroorders.core.storage.ChangePage.Token;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The ids of all orders that changed, by their last change; each stands once. Not thread-safe. */
final class ChangeFeed {

    private final String store;
    private final String opening;
    private final NavigableMap<Long, OrderId> bySequence = new TreeMap<>();
    private final Map<OrderId, Long> sequences = new HashMap<>();
    private long lastSequence;

    /**
     * A feed.
     *
     * @param store the store's own name
     * @param opening tells the numbers of this opening from those of others
     */
    ChangeFeed(String store, String opening) {
        this.store = store + ":";
        this.opening = this.store + opening + ":";
    }

    void add(OrderId id) {
        lastSequence++;
        Long earlier = sequences.put(id, lastSequence);
        if (earlier != null) {
            bySequence.remove(earlier);
        }
        bySequence.put(lastSequence, id);
    }

    ChangePage after(Token token, int limit, Function<OrderId, Optional<Order>> orders) {
        long last = sequence(token);
        NavigableMap<Long, OrderId> rest = bySequence.tailMap(last, false);
        ImmutableList.Builder<Change> changes = ImmutableList.builder();
        int taken = 0;
        for (Map.Entry<Long, OrderId> entry : rest.entrySet()) {
            if (taken == limit) {
                return new ChangePage(changes.build(), token(last), true, isForeign(token));
            }
            changes.add(new Change(entry.getValue(), orders.apply(entry.getValue())));
            last = entry.getKey();
            taken++;
        }
        return new ChangePage(changes.build(), token(last), false, isForeign(token));
    }

    private Token token(long sequence) {
        return new Token(opening + sequence);
    }

    private long sequence(Token token) {
        if (token.equals(Token.END)) {
            return lastSequence;
        }
        if (!token.text().startsWith(opening)) {
            return 0;
        }
        Long sequence = Longs.tryParse(token.text().substring(opening.length()));
        return sequence == null || sequence < 0 || sequence > lastSequence ? 0 : sequence;
    }

    private boolean isForeign(Token token) {
        return !token.equals(Token.START)
                && !token.equals(Token.END)
                && !token.text().startsWith(store);
    }
}
