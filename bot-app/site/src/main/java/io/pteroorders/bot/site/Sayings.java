package io.pteroorders.bot.site;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.pteroorders.bot.site.http.Visit.SignedIn;
import io.pteroorders.bot.site.view.Said;
import java.time.Duration;
import java.util.Optional;

/** What forms came to, for the next page of whoever sent them. It is shown once, and lost with the program. Thread-safe. */
final class Sayings {

    private static final Duration UNTIL_SHOWN = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final Cache<String, Said> unshown = cache();
    private final Cache<String, String> toConfirm = cache();

    private static <V> Cache<String, V> cache() {
        return CacheBuilder.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(UNTIL_SHOWN)
                .build();
    }

    /** Remembers what a form came to; what was to be confirmed before is so no more. */
    void put(SignedIn who, Said said) {
        unshown.put(who.secret(), said);
        said.toConfirm()
                .ifPresentOrElse(line -> toConfirm.put(who.secret(), line), () -> toConfirm.invalidate(who.secret()));
    }

    /** What is to be shown. */
    Optional<Said> take(SignedIn who) {
        return Optional.ofNullable(unshown.asMap().remove(who.secret()));
    }

    /** The command line that was asked about, which is confirmed once. */
    Optional<String> takeToConfirm(SignedIn who) {
        return Optional.ofNullable(toConfirm.asMap().remove(who.secret()));
    }
}
