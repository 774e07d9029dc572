package io.pteroorders.bot.api.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pteroorders.core.service.Actor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often programs looked at customers' numbers: the first look of a program in an hour is kept at once, their count when
 * the hour is over. Thread-safe.
 */
public final class CustomerLooks {

    private static final String LOOKED = "api customers";

    private final ApiAudit audit;

    @GuardedBy("this")
    private final Map<Actor, Count> counts = new HashMap<>();

    /** The looks of an hour. */
    private record Count(Instant hour, int looks) {}

    /** Kept there. */
    public CustomerLooks(ApiAudit audit) {
        this.audit = audit;
    }

    /** A program looks. */
    synchronized void look(Actor who, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Optional<Count> before = Optional.ofNullable(counts.get(who));
        Optional<Count> going = before.filter(count -> count.hour().equals(hour));
        if (going.isEmpty()) {
            before.ifPresent(over -> keepCount(who, over));
            keep(who, now, LOOKED);
        }
        counts.put(who, new Count(hour, going.map(Count::looks).orElse(0) + 1));
    }

    private void keepCount(Actor who, Count over) {
        keep(who, over.hour().plus(1, ChronoUnit.HOURS), LOOKED + ", " + over.looks() + " times in an hour");
    }

    private void keep(Actor who, Instant time, String what) {
        audit.keep(new ApiAudit.Entry(time, who, what, Optional.empty(), ApiAudit.Result.DONE));
    }

    /** Keeps the counts of hours that are over. */
    public synchronized void count(Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        counts.entrySet().removeIf(entry -> {
            boolean over = entry.getValue().hour().isBefore(hour);
            if (over) {
                keepCount(entry.getKey(), entry.getValue());
            }
            return over;
        });
    }
}
