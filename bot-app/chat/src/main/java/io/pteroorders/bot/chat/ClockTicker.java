package io.pteroorders.bot.chat;

import com.google.common.base.Ticker;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** The clock as caches read it. Thread-safe. */
final class ClockTicker extends Ticker {

    private final Clock clock;

    ClockTicker(Clock clock) {
        this.clock = clock;
    }

    @Override
    public long read() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }
}
