package io.pteroorders.bot.chat;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.pteroorders.bot.chat.Admission.Decision;
import io.pteroorders.bot.port.BucketTime;
import io.pteroorders.core.order.PersonId;
import java.time.Clock;
import java.time.Duration;

/**
 * A limit to how much each person may say: so many commands in a minute that begins with the first, one warning, then
 * nothing more until the minute is over; as much small talk, without a warning. Thread-safe.
 */
final class RateLimit {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Strangers can be many. */
    private static final int REMEMBERED = 100_000;

    /** What somebody has left of their minute. */
    private static final class Account {

        final Bucket commands;
        final Bucket smallTalk;
        boolean warned;

        Account(int perMinute, TimeMeter time) {
            this.commands = bucket(perMinute, time);
            this.smallTalk = bucket(perMinute, time);
        }

        private static Bucket bucket(int perMinute, TimeMeter time) {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(perMinute).refillIntervally(perMinute, MINUTE))
                    .withCustomTimePrecision(time)
                    .build();
        }
    }

    private final int perMinute;
    private final TimeMeter time;
    private final Cache<PersonId, Account> accounts;

    RateLimit(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.time = new BucketTime(clock);
        this.accounts = CacheBuilder.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(MINUTE)
                .ticker(new ClockTicker(clock))
                .build();
    }

    /** What to do with a command of this person. */
    Decision command(PersonId person) {
        Account account = account(person);
        synchronized (account) {
            if (account.commands.tryConsume(1)) {
                account.warned = false;
                return Decision.HEAR;
            }
            boolean first = !account.warned;
            account.warned = true;
            return first ? Decision.WARN : Decision.MUTE;
        }
    }

    /** What to do with something else that this person says. */
    Decision smallTalk(PersonId person) {
        return account(person).smallTalk.tryConsume(1) ? Decision.HEAR : Decision.MUTE;
    }

    private Account account(PersonId person) {
        return accounts.asMap().computeIfAbsent(person, any -> new Account(perMinute, time));
    }
}
