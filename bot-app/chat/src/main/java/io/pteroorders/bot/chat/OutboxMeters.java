package io.pteroorders.bot.chat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.OutboxCounts;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** How many messages wait, for how long the oldest has, how many cannot be delivered, and which replies were lost. */
final class OutboxMeters implements MeterBinder {

    static final String WAITING = "outbox.waiting";
    static final String OLDEST = "outbox.oldest.age";
    static final String DEAD = "outbox.dead";
    static final String DEAD_TO_ADMINS = "outbox.dead.admin";
    static final String LOST_REPLIES = "outbox.replies.lost";

    private final Outbox outbox;
    private final OwnerNotices ownerNotices;
    private final Clock clock;

    OutboxMeters(Outbox outbox, OwnerNotices ownerNotices, Clock clock) {
        this.outbox = outbox;
        this.ownerNotices = ownerNotices;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(WAITING, "messages", OutboxCounts::waiting, registry);
        gauge(OLDEST, "seconds", this::age, registry);
        gauge(DEAD, "messages", OutboxCounts::dead, registry);
        Gauge.builder(DEAD_TO_ADMINS, ownerNotices, now -> now.undelivered().size())
                .baseUnit("messages")
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder(LOST_REPLIES, outbox, Outbox::lostReplies).register(registry);
    }

    private void gauge(String name, String unit, ToDoubleFunction<OutboxCounts> value, MeterRegistry registry) {
        Gauge.builder(name, outbox, now -> value.applyAsDouble(now.counts()))
                .baseUnit(unit)
                .strongReference(true)
                .register(registry);
    }

    private double age(OutboxCounts counts) {
        return counts.oldest()
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
