package io.pteroorders.bot;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.pteroorders.core.order.PersonId;
import java.time.Clock;
import java.time.Duration;

/**
 * How much each person may say: so many commands in a minute that begins with the first, one warning, then nothing more
 * until the minute is over; as much small talk, without a warning. Thread-safe.
 */
final class RateLimit {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Strangers can be many. */
    private static final int REMEMBERED = 100_000;

    /** What somebody said in their minute, which is over when this is forgotten. */
    private static final class Account {
        private int commands;
        private int smallTalk;
    }

    private final int perMinute;
    private final LoadingCache<PersonId, Account> accounts;

    RateLimit(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.accounts = CacheBuilder.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(MINUTE)
                .ticker(new ClockTicker(clock))
                .build(CacheLoader.from(Account::new));
    }

    /** What to do with a command of this person. */
    Verdict command(PersonId person) {
        Account account = accounts.getUnchecked(person);
        synchronized (account) {
            account.commands++;
            if (account.commands <= perMinute) {
                return Verdict.HEAR;
            }
            return account.commands == perMinute + 1 ? Verdict.WARN : Verdict.IGNORE;
        }
    }

    /** What to do with something else that this person says. */
    Verdict smallTalk(PersonId person) {
        Account account = accounts.getUnchecked(person);
        synchronized (account) {
            account.smallTalk++;
            return account.smallTalk <= perMinute ? Verdict.HEAR : Verdict.IGNORE;
        }
    }
}
