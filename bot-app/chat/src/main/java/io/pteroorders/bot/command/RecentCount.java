package io.pteroorders.bot.command;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Counts what each person did of late, up to a limit. Thread-safe. */
public final class RecentCount {

    private static final int REMEMBERED = 100_000;

    private final Clock clock;
    private final Duration span;
    private final int most;
    private final Cache<PersonId, ImmutableList<Instant>> times =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * Counts.
     *
     * @param span within which what is done adds up
     * @param most so often is fine
     */
    public RecentCount(Clock clock, Duration span, int most) {
        this.clock = clock;
        this.span = span;
        this.most = most;
    }

    /** How often it is within the time with this one, from 1 on; more than the limit is one too many. */
    public int next(PersonId person) {
        Instant now = clock.instant();
        return times.asMap()
                .merge(person, ImmutableList.of(now), (before, one) -> ImmutableList.<Instant>builder()
                        .addAll(before.stream()
                                .filter(time -> time.isAfter(now.minus(span)))
                                .limit(most)
                                .toList())
                        .addAll(one)
                        .build())
                .size();
    }
}
