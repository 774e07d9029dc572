package io.pteroorders.core.testkit;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderOperations;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.testkit.ReferenceShop.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Which orders somebody looks for: as the filters of a query, and once more as a plain question to a reference order.
 *
 * @param words says which
 * @param filters sets the filters
 * @param passes the same
 */
record Search(String words, UnaryOperator<OrderQuery.Builder> filters, Predicate<ReferenceOrder> passes) {

    static final Search ALL = new Search("", query -> query, order -> true);

    private static final int MOST_PAGES = 200;

    static Search of(Customer customer) {
        return new Search(
                " of " + People.name(customer),
                query -> query.customer(customer.id()),
                order -> order.customer.equals(customer));
    }

    static Search in(OrderStatus... statuses) {
        List<OrderStatus> any = ImmutableList.copyOf(statuses);
        return new Search(
                " in " + any.stream().map(OrderStatus::word).toList(),
                query -> query.status(statuses),
                order -> any.contains(order.status()));
    }

    static Search ofPackage(String code) {
        return new Search(
                " of " + code,
                query -> query.packageType(new PackageType(code)),
                order -> order.packageType.equals(code));
    }

    static Search withPhone(String digits) {
        return new Search(
                " with phone " + digits,
                query -> query.phoneDigits(digits),
                order -> order.customer.id().text().startsWith(digits)
                        || order.customer.id().text().endsWith(digits + "@s.whatsapp.net"));
    }

    static Search withIdPart(String part) {
        return new Search(
                " with " + part + " in the id",
                query -> query.idPart(Ascii.toLowerCase(part)),
                order -> order.id.toString().contains(part));
    }

    static Search madeFrom(Instant first) {
        return new Search(
                " from " + first + " on",
                query -> query.createdFrom(first),
                order -> order.created.compareTo(first) >= 0);
    }

    static Search madeBefore(Instant end) {
        return new Search(
                " before " + end, query -> query.createdBefore(end), order -> order.created.compareTo(end) < 0);
    }

    Search and(Search other) {
        return new Search(
                words + other.words,
                query -> other.filters.apply(filters.apply(query)),
                order -> passes.test(order) && other.passes.test(order));
    }

    /** Somebody walks through all pages, or through those after an order. */
    Operation walk(Asked asked, boolean newestFirst, int limit, Optional<OrderId> after) {
        return new Operation(
                People.name(asked.by()) + " lists the " + (newestFirst ? "newest" : "oldest") + " orders" + words
                        + after.map(id -> " after " + id).orElse("") + ", " + limit + " to a page",
                shop -> pages(shop, asked.by(), query(newestFirst, limit, after)),
                (shop, none) ->
                        shop.list(asked, query(newestFirst, limit, after).build(), passes));
    }

    private OrderQuery.Builder query(boolean newestFirst, int limit, Optional<OrderId> after) {
        OrderQuery.Builder query = filters.apply(newestFirst ? OrderQuery.newestFirst() : OrderQuery.oldestFirst());
        after.ifPresent(query::after);
        return query.limit(limit);
    }

    private static Answer pages(OrderOperations shop, Actor actor, OrderQuery.Builder query) {
        boolean fromTheFirst = query.build().after().isEmpty();
        List<Page> pages = new ArrayList<>();
        do {
            Outcome<Page> page = shop.list(actor, query.build());
            if (!page.isDone()) {
                return Answer.of(page.refusal().orElseThrow());
            }
            pages.add(page.get());
            page.get().next().ifPresent(query::after);
        } while (Iterables.getLast(pages).more() && pages.size() < MOST_PAGES);
        return Answer.of(pages, fromTheFirst);
    }
}
