package io.pteroorders.bot.api.http;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.api.http.Problem.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that can be asked for, found by address and method. Immutable and thread-safe. */
final class RouteTable {

    private static final Splitter SLASHES = Splitter.on('/');

    private final ImmutableList<Entry> entries;

    /**
     * A route that was asked for.
     *
     * @param places what stands in the places of its address, by their names
     */
    record Match(Route route, ImmutableMap<String, String> places) {}

    /** A route, and its address in parts. */
    private record Entry(Route route, ImmutableList<String> parts) {

        static Entry of(Route route) {
            return new Entry(route, ImmutableList.copyOf(SLASHES.split(route.pattern())));
        }

        boolean fits(ImmutableList<String> given) {
            if (given.size() != parts.size()) {
                return false;
            }
            for (int i = 0; i < given.size(); i++) {
                String part = parts.get(i);
                boolean fits = isPlace(part) ? !given.get(i).isEmpty() : part.equals(given.get(i));
                if (!fits) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isPlace(String part) {
            return part.startsWith("{");
        }

        Match match(ImmutableList<String> given) {
            ImmutableMap.Builder<String, String> places = ImmutableMap.builder();
            for (int i = 0; i < given.size(); i++) {
                String part = parts.get(i);
                if (isPlace(part)) {
                    places.put(part.substring(1, part.length() - 1), given.get(i));
                }
            }
            return new Match(route, places.buildOrThrow());
        }
    }

    RouteTable(List<Route> routes) {
        this.entries = routes.stream().map(Entry::of).collect(ImmutableList.toImmutableList());
    }

    /**
     * The route at an address.
     *
     * @param path below {@code /api/v1}
     * @throws ProblemException if there is none, or none with this method
     */
    Match find(String path, String method) {
        ImmutableList<String> given = ImmutableList.copyOf(SLASHES.split(path));
        ImmutableList<Entry> here =
                entries.stream().filter(entry -> entry.fits(given)).collect(ImmutableList.toImmutableList());
        if (here.isEmpty()) {
            throw new ProblemException(
                    Problem.of(Kind.NOT_FOUND, "There is no such address; " + ApiPages.ROOT + "/docs lists all."));
        }
        Optional<Entry> found = here.stream()
                .filter(entry -> entry.route().method().equals(method))
                .findFirst();
        return found.orElseThrow(() -> notAllowed(here)).match(given);
    }

    private static ProblemException notAllowed(ImmutableList<Entry> here) {
        String allowed =
                here.stream().map(entry -> entry.route().method()).distinct().collect(Collectors.joining(", "));
        return new ProblemException(
                Problem.of(Kind.METHOD_NOT_ALLOWED, "Here is " + allowed + ".").withHeader("Allow", allowed));
    }
}
