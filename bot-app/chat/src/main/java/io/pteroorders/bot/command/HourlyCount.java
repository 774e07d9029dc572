package io.pteroorders.bot.command;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Counts what each person did within an hour, up to a limit. Thread-safe. */
public final class HourlyCount {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int REMEMBERED = 100_000;

    private final Clock clock;
    private final int most;
    private final Cache<PersonId, ImmutableList<Instant>> times =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * Counts.
     *
     * @param most so often is fine
     */
    public HourlyCount(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** How often it is within the hour with this time, from 1 on; more than the limit is one too many. */
    public int next(PersonId person) {
        Instant now = clock.instant();
        return times.asMap()
                .merge(person, ImmutableList.of(now), (before, one) -> ImmutableList.<Instant>builder()
                        .addAll(before.stream()
                                .filter(time -> time.isAfter(now.minus(HOUR)))
                                .limit(most)
                                .toList())
                        .addAll(one)
                        .build())
                .size();
    }
}
