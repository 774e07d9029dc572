package io.pteroorders.bot.session;

import java.time.Duration;
import java.time.Instant;

/** What a session is good for, and for how long. */
public enum Area {
    /** The pages of a customer: until 30 days after they were last used. */
    PORTAL(Duration.ofDays(30), true),
    /** The pages of admins: until 12 hours after the sign-in. */
    DASHBOARD(Duration.ofHours(12), false);

    private final Duration life;
    private final boolean isProlonged;

    Area(Duration life, boolean isProlonged) {
        this.life = life;
        this.isProlonged = isProlonged;
    }

    /** How long a session lasts, in seconds for a cookie. */
    public Duration life() {
        return life;
    }

    Instant end(Instant created, Instant used) {
        return (isProlonged ? used : created).plus(life);
    }
}
