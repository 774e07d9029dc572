package io.pteroorders.bot.api.http;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.pteroorders.bot.port.BucketTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** How much each key may ask in a minute, and how often strangers may show keys that are none. Thread-safe. */
final class RequestLimits {

    /** So many wrong keys an address may show in a minute. */
    private static final int WRONG_KEYS = 30;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 100_000;

    private final int perMinute;
    private final TimeMeter time;
    private final Cache<String, Bucket> keys = cache();
    private final Cache<String, Bucket> strangers = cache();

    RequestLimits(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.time = new BucketTime(clock);
    }

    private static Cache<String, Bucket> cache() {
        return CacheBuilder.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(MINUTE)
                .build();
    }

    /** Takes a request of a key; how long it has to wait instead, if it asks too much. */
    Optional<Duration> take(String key) {
        return take(keys, key, perMinute);
    }

    /** Takes a wrong key that an address showed; how long it has to wait, if these are too many. */
    Optional<Duration> takeWrong(String address) {
        return take(strangers, address, WRONG_KEYS);
    }

    private Optional<Duration> take(Cache<String, Bucket> cache, String name, int most) {
        ConsumptionProbe probe = cache.asMap()
                .computeIfAbsent(name, any -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, MINUTE))
                        .withCustomTimePrecision(time)
                        .build())
                .tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
