package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.net.UrlEscapers;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.text.Formats;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which orders an admin wants to see. What makes no sense is as if it were not there. Immutable and thread-safe.
 *
 * @param sought what was typed to search for
 * @param from the first day on which they were made, in the shop's zone
 * @param to the last one
 * @param after the order after which the page begins
 */
record OrderFilters(
        Optional<String> sought,
        Optional<OrderStatus> status,
        Optional<PackageType> packageType,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<OrderId> after) {

    /** Those that the address of a page has. */
    static OrderFilters of(Visit visit) {
        return new OrderFilters(
                visit.field("q"),
                visit.field("status").flatMap(OrderStatus::parse),
                visit.field("package").flatMap(PackageType::parse),
                visit.field("from").flatMap(OrderFilters::day),
                visit.field("to").flatMap(OrderFilters::day),
                visit.field("after").flatMap(OrderId::parse));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The query, without what was typed. */
    OrderQuery query(Formats formats, int limit) {
        OrderQuery.Builder query = OrderQuery.newestFirst().limit(limit);
        status.ifPresent(query::status);
        packageType.ifPresent(query::packageType);
        from.ifPresent(day -> query.createdFrom(formats.start(day)));
        to.ifPresent(day -> query.createdBefore(formats.start(day.plusDays(1))));
        after.ifPresent(query::after);
        return query.build();
    }

    /** The same, for the page that goes on after an order. */
    OrderFilters goingOnAfter(OrderId last) {
        return new OrderFilters(sought, status, packageType, from, to, Optional.of(last));
    }

    /** The same, for the address of a page. */
    String address() {
        ImmutableListMultimap.Builder<String, String> fields = ImmutableListMultimap.builder();
        after.ifPresent(last -> fields.put("after", last.toString()));
        sought.ifPresent(text -> fields.put("q", text));
        status.ifPresent(one -> fields.put("status", one.word()));
        packageType.ifPresent(type -> fields.put("package", type.code()));
        from.ifPresent(day -> fields.put("from", day.toString()));
        to.ifPresent(day -> fields.put("to", day.toString()));
        return fields.build().entries().stream()
                .map(field -> field.getKey() + "="
                        + UrlEscapers.urlFormParameterEscaper().escape(field.getValue()))
                .collect(Collectors.joining("&"));
    }
}
