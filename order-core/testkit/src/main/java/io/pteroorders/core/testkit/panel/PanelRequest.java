package io.pteroorders.core.testkit.panel;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a panel was asked. Immutable and thread-safe.
 *
 * @param method of HTTP
 * @param path without the query, for example {@code /api/application/users}
 * @param query what the query says, by name
 * @param headers by name in lower case
 * @param body as text
 */
public record PanelRequest(
        String method,
        String path,
        ImmutableListMultimap<String, String> query,
        ImmutableMap<String, String> headers,
        String body) {

    /** Whether it asks for this; a path ends where the given one does. */
    public boolean is(String wantedMethod, String pathsEnd) {
        return method.equals(wantedMethod) && path.endsWith(pathsEnd);
    }

    /** What the query says last under a name. */
    Optional<String> parameter(String name) {
        return query.get(name).stream().reduce((first, last) -> last);
    }

    static ImmutableListMultimap<String, String> query(String raw) {
        ImmutableListMultimap.Builder<String, String> query = ImmutableListMultimap.builder();
        for (String field : Splitter.on('&').split(raw)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                query.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return query.build();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
