package io.pteroorders.core.subscription;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import com.google.common.collect.Streams;
import com.google.common.primitives.ImmutableIntArray;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Change;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.subscription.Indexed.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The subscriptions of a store of orders, by when something is due about them, by their last day and by customer. What is due
 * follows from the rules of the shop, which no store knows, so this stands above every store: it reads the whole change feed
 * once and then what has changed, and works out anew what that touches. It is kept nowhere. A page costs itself and what states
 * and packages left out of it, however many subscriptions there are; about 0.6 kB of memory are taken for each.
 *
 * <p>Thread-safe. What was done before a method was called is seen by it.
 *
 * <pre>{@code
 * SubscriptionIndex index = new SubscriptionIndex(storage, RenewalRules.defaults(zone));
 * SubscriptionQuery endingSoon = SubscriptionQuery.byPaidUntil(now).endingBy(today.plusDays(7)).tracked().build();
 * for (Standing standing : index.query(endingSoon).found()) {
 *     print(standing.first() + " is paid until " + standing.paidUntil());
 * }
 * }</pre>
 */
public final class SubscriptionIndex {

    /** Nobody and no order stand before these. */
    private static final PersonId LEAST_PERSON = PersonId.of("!");

    private static final OrderId LEAST_ID = OrderId.of("ORD-0000-0");

    private final OrderStorage storage;
    private final RenewalRules rules;
    private final Map<OrderId, Indexed> entries = new HashMap<>();
    private final NavigableMap<Place, Indexed> byDue = new TreeMap<>(Place.BY_DUE);
    private final NavigableMap<Place, Indexed> byPaidUntil = new TreeMap<>(Place.BY_PAID_UNTIL);
    private final NavigableMap<Place, Indexed> ofCustomerByDue = new TreeMap<>(Place.ofCustomer(Place.BY_DUE));
    private final NavigableMap<Place, Indexed> ofCustomerByPaidUntil =
            new TreeMap<>(Place.ofCustomer(Place.BY_PAID_UNTIL));
    private final Interner<PackageType> packages = Interners.newStrongInterner();

    /**
     * By first order the hashes of those that were paid for and go on with it, whether that one is known or not: what was removed
     * does not say any more whose it was.
     */
    private final Map<OrderId, ImmutableIntArray> sequels = new HashMap<>();

    /** The first orders of what has to be worked out anew; outlives a store that fails meanwhile. */
    private final Set<OrderId> stale = new LinkedHashSet<>();

    private Token place = Token.START;

    /** An index that has read nothing yet. */
    public SubscriptionIndex(OrderStorage storage, RenewalRules rules) {
        this.storage = Objects.requireNonNull(storage, "storage");
        this.rules = Objects.requireNonNull(rules, "rules");
    }

    /**
     * One page of the subscriptions that pass a query's filters, as they are now.
     *
     * @throws StorageException if the store fails
     */
    public synchronized SubscriptionPage query(SubscriptionQuery query) {
        follow();
        ImmutableList<Standing> found = walk(query, query.after())
                .limit(query.limit() + 1L)
                .map(entry -> entry.at(query.now(), rules))
                .collect(ImmutableList.toImmutableList());
        return found.size() > query.limit()
                ? new SubscriptionPage(found.subList(0, query.limit()), true)
                : new SubscriptionPage(found, false);
    }

    /**
     * All subscriptions that pass a query's filters, as they are now, in its order; its page is not looked at.
     *
     * @throws StorageException if the store fails
     */
    public synchronized ImmutableList<Standing> all(SubscriptionQuery query) {
        follow();
        return walk(query, Optional.empty())
                .map(entry -> entry.at(query.now(), rules))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * How many subscriptions pass a query's filters; its page is not looked at. Costs as much as all pages.
     *
     * @throws StorageException if the store fails
     */
    public synchronized long count(SubscriptionQuery query) {
        follow();
        return walk(query, Optional.empty()).count();
    }

    /**
     * Reads all that has changed, which the other methods do as well: the first time that is the whole feed, for which a caller
     * may choose the time.
     *
     * @throws StorageException if the store fails; the next call goes on where this one stopped
     */
    public synchronized void follow() {
        boolean more = true;
        while (more) {
            ChangePage page = storage.changes(place, OrderQuery.MAX_LIMIT);
            if (page.foreign()) {
                clear();
            }
            page.changes().forEach(this::take);
            place = page.next();
            more = page.more();
        }
        for (Iterator<OrderId> each = stale.iterator(); each.hasNext(); each.remove()) {
            refresh(each.next());
        }
    }

    private void clear() {
        entries.clear();
        byDue.clear();
        byPaidUntil.clear();
        ofCustomerByDue.clear();
        ofCustomerByPaidUntil.clear();
        sequels.clear();
        stale.clear();
    }

    /** Without sequels an order says all itself; with some, they are asked for when the feed has been read. */
    private void take(Change change) {
        OrderId id = change.id();
        Optional<Order> first = change.order().filter(order -> order.sequel().isEmpty());
        if (change.order().isEmpty()) {
            removed(id);
        } else if (first.isEmpty()) {
            change.order().filter(Order::wasPaid).map(Order::first).ifPresent(named -> remember(named, id));
        } else if (sequels.containsKey(id)) {
            stale.add(id);
        } else {
            put(id, first, List.of());
        }
    }

    /** A sequel that was never paid for changes nothing. */
    private void remember(OrderId first, OrderId sequel) {
        ImmutableIntArray known = sequels.getOrDefault(first, ImmutableIntArray.of());
        if (!known.contains(sequel.hashCode())) {
            sequels.put(
                    first,
                    ImmutableIntArray.builder(known.length() + 1)
                            .addAll(known)
                            .add(sequel.hashCode())
                            .build());
        }
        stale.add(first);
    }

    private void removed(OrderId id) {
        if (entries.containsKey(id)) {
            put(id, Optional.empty(), List.of());
        } else {
            sequels.forEach((first, known) -> {
                if (known.contains(id.hashCode())) {
                    stale.add(first);
                }
            });
        }
    }

    private void refresh(OrderId id) {
        Optional<Order> first = storage.get(id);
        put(
                id,
                first,
                first.isEmpty()
                        ? List.of()
                        : OrderWalk.of(storage, OrderQuery.oldestFirst().sequelsOf(id)));
    }

    private void put(OrderId id, Optional<Order> first, List<Order> following) {
        Indexed old = entries.remove(id);
        if (old != null) {
            byDue.remove(old.place());
            byPaidUntil.remove(old.place());
            ofCustomerByDue.remove(old.place());
            ofCustomerByPaidUntil.remove(old.place());
        }
        first.flatMap(order -> Subscriptions.of(order, following, rules)
                        .map(subscription -> Indexed.of(
                                subscription, rules, order.subscription().steps(), packages::intern)))
                .ifPresent(entry -> {
                    entries.put(entry.place().first(), entry);
                    byDue.put(entry.place(), entry);
                    byPaidUntil.put(entry.place(), entry);
                    ofCustomerByDue.put(entry.place(), entry);
                    ofCustomerByPaidUntil.put(entry.place(), entry);
                });
    }

    /**
     * Those that pass, from the first on that can: after one, or the least that is asked for. A stream of the map itself would
     * count what is in it.
     */
    private Stream<Indexed> walk(SubscriptionQuery query, Optional<Standing> after) {
        Place from = after.map(standing -> place(standing, query))
                .orElseGet(() -> new Place(
                        query.customer().orElse(LEAST_PERSON),
                        LocalDate.MIN,
                        query.dueFrom().orElse(Instant.MIN),
                        LEAST_ID));
        Iterator<Indexed> rest =
                inOrder(query).tailMap(from, after.isEmpty()).values().iterator();
        return Streams.stream(rest)
                .takeWhile(entry -> isWithin(query, entry.place()))
                .filter(entry -> entry.passes(query, rules));
    }

    private static Place place(Standing standing, SubscriptionQuery query) {
        return new Place(
                query.customer().orElse(standing.customer()),
                standing.paidUntil(),
                standing.due().orElse(Instant.MAX),
                standing.first());
    }

    private NavigableMap<Place, Indexed> inOrder(SubscriptionQuery query) {
        return switch (query.order()) {
            case DUE -> query.customer().isPresent() ? ofCustomerByDue : byDue;
            case PAID_UNTIL -> query.customer().isPresent() ? ofCustomerByPaidUntil : byPaidUntil;
        };
    }

    /** Whether something may follow here, in the order of the query, that passes. */
    private static boolean isWithin(SubscriptionQuery query, Place place) {
        boolean soonEnough =
                switch (query.order()) {
                    case DUE -> query.dueBefore().map(place.due()::isBefore).orElse(true);
                    case PAID_UNTIL ->
                        query.endingBy()
                                .map(last -> !place.paidUntil().isAfter(last))
                                .orElse(true);
                };
        return soonEnough && query.customer().map(place.customer()::equals).orElse(true);
    }
}
