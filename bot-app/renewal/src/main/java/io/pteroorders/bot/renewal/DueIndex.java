package io.pteroorders.bot.renewal;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.service.SubscriptionReader;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Change;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.NextStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * When something is due next about each subscription: worked out anew whenever one of its orders changes, so that a look
 * costs only what is due. It is kept nowhere, and found again at a start. Not thread-safe.
 */
final class DueIndex {

    private record Entry(Instant at, OrderId first, LocalDate paidUntil) {}

    private final OrderStorage storage;
    private final SubscriptionReader reader;
    private final Map<OrderId, Entry> entries = new HashMap<>();
    private final TreeSet<Entry> inOrder =
            new TreeSet<>(Comparator.comparing(Entry::at).thenComparing(Entry::first));
    private Token place = Token.START;

    DueIndex(OrderStorage storage, SubscriptionReader reader) {
        this.storage = storage;
        this.reader = reader;
    }

    /** Reads all that has changed. */
    void follow() {
        boolean more = true;
        while (more) {
            ChangePage page = storage.changes(place, OrderQuery.MAX_LIMIT);
            if (page.foreign()) {
                entries.clear();
                inOrder.clear();
            }
            page.changes().stream().map(DueIndex::first).distinct().forEach(this::refresh);
            place = page.next();
            more = page.more();
        }
    }

    private static OrderId first(Change change) {
        return change.order().map(Order::first).orElse(change.id());
    }

    /** The subscriptions about which something is due, the longest first. */
    ImmutableList<OrderId> due(Instant now) {
        return inOrder.stream()
                .takeWhile(entry -> !entry.at().isAfter(now))
                .map(Entry::first)
                .collect(ImmutableList.toImmutableList());
    }

    /** Works out anew when something is due about one. */
    private void refresh(OrderId first) {
        Entry old = entries.remove(first);
        if (old != null) {
            inOrder.remove(old);
        }
        next(first).ifPresent(entry -> {
            entries.put(first, entry);
            inOrder.add(entry);
        });
    }

    /** Without an end for what calls for nothing more before somebody does something. */
    private Optional<Entry> next(OrderId id) {
        return storage.get(id).filter(order -> order.sequel().isEmpty()).flatMap(first -> reader.of(first)
                .filter(subscription ->
                        subscription.tracked() && subscription.ended().isEmpty())
                .map(subscription -> new Entry(
                        NextStep.at(
                                        subscription,
                                        reader.rules(),
                                        first.subscription().steps())
                                .orElse(Instant.MAX),
                        id,
                        subscription.paidUntil())));
    }

    /** The subscriptions that are paid for until a day or less, the soonest to end first. */
    ImmutableList<OrderId> endingBy(LocalDate last) {
        return entries.values().stream()
                .filter(entry -> !entry.paidUntil().isAfter(last))
                .sorted(Comparator.comparing(Entry::paidUntil).thenComparing(Entry::first))
                .map(Entry::first)
                .collect(ImmutableList.toImmutableList());
    }
}
