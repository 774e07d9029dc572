package io.pteroorders.core.order;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Something that at most one order may hold until a time, such as an amount that tells whose money came in, or a place on
 * a server. Stores see to it; see {@link io.pteroorders.core.storage.OrderStorage}. What may be held by {@code n} orders
 * is a claim on one of the keys {@code 1} to {@code n}. Immutable and thread-safe.
 *
 * <pre>{@code
 * Claim place = new Claim("node-4", "17", now.plus(Duration.ofMinutes(30)));
 * WriteResult result = storage.update(id, order -> Outcome.done(order.withClaims(now, List.of(place))), request);
 * if (result.kind() == WriteResult.Kind.REFUSED) {
 *     ... // draw another number, and try again
 * }
 * }</pre>
 *
 * @param space what the key is one of, for example {@code qris-static}; matches {@link #PATTERN}
 * @param key which of them, for example {@code 24863}; matches {@link #PATTERN}
 * @param until from when on another order may have it, cut to milliseconds; in the years 1970 to 9999
 */
public record Claim(String space, String key, Instant until) {

    /** The rule for a space and for a key, as a regular expression. */
    public static final String PATTERN = "[A-Za-z0-9._-]{1,64}";

    /** Until when a claim lasts that ends only when its order drops or shortens it. */
    public static final Instant OPEN_ENDED = Times.LATEST;

    private static final Pattern RULE = Pattern.compile(PATTERN);

    /** @throws IllegalArgumentException if a rule is broken; the message says which */
    public Claim {
        check("space", space);
        check("key", key);
        until = Times.checked("until", until);
    }

    private static void check(String part, String text) {
        if (!RULE.matcher(text).matches()) {
            throw new IllegalArgumentException("the " + part + " of a claim must match " + PATTERN);
        }
    }

    /** Space and key, as {@code space:key}: claims with equal subjects are on the same thing. */
    public String subject() {
        return subject(space, key);
    }

    /** The {@link #subject()} of a claim on the key of a space. */
    public static String subject(String space, String key) {
        return space + ":" + key;
    }
}
