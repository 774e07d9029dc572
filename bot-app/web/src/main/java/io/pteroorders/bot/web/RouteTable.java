package io.pteroorders.bot.web;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Routes, found by path and method. Immutable and thread-safe.
 *
 * @param <R> the routes; immutable
 */
public final class RouteTable<R extends RouteTable.Route> {

    private final ImmutableList<Entry<R>> entries;

    /** Something that can be asked for. */
    public interface Route {

        /** Of HTTP. */
        String method();

        /** Of the path: parts between slashes, where a name in braces is a place for anything that is not empty. */
        String pattern();
    }

    /**
     * A route that was asked for.
     *
     * @param places what stands in the places of the path, by their names
     */
    public record Match<R extends Route>(R route, ImmutableMap<String, String> places) {}

    /** What there is at a path. */
    public record Here<R extends Route>(ImmutableList<Match<R>> matches) {

        /** Whether there is nothing, by no method. */
        public boolean isEmpty() {
            return matches.isEmpty();
        }

        /** The route with a method. */
        public Optional<Match<R>> by(String method) {
            return matches.stream()
                    .filter(match -> match.route().method().equals(method))
                    .findFirst();
        }

        /** The methods that there are, with commas between them. */
        public String allowed() {
            return matches.stream()
                    .map(match -> match.route().method())
                    .distinct()
                    .collect(Collectors.joining(", "));
        }
    }

    private record Entry<R extends Route>(R route, PathPattern pattern) {

        Stream<Match<R>> match(ImmutableList<String> path) {
            return pattern.match(path).map(places -> new Match<>(route, places)).stream();
        }
    }

    /** A table of these; of two that fit, the first counts. */
    public RouteTable(List<R> routes) {
        this.entries = routes.stream()
                .map(route -> new Entry<>(route, PathPattern.of(route.pattern())))
                .collect(ImmutableList.toImmutableList());
    }

    /** What there is at a path. */
    public Here<R> at(String path) {
        ImmutableList<String> parts = PathPattern.parts(path);
        return new Here<>(
                entries.stream().flatMap(entry -> entry.match(parts)).collect(ImmutableList.toImmutableList()));
    }
}
