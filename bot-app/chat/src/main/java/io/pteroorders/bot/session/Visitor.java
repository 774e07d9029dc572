package io.pteroorders.bot.session;

import io.pteroorders.core.order.PersonId;

/**
 * Somebody known by their chat, who is or will be signed in. Immutable and thread-safe.
 *
 * @param id who it is
 * @param name what they call themselves; proves nothing
 * @param chat where they are written to
 */
public record Visitor(PersonId id, String name, String chat) {}
