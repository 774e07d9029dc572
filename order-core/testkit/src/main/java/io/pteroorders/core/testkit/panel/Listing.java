package io.pteroorders.core.testkit.panel;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pages of a list, which can be filtered and sorted.
 *
 * @param filters by name: whether a row is meant by a text
 * @param sorts by name
 */
record Listing<R>(ImmutableMap<String, BiPredicate<R, String>> filters, ImmutableMap<String, Comparator<R>> sorts) {

    private static final int USUAL_SIZE = 50;

    /** A filter that takes what contains the text, whatever its case. */
    static <R> BiPredicate<R, String> partly(Function<R, @Nullable String> field) {
        return (row, wanted) -> {
            String value = field.apply(row);
            return value != null && Ascii.toLowerCase(value).contains(Ascii.toLowerCase(wanted));
        };
    }

    /**
     * A page.
     *
     * @throws PanelRefusal if there is no such filter, or no such order
     */
    ObjectNode page(PanelRequest request, List<R> rows, Function<R, ObjectNode> shown) {
        ImmutableList<R> found = sorted(request, filtered(request, rows));
        int size = number(request, "per_page", USUAL_SIZE);
        int page = number(request, "page", 1);
        int pages = Math.max(1, (found.size() + size - 1) / size);
        List<R> part = page > pages || found.isEmpty()
                ? ImmutableList.of()
                : Lists.partition(found, size).get(page - 1);
        ObjectNode list = Views.list(Lists.transform(part, shown::apply));
        ObjectNode pagination = list.putObject("meta")
                .putObject("pagination")
                .put("total", found.size())
                .put("count", part.size())
                .put("per_page", size)
                .put("current_page", page)
                .put("total_pages", pages);
        addLinks(pagination.putObject("links"), request.path(), page, pages);
        return list;
    }

    private static void addLinks(ObjectNode links, String path, int page, int pages) {
        if (page > 1) {
            links.put("previous", path + "?page=" + (page - 1));
        }
        if (page < pages) {
            links.put("next", path + "?page=" + (page + 1));
        }
    }

    private static int number(PanelRequest request, String name, int otherwise) {
        return request.parameter(name)
                .filter(text -> text.matches("[1-9]\\d{0,8}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    private List<R> filtered(PanelRequest request, List<R> rows) {
        List<R> left = new ArrayList<>(rows);
        request.query().forEach((name, value) -> {
            if (name.startsWith("filter[") && name.endsWith("]")) {
                BiPredicate<R, String> filter = filters.get(name.substring(7, name.length() - 1));
                if (filter == null) {
                    throw PanelRefusal.of(400, "InvalidFilterQuery", "Requested filter(s) are not allowed.");
                }
                left.removeIf(row -> !filter.test(row, value));
            }
        });
        return left;
    }

    private ImmutableList<R> sorted(PanelRequest request, List<R> rows) {
        String sort = request.parameter("sort").orElse("id");
        Comparator<R> order = null;
        for (String each : Splitter.on(',').split(sort)) {
            Comparator<R> next = sorts.get(each.startsWith("-") ? each.substring(1) : each);
            if (next == null) {
                throw PanelRefusal.of(400, "InvalidSortQuery", "Requested sort(s) is not allowed.");
            }
            Comparator<R> directed = each.startsWith("-") ? next.reversed() : next;
            order = order == null ? directed : order.thenComparing(directed);
        }
        return order == null ? ImmutableList.copyOf(rows) : ImmutableList.sortedCopyOf(order, rows);
    }
}
