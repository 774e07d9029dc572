package io.pteroorders.bot.session;

import java.time.Duration;
import java.time.Instant;

/** What a session is good for, and for how long. */
public enum Area {
    /** The pages of a customer: until 30 days after they were last used. */
    PORTAL(Duration.ofDays(30), true),
    /** The pages of admins: until 12 hours after the sign-in. */
    DASHBOARD(Duration.ofHours(12), false);

    /** Browsers keep nothing longer. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private final Duration life;
    private final boolean isProlonged;

    Area(Duration life, boolean isProlonged) {
        this.life = life;
        this.isProlonged = isProlonged;
    }

    /** How long a browser may keep what it is known by; the session may end before. */
    public Duration cookieLife() {
        return isProlonged ? LONGEST : life;
    }

    Instant end(Instant created, Instant used) {
        return (isProlonged ? used : created).plus(life);
    }
}
