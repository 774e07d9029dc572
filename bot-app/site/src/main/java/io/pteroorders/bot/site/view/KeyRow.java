package io.pteroorders.bot.site.view;

import java.util.Optional;

/**
 * A key of another program. Immutable and thread-safe.
 *
 * @param isOwner whether it may do what owners may
 * @param scopes what it may be used for
 * @param ends empty if it does not end by itself
 * @param addresses from which alone it may be used; may be empty
 */
public record KeyRow(
        String name,
        boolean isOwner,
        String scopes,
        String made,
        String used,
        Optional<String> ends,
        String addresses) {}
