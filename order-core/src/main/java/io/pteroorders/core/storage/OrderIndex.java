package io.pteroorders.core.storage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import com.google.common.collect.TreeMultimap;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Orders by id, and sets of their places in order of creation: of all, and by status, package, customer and phone, and of
 * sequels by the first order. A query walks the smallest set that holds all its matches, so a page costs the same at any
 * depth. Not thread-safe.
 */
final class OrderIndex {

    private final Map<OrderId, Order> byId = new HashMap<>();
    private final Map<OrderId, Place> removed = new HashMap<>();
    private final NavigableSet<Place> all = new TreeSet<>();
    private final TreeMultimap<OrderStatus, Place> byStatus = TreeMultimap.create();
    private final TreeMultimap<PackageType, Place> byPackage = TreeMultimap.create();
    private final TreeMultimap<PersonId, Place> byCustomer = TreeMultimap.create();
    private final TreeMultimap<String, Place> byPhone = TreeMultimap.create();
    private final TreeMultimap<String, Place> byReversedPhone = TreeMultimap.create();
    private final TreeMultimap<OrderId, Place> byFirst = TreeMultimap.create();

    /** Where an order stands among all: by creation, equal times by id. */
    private record Place(Instant createdAt, OrderId id) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::createdAt).thenComparing(Place::id);

        static Place of(Order order) {
            return new Place(order.createdAt(), order.id());
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    @Nullable
    Order get(OrderId id) {
        return byId.get(id);
    }

    boolean everHad(OrderId id) {
        return byId.containsKey(id) || removed.containsKey(id);
    }

    /** An order that was here once. */
    void addRemoved(OrderId id, Instant createdAt) {
        removed.put(id, new Place(createdAt, id));
    }

    void put(Order order) {
        Order before = byId.put(order.id(), order);
        if (before != null) {
            ofAnother(before, order);
            byStatus.remove(before.status(), Place.of(before));
            byStatus.put(order.status(), Place.of(order));
        } else {
            add(order);
        }
    }

    /** Only an erasure gives an order to another. */
    private void ofAnother(Order before, Order after) {
        if (!before.customer().id().equals(after.customer().id())) {
            removeCustomer(before.customer().id(), Place.of(before));
            addCustomer(after.customer().id(), Place.of(after));
        }
    }

    private void addCustomer(PersonId customer, Place place) {
        byCustomer.put(customer, place);
        customer.phoneDigits().ifPresent(digits -> {
            byPhone.put(digits, place);
            byReversedPhone.put(reversed(digits), place);
        });
    }

    private void removeCustomer(PersonId customer, Place place) {
        byCustomer.remove(customer, place);
        customer.phoneDigits().ifPresent(digits -> {
            byPhone.remove(digits, place);
            byReversedPhone.remove(reversed(digits), place);
        });
    }

    private void add(Order order) {
        Place place = Place.of(order);
        all.add(place);
        byStatus.put(order.status(), place);
        byPackage.put(order.item().packageType(), place);
        addCustomer(order.customer().id(), place);
        order.sequel().ifPresent(sequel -> byFirst.put(sequel.first(), place));
    }

    void remove(Order order) {
        Place place = Place.of(order);
        byId.remove(order.id());
        removed.put(order.id(), place);
        all.remove(place);
        byStatus.remove(order.status(), place);
        byPackage.remove(order.item().packageType(), place);
        removeCustomer(order.customer().id(), place);
        order.sequel().ifPresent(sequel -> byFirst.remove(sequel.first(), place));
    }

    /** A customer's orders, oldest first. */
    ImmutableList<Order> of(PersonId customer) {
        return byCustomer.get(customer).stream().map(this::at).collect(ImmutableList.toImmutableList());
    }

    ImmutableList<Order> pendingOf(PersonId customer) {
        return of(customer).stream()
                .filter(order -> order.status() == OrderStatus.PENDING)
                .collect(ImmutableList.toImmutableList());
    }

    Page query(OrderQuery query) {
        List<NavigableSet<Place>> sets = smallestSets(query);
        Iterator<Order> matches = Iterators.filter(walk(sets, query), query::matches);
        ImmutableList<Order> orders = ImmutableList.copyOf(Iterators.limit(matches, query.limit()));
        return new Page(orders, matches.hasNext(), total(sets, query));
    }

    long count(OrderQuery query) {
        List<NavigableSet<Place>> sets = smallestSets(query);
        return total(sets, query).orElseGet(() -> sets.stream()
                .flatMap(Collection::stream)
                .map(this::at)
                .filter(query::matches)
                .count());
    }

    private OptionalLong total(List<NavigableSet<Place>> sets, OrderQuery query) {
        return query.isTotalKnown() ? OptionalLong.of(size(sets)) : OptionalLong.empty();
    }

    private List<NavigableSet<Place>> smallestSets(OrderQuery query) {
        List<List<NavigableSet<Place>>> choices = new ArrayList<>();
        choices.add(List.of(all));
        query.customer().ifPresent(customer -> choices.add(List.of(byCustomer.get(customer))));
        query.packageType().ifPresent(type -> choices.add(List.of(byPackage.get(type))));
        query.sequelsOf().ifPresent(first -> choices.add(List.of(byFirst.get(first))));
        if (!query.statuses().isEmpty()) {
            choices.add(query.statuses().stream().map(byStatus::get).toList());
        }
        query.phoneDigits().ifPresent(digits -> choices.add(List.of(withPhone(digits))));
        return choices.stream().min(Comparator.comparingLong(OrderIndex::size)).orElseThrow();
    }

    private NavigableSet<Place> withPhone(String digits) {
        NavigableSet<Place> found = new TreeSet<>();
        startingWith(byPhone, digits).forEach(found::addAll);
        startingWith(byReversedPhone, reversed(digits)).forEach(found::addAll);
        return found;
    }

    private static Collection<Collection<Place>> startingWith(TreeMultimap<String, Place> index, String prefix) {
        return index.asMap().subMap(prefix, prefix + Character.MAX_VALUE).values();
    }

    private static long size(List<NavigableSet<Place>> sets) {
        return sets.stream().mapToLong(NavigableSet::size).sum();
    }

    private Iterator<Order> walk(List<NavigableSet<Place>> sets, OrderQuery query) {
        boolean newestFirst = query.direction() == Direction.NEWEST_FIRST;
        Optional<Place> after = query.after().map(this::place);
        List<Iterator<Place>> walks = new ArrayList<>();
        for (NavigableSet<Place> set : sets) {
            NavigableSet<Place> directed = newestFirst ? set.descendingSet() : set;
            walks.add(after.map(place -> directed.tailSet(place, false))
                    .orElse(directed)
                    .iterator());
        }
        Comparator<Place> order = newestFirst ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Iterators.transform(Iterators.mergeSorted(walks, order), this::at);
    }

    private Place place(OrderId id) {
        Order order = byId.get(id);
        Place place = order != null ? Place.of(order) : removed.get(id);
        if (place == null) {
            throw new UnknownCursorException(id);
        }
        return place;
    }

    private Order at(Place place) {
        Order order = byId.get(place.id());
        if (order == null) {
            throw new IllegalStateException("index names " + place.id() + ", which is not there");
        }
        return order;
    }

    private static String reversed(String digits) {
        return new StringBuilder(digits).reverse().toString();
    }
}
