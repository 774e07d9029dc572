package io.pteroorders.bot.api.key;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.bot.web.AddressRanges;
import io.pteroorders.core.service.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A key of another program: what is known of it, which is not the secret itself. Immutable and thread-safe.
 *
 * @param name see {@link Actor#isKeyName}; histories say {@code key:} and this
 * @param digest of the secret, SHA-256 in hexadecimal digits
 * @param scopes what it may be used for
 * @param role whose rights it has: an admin's or an owner's
 * @param created when it was made
 * @param expires from when it is of no more use; empty if that never comes
 * @param addresses where it may be used from, each an address or a range as {@link AddressRanges} has them; empty for
 *     everywhere
 * @param lastUsed the hour in which it was used last, by its beginning; empty if it never was
 */
public record ApiKey(
        String name,
        String digest,
        ImmutableSortedSet<Scope> scopes,
        Actor.Role role,
        Instant created,
        Optional<Instant> expires,
        ImmutableSet<String> addresses,
        Optional<Instant> lastUsed) {

    /** As it is kept. */
    private record Kept(
            String name,
            String digest,
            List<String> scopes,
            String role,
            Instant created,
            Optional<Instant> expires,
            List<String> addresses,
            Optional<Instant> lastUsed) {}

    /** Whoever shows it. */
    public Actor actor() {
        return Actor.key(role, name);
    }

    /** Whether it may be used for something. */
    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    boolean isValid(Instant now, String address) {
        return !isOver(now) && (addresses.isEmpty() || new AddressRanges(addresses).has(address));
    }

    boolean isOver(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }

    ApiKey usedIn(Instant hour) {
        return new ApiKey(name, digest, scopes, role, created, expires, addresses, Optional.of(hour));
    }

    JsonNode toJson() {
        return StrictJson.records()
                .valueToTree(new Kept(
                        name,
                        digest,
                        scopes.stream().map(Scope::toString).toList(),
                        Ascii.toLowerCase(role.name()),
                        created,
                        expires,
                        addresses.asList(),
                        lastUsed));
    }

    static ApiKey fromJson(JsonNode json) {
        Kept kept = StrictJson.records().treeToValue(json, Kept.class);
        return new ApiKey(
                kept.name(),
                kept.digest(),
                kept.scopes().stream()
                        .flatMap(text -> Scope.parse(text).stream())
                        .collect(ImmutableSortedSet.toImmutableSortedSet(Scope::compareTo)),
                Actor.Role.valueOf(Ascii.toUpperCase(kept.role())),
                kept.created(),
                kept.expires(),
                ImmutableSet.copyOf(kept.addresses()),
                kept.lastUsed());
    }
}
