package io.pteroorders.bot.api.webhook;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets of a webhook: one, or two while its receiver changes to another. Immutable and thread-safe.
 *
 * @param current the newest
 * @param former the one before, while it is still of use
 */
record Secrets(Secret current, Optional<Former> former) {

    /** For so long messages are signed with both. */
    private static final Duration BOTH = Duration.ofHours(24);

    /**
     * A secret that was replaced.
     *
     * @param until when nothing is signed with it any more
     */
    record Former(Secret secret, Instant until) {}

    /** The first one. */
    static Secrets of(Secret secret) {
        return new Secrets(secret, Optional.empty());
    }

    /** With a new one, beside which the present one is good for a day. */
    Secrets replacedBy(Secret secret, Instant now) {
        return new Secrets(secret, Optional.of(new Former(current, now.plus(BOTH))));
    }

    /** When the former one ends; empty if there is none any more. */
    Optional<Instant> formerUntil(Instant now) {
        return former.map(Former::until).filter(now::isBefore);
    }

    /** The signatures of a message, as its header has them. */
    String sign(String id, Instant now, byte[] body) {
        return valid(now).stream()
                .map(secret -> secret.sign(id, now.getEpochSecond(), body))
                .collect(Collectors.joining(" "));
    }

    private ImmutableList<Secret> valid(Instant now) {
        Stream<Secret> before = former.filter(one -> now.isBefore(one.until())).map(Former::secret).stream();
        return Stream.concat(Stream.of(current), before).collect(ImmutableList.toImmutableList());
    }
}
