package io.pteroorders.bot.web;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Optional;

/**
 * A pattern for paths: parts between slashes, where a name in braces is a place for anything that is not empty, such as
 * {@code /orders/{id}/notes}. Immutable and thread-safe.
 */
final class PathPattern {

    private static final Splitter SLASHES = Splitter.on('/');

    private final ImmutableList<String> parts;

    private PathPattern(ImmutableList<String> parts) {
        this.parts = parts;
    }

    /** The pattern of a text. */
    static PathPattern of(String text) {
        return new PathPattern(parts(text));
    }

    /** The parts of a path. */
    static ImmutableList<String> parts(String path) {
        return ImmutableList.copyOf(SLASHES.split(path));
    }

    /**
     * What stands in the places of a path, by their names; empty if the pattern does not fit.
     *
     * @param path in its parts
     */
    Optional<ImmutableMap<String, String>> match(List<String> path) {
        if (path.size() != parts.size()) {
            return Optional.empty();
        }
        ImmutableMap.Builder<String, String> places = ImmutableMap.builder();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            String given = path.get(i);
            if (part.startsWith("{")) {
                places.put(part.substring(1, part.length() - 1), given);
            }
            if (part.startsWith("{") ? given.isEmpty() : !part.equals(given)) {
                return Optional.empty();
            }
        }
        return Optional.of(places.buildOrThrow());
    }
}
