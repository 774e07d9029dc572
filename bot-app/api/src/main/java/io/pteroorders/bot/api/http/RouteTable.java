package io.pteroorders.bot.api.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.api.http.Problem.Kind;
import io.pteroorders.bot.web.PathPattern;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that can be asked for, found by address and method. Immutable and thread-safe. */
final class RouteTable {

    private final ImmutableList<Entry> entries;

    /**
     * A route that was asked for.
     *
     * @param places what stands in the places of its address, by their names
     */
    record Match(Route route, ImmutableMap<String, String> places) {}

    private record Entry(Route route, PathPattern pattern) {

        Stream<Match> match(ImmutableList<String> path) {
            return pattern.match(path).map(places -> new Match(route, places)).stream();
        }
    }

    RouteTable(List<Route> routes) {
        this.entries = routes.stream()
                .map(route -> new Entry(route, PathPattern.of(route.pattern())))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * The route at an address.
     *
     * @param path below {@code /api/v1}
     * @throws ProblemException if there is none, or none with this method
     */
    Match find(String path, String method) {
        ImmutableList<String> parts = PathPattern.parts(path);
        ImmutableList<Match> here =
                entries.stream().flatMap(entry -> entry.match(parts)).collect(ImmutableList.toImmutableList());
        if (here.isEmpty()) {
            throw new ProblemException(
                    Problem.of(Kind.NOT_FOUND, "There is no such address; " + ApiPages.ROOT + "/docs lists all."));
        }
        return here.stream()
                .filter(match -> match.route().method().equals(method))
                .findFirst()
                .orElseThrow(() -> notAllowed(here));
    }

    private static ProblemException notAllowed(ImmutableList<Match> here) {
        String allowed =
                here.stream().map(match -> match.route().method()).distinct().collect(Collectors.joining(", "));
        return new ProblemException(
                Problem.of(Kind.METHOD_NOT_ALLOWED, "Here is " + allowed + ".").withHeader("Allow", allowed));
    }
}
