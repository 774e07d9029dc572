package io.pteroorders.storage.json.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderQuery.Direction;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.UnknownCursorException;
import io.pteroorders.storage.json.table.CustomerTable.Person;
import io.pteroorders.storage.json.table.CustomerTable.PhonePart;
import io.pteroorders.storage.json.table.Ranking.Place;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A query at work. It walks the smallest index that holds all its matches, from where the page begins, and looks only
 * at the beginnings of packed orders until it has found one.
 */
final class TableQuery {

    /** With more people behind a part of a phone number, one walks past orders of others sooner than through theirs. */
    private static final int MOST_PEOPLE = 2_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final OrderTable table;
    private final OrderQuery query;
    private final boolean up;
    private final long createdFrom;
    private final long createdBefore;
    private final @Nullable Person customer;
    private final Optional<PhonePart> phone;

    TableQuery(OrderTable table, OrderQuery query) {
        this.table = table;
        this.query = query;
        this.up = query.direction() == Direction.OLDEST_FIRST;
        this.createdFrom = query.createdFrom().map(TableQuery::notBefore).orElse(0L);
        this.createdBefore = query.createdBefore().map(TableQuery::notBefore).orElse(Long.MAX_VALUE);
        this.customer = query.customer().map(table.people()::find).orElse(null);
        this.phone = query.phoneDigits().map(PhonePart::of);
    }

    /** The first millisecond that does not lie before a time, as far as orders can tell. */
    private static long notBefore(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return 0;
        }
        if (time.getEpochSecond() > Long.MAX_VALUE / NANOS_PER_MILLI) {
            return Long.MAX_VALUE;
        }
        return time.toEpochMilli() + (time.getNano() % NANOS_PER_MILLI == 0 ? 0 : 1);
    }

    Page page() {
        int after = query.after().map(table::find).orElse(Place.BEFORE_ALL);
        if (query.after().isPresent() && after < 0) {
            throw new UnknownCursorException(query.after().get());
        }
        List<Ordinals> index = smallestIndex(MOST_PEOPLE);
        OrdinalIterator matches = matches(index, start(after), after);
        ImmutableList.Builder<Order> orders = ImmutableList.builder();
        int ordinal = matches.next();
        for (int taken = 0; taken < query.limit() && ordinal != OrdinalIterator.END; taken++) {
            orders.add(table.order(ordinal));
            ordinal = matches.next();
        }
        return new Page(orders.build(), ordinal != OrdinalIterator.END, total(index));
    }

    long count() {
        List<Ordinals> index = smallestIndex(Integer.MAX_VALUE);
        if (indexedFilters() <= 1 && query.idPart().isEmpty()) {
            return index.stream().mapToLong(this::countCreatedInTime).sum();
        }
        long count = 0;
        OrdinalIterator matches = matches(index, start(Place.BEFORE_ALL), Place.BEFORE_ALL);
        while (matches.next() != OrdinalIterator.END) {
            count++;
        }
        return count;
    }

    private long countCreatedInTime(Ordinals index) {
        return Math.max(
                0, index.countBefore(Place.before(createdBefore)) - index.countBefore(Place.before(createdFrom)));
    }

    private OptionalLong total(List<Ordinals> index) {
        return query.isTotalKnown() ? OptionalLong.of(size(index)) : OptionalLong.empty();
    }

    private int indexedFilters() {
        return (query.statuses().isEmpty() ? 0 : 1)
                + (query.packageType().isEmpty() ? 0 : 1)
                + (query.customer().isEmpty() ? 0 : 1)
                + (query.phoneDigits().isEmpty() ? 0 : 1)
                + (query.sequelsOf().isEmpty() ? 0 : 1);
    }

    private List<Ordinals> smallestIndex(int mostPeople) {
        List<Ordinals> smallest = List.of(table.all());
        if (query.packageType().isPresent()) {
            smallest = smaller(List.of(table.of(query.packageType().get())), smallest);
        }
        if (!query.statuses().isEmpty()) {
            smallest = smaller(Lists.transform(query.statuses().asList(), table::of), smallest);
        }
        if (query.customer().isPresent()) {
            smallest = smaller(customer == null ? List.of() : List.of(ordersOf(customer)), smallest);
        }
        if (query.sequelsOf().isPresent()) {
            smallest = smaller(List.of(table.sequelsOf(query.sequelsOf().get())), smallest);
        }
        if (phone.isPresent() && table.people().count(phone.get()) <= mostPeople) {
            smallest = smaller(Lists.transform(table.people().find(phone.get()), this::ordersOf), smallest);
        }
        return smallest;
    }

    private static List<Ordinals> smaller(List<Ordinals> a, List<Ordinals> b) {
        return size(a) < size(b) ? a : b;
    }

    private Ordinals ordersOf(Person person) {
        return person.orders.in(table.byCreation());
    }

    private static long size(List<Ordinals> index) {
        long size = 0;
        for (Ordinals part : index) {
            size += part.size();
        }
        return size;
    }

    /** Where the walk begins, given the ordinal that the page comes after, if any. */
    private Place start(int after) {
        Place end = Place.before(up ? createdFrom : createdBefore);
        if (after < 0) {
            return end;
        }
        long created = table.createdAt(after);
        boolean inTime = up ? created >= createdFrom : created < createdBefore;
        return inTime ? new Place(created, after) : end;
    }

    private OrdinalIterator matches(List<Ordinals> index, Place start, int after) {
        List<OrdinalIterator> walks = Lists.transform(index, part -> up ? part.up(start) : part.down(start));
        Comparator<Integer> order = table.byCreation()::compare;
        OrdinalIterator walk = OrdinalIterator.merged(walks, up ? order : order.reversed());
        return () -> {
            int ordinal = walk.next();
            while (ordinal != OrdinalIterator.END && isCreatedInTime(ordinal)) {
                if (ordinal != after && passes(table.packed(ordinal))) {
                    return ordinal;
                }
                ordinal = walk.next();
            }
            return OrdinalIterator.END;
        };
    }

    /** False only behind the last that can match, for the walk begins in time. */
    private boolean isCreatedInTime(int ordinal) {
        return up ? table.createdAt(ordinal) < createdBefore : table.createdAt(ordinal) >= createdFrom;
    }

    private boolean passes(byte[] order) {
        return (query.statuses().isEmpty() || query.statuses().contains(PackedOrder.status(order)))
                && (query.packageType().isEmpty() || query.packageType().get().equals(table.packageOf(order)))
                && (query.customer().isEmpty() || table.personOf(order) == customer)
                && (phone.isEmpty() || phone.get().matches(table.personOf(order)))
                && (query.sequelsOf().isEmpty()
                        || PackedOrder.isSequelOf(order, query.sequelsOf().get()))
                && (query.idPart().isEmpty()
                        || PackedOrder.idText(order).contains(query.idPart().get()));
    }
}
