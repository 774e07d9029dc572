package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.provisioning.PanelException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Lists of a panel, page by page. */
final class Pages {

    private static final int SIZE = 100;

    /** More than any panel has; one that says otherwise would keep a caller for ever. */
    private static final int MOST = 1_000;

    private Pages() {}

    /**
     * Everything on a list.
     *
     * @param path with or without a query
     */
    static ImmutableList<Fields> all(PanelHttp http, String path) {
        ImmutableList.Builder<Fields> all = ImmutableList.builder();
        search(path, http::get, page -> {
            all.addAll(page.page());
            return Optional.empty();
        });
        return all.build();
    }

    /**
     * The first on a list of which something is true; no page after its own is asked for.
     *
     * @param get asks for a path
     */
    static Optional<Fields> first(String path, Function<String, Reply> get, Predicate<Fields> wanted) {
        return search(path, get, page -> page.page().stream().filter(wanted).findFirst());
    }

    private static Optional<Fields> search(
            String path, Function<String, Reply> get, Function<Fields, Optional<Fields>> find) {
        for (int number = 1; number <= MOST; number++) {
            Fields page = get.apply(page(path, number)).object();
            Optional<Fields> found = find.apply(page);
            if (found.isPresent() || !page.hasMorePages()) {
                return found;
            }
        }
        throw PanelException.unavailable("the panel has a list without an end", null);
    }

    /** The path of one page of a list. */
    static String page(String path, int number) {
        return path + (path.contains("?") ? "&" : "?") + "per_page=" + SIZE + "&page=" + number;
    }
}
