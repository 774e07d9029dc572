package io.pteroorders.core.testkit.panel;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Finds who answers a request, and checks before that whether the key may ask, in the order in which the panel does. */
final class Router {

    private final List<Route> routes = new ArrayList<>();
    private final Tables tables;
    private final Predicate<Bound> exists;

    /** Answers a request, under the lock of the tables unless its route says otherwise. */
    interface Handler {
        PanelReply answer(Call call);
    }

    /**
     * A part of a path that stands for something.
     *
     * @param what for example {@code server}
     */
    record Bound(String what, String value) {}

    /**
     * A request whose route is known.
     *
     * @param bound the parts of its path that stand for something, by what they stand for
     */
    record Call(PanelRequest request, ObjectNode body, ImmutableMap<String, String> bound, Includes includes) {

        long id(String what) {
            return Long.parseLong(text(what));
        }

        String text(String what) {
            return Optional.ofNullable(bound.get(what)).orElseThrow();
        }
    }

    /**
     * Who answers what.
     *
     * @param parts of the path; one in braces stands for something
     * @param resource the right that a key needs
     */
    record Route(String method, ImmutableList<String> parts, String resource, boolean locksItself, Handler handler) {

        /** What is counted as one kind of call. */
        String kind() {
            return method + " " + String.join("/", parts);
        }

        Optional<ImmutableMap<String, String>> match(List<String> path) {
            Map<String, String> bound = new LinkedHashMap<>();
            for (int i = 0; i < parts.size() && path.size() == parts.size(); i++) {
                String part = parts.get(i);
                if (part.startsWith("{")) {
                    bound.put(part.substring(1, part.length() - 1), path.get(i));
                } else if (!part.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return path.size() == parts.size() ? Optional.of(ImmutableMap.copyOf(bound)) : Optional.empty();
        }
    }

    /** @param exists whether there is such a thing */
    Router(Tables tables, Predicate<Bound> exists) {
        this.tables = tables;
        this.exists = exists;
    }

    void add(String method, String path, String resource, Handler handler) {
        routes.add(new Route(method, parts(path), resource, false, handler));
    }

    /** Adds a route that takes the lock of the tables itself. */
    void addUnlocked(String method, String path, String resource, Handler handler) {
        routes.add(new Route(method, parts(path), resource, true, handler));
    }

    private static ImmutableList<String> parts(String path) {
        return ImmutableList.copyOf(Splitter.on('/').omitEmptyStrings().split(path));
    }

    /** What a request is counted as. */
    String kind(PanelRequest request) {
        return find(request).map(Route::kind).orElse(request.method() + " ?");
    }

    private Optional<Route> find(PanelRequest request) {
        ImmutableList<String> path = parts(request.path());
        return routes.stream()
                .filter(route -> route.method().equals(request.method())
                        && route.match(path).isPresent())
                .findFirst();
    }

    /** Answers a request that came with a key. */
    PanelReply answer(PanelRequest request, PanelKeys.Key key) {
        try {
            ObjectNode body = Json.parse(request.body());
            Route route = find(request).orElseThrow(PanelRefusal::notFound);
            ImmutableMap<String, String> bound =
                    route.match(parts(request.path())).orElseThrow();
            check(route, bound, key);
            Call call = new Call(request, body, bound, Includes.of(request, right -> key.may("GET", right)));
            if (route.locksItself()) {
                return route.handler().answer(call);
            }
            synchronized (tables) {
                return route.handler().answer(call);
            }
        } catch (PanelRefusal refusal) {
            return refusal.reply();
        }
    }

    private void check(Route route, ImmutableMap<String, String> bound, PanelKeys.Key key) {
        key.checkOwner();
        synchronized (tables) {
            if (!bound.entrySet().stream().allMatch(each -> exists.test(new Bound(each.getKey(), each.getValue())))) {
                throw PanelRefusal.notFound();
            }
        }
        key.check(route.method(), route.resource());
    }
}
